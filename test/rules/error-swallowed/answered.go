package parcels

import (
	"context"

	memdb "github.com/hashicorp/go-memdb"
)

type item struct {
	value string
	err   error
}

func (s *store) collect(ctx context.Context, out chan<- item) error {
	for {
		value, err := s.next(ctx)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case out <- item{value, err}:
			if err != nil {
			^^ shown: is used
				return nil
			}
		}
	}
}

func (s *store) skip(ctx context.Context, out chan<- item) error {
	value, err := s.next(ctx)
	out <- item{value: value}
	if err != nil {
	^^ violated: nil is returned
		return nil
	}
	return nil
}

func (s *store) isKnown(ctx context.Context) (bool, error) {
	_, err := s.id(ctx)
	if err != nil {
	^^ cannot tell: false is returned
		return false, nil
	}
	return true, nil
}

func (s *store) keep(db *memdb.MemDB, parcel *Parcel) error {
	txn := db.Txn(true)
	defer txn.Abort()
	if err := txn.Insert("parcels", parcel); err != nil {
	^^ shown
		return err
	}
	txn.Commit()
	return nil
}
