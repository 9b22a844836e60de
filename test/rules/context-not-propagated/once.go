package shop

import (
	"context"
	"database/sql"
	"net/http"
	"sync"
)

type shop struct {
	once sync.Once
	db   *sql.DB
	err  error
}

// check runs for the first request alone, and for all that come later.
func (s *shop) check() error {
	s.once.Do(func() { s.err = ping(s.db) })
	return s.err
}

func ping(db *sql.DB) error { return db.PingContext(context.Background()) }

func (s *shop) list(w http.ResponseWriter, r *http.Request) {
	if err := s.check(); err != nil {
		http.Error(w, "try again", http.StatusServiceUnavailable)
	}
}

func routes(s *shop) { http.HandleFunc("GET /list", s.list) }
