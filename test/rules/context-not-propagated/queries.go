package store

import (
	"context"
	"database/sql"
)

type Store struct{ db *sql.DB }

func (s *Store) Names(ctx context.Context) (*sql.Rows, error) {
	return s.db.QueryContext(ctx, "SELECT name FROM orders")
	//                       ^^^ shown: s.db.QueryContext
}

func (s *Store) Count() *sql.Row {
	return s.db.QueryRow("SELECT count(*) FROM orders")
	//          ^^^^^^^^ cannot tell: takes no context
}
