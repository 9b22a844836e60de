package orders

import (
	"context"
	"database/sql"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

type store struct{ db *sql.DB }

func (s *store) save(ctx context.Context, id string) error {
	_, err := s.db.ExecContext(ctx, "insert into orders values (?)", id)
	//                         ^^^ shown: s.db.ExecContext
	return err
}

func (s *store) load(ctx context.Context, id string) error {
	row := s.db.QueryRowContext(context.Background(), "select 1 from orders where id = ?", id)
	//                                  ^^^^^^^^^^ violated: context.Background
	return row.Err()
}

func (s *store) later(ctx context.Context, id string) error {
	bounded, cancel := context.WithTimeout(context.TODO(), time.Second)
	//                                             ^^^^ violated: context.TODO
	defer cancel()
	return s.db.PingContext(bounded)
}

func (s *store) orDefault(ctx context.Context) error {
	if ctx == nil {
		ctx = context.Background()
	}
	return s.db.PingContext(ctx)
}

func (s *store) detached(ctx context.Context, id string) error {
	// The audit entry must be written even if the caller gives up.
	audit, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return s.save(audit, id)
}

func (s *store) explicit(ctx context.Context, id string) error {
	return s.save(context.WithoutCancel(ctx), id)
}

func (s *store) serve(ctx context.Context, server *http.Server) error {
	go server.ListenAndServe()
	<-ctx.Done()
	last, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	return server.Shutdown(last)
}

func (s *store) inTransaction(ctx context.Context, work func() error) error {
	defer func() {
		_ = s.save(context.Background(), "end")
	}()
	return work()
}

func (s *store) beside(ctx context.Context) {
	go func() {
		_ = s.save(context.Background(), "refresh")
	}()
}

func (s *store) once(ctx context.Context, group *sync.Once) {
	group.Do(func() {
		_ = s.save(context.Background(), "first")
		//                 ^^^^^^^^^^ cannot tell: enclosing function
	})
}

func (s *store) create(w http.ResponseWriter, r *http.Request) {
	if err := s.save(context.Background(), "1"); err != nil {
		//                      ^^^^^^^^^^ violated: context.Background
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func (s *store) createGin(c *gin.Context) {
	_ = s.save(context.Background(), "1")
	//                 ^^^^^^^^^^ violated: c.Request.Context()
}

func routes(s *store) {
	http.HandleFunc("/orders", func(w http.ResponseWriter, r *http.Request) {
		_ = s.save(context.Background(), "1")
		//                 ^^^^^^^^^^ violated
	})
}

func main() {
	ctx := context.Background()
	s := &store{}
	_ = s.save(ctx, "1")
}

func warm(s *store) error {
	return s.save(context.Background(), "warm")
}

func (s *store) logged(ctx context.Context, log interface{ InfoContext(context.Context, string) }) {
	log.InfoContext(context.Background(), "saved")
}

func (s *store) reasoned(ctx context.Context) error {
	// The caller's context is cancelled as soon as the query has been planned,
	// and the answer is wanted all the same.
	return s.save(context.Background(), "2")
}

func copyTrace(to, from context.Context) context.Context { return to }

func (s *store) copied(ctx context.Context) error {
	return s.save(copyTrace(context.Background(), ctx), "3")
}
