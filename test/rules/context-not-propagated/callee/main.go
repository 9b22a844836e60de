package main

import (
	"context"
	"database/sql"
	"log"
	"net/http"
	"time"
)

type store struct{ db *sql.DB }

// names has no context, though all that call it have one.
func (s *store) names() (*sql.Rows, error) {
	return s.db.QueryContext(context.Background(), "SELECT name FROM orders")
	//                               ^^^^^^^^^^ violated: s.db.QueryContext gets context.Background()
}

// rename is a write, and may have to be finished.
func (s *store) rename() error {
	_, err := s.db.ExecContext(context.Background(), "UPDATE orders SET name = upper(name)")
	//                                 ^^^^^^^^^^ cannot tell: s.db.ExecContext gets context.Background()
	return err
}

// count brings a limit of its own.
func (s *store) count() *sql.Row {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return s.db.QueryRowContext(ctx, "SELECT count(*) FROM orders")
}

// warm runs when the program starts.
func (s *store) warm() error {
	return s.db.PingContext(context.Background())
}

// audit is written beside the answer.
func (s *store) audit() {
	if _, err := s.db.ExecContext(context.Background(), "INSERT INTO audit DEFAULT VALUES"); err != nil {
		log.Print(err)
	}
}

// purge goes on when the request has ended, on purpose: it is detached from it.
func (s *store) purge() error {
	_, err := s.db.ExecContext(context.Background(), "DELETE FROM audit")
	return err
}

func (s *store) list(w http.ResponseWriter, r *http.Request) {
	rows, err := s.names()
	if err != nil {
		http.Error(w, "try again", http.StatusServiceUnavailable)
		return
	}
	defer rows.Close()
	go s.audit()
	if err := s.purge(); err != nil {
		log.Print(err)
	}
	if err := s.rename(); err != nil {
		log.Print(err)
	}
	if err := s.count().Err(); err != nil {
		log.Print(err)
	}
}

func main() {
	s := &store{}
	if err := s.warm(); err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("GET /names", s.list)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
