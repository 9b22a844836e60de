package orders

import (
	"context"
	"errors"

	"golang.org/x/sync/errgroup"
)

type answer struct {
	body []byte
	err  error
}

func compare(first, second *answer) (*summary, error) {
	if first.err != nil {
	^^ cannot tell: stays
		return &summary{skipped: true}, nil
	}
	return difference(first, second)
}

func find(db *DB, key string) (*Order, error) {
	var order Order
	result := db.First(&order, key)
	if result.Error != nil {
	^^ violated: nil is returned
		return nil, nil
	}
	return &order, nil
}

func add(series *Series, sample Sample, counts *Counts) {
	late, err := series.appendable(sample)
	if err != nil {
	^^ shown: is used
		countRefused(err, counts)
	}
	switch {
	case err != nil:
	^^^^ shown: is used
	case late:
		counts.late++
	}
}

func (out updates) write(update Update) error {
	// Workaround: a reader that has gone has closed the channel.
	defer func() {
		recover()
		^^^^^^^ shown: comment explains why
	}()
	out <- update
	return nil
}

func collect(ctx context.Context, names []string) ([]Order, map[string]error, error) {
	group, ctx := errgroup.WithContext(ctx)
	errs := map[string]error{}
	orders := start(ctx, group, names, errs)
	if err := group.Wait(); err != nil {
	^^ shown: is used
		return nil, errs, nil
	}
	return orders, errs, nil
}

func work(ctx context.Context, jobs *Jobs) error {
	for {
		if err := jobs.WaitReady(ctx); err != nil {
		^^ cannot tell: the wait ends with its context
			return nil
		}
		jobs.Next()
	}
}

func (s *Store) DeleteToken(id string) (*Empty, error) {
	token, err := s.tokens.GetToken(id)
	if err != nil {
	^^ cannot tell: nil is returned
		return &Empty{}, nil
	}
	return &Empty{}, s.tokens.Remove(token)
}

var errGone = errors.New("gone")

func (out updates) tell(update Update) {
	// FIXME: work-around for a panic of readers that have gone
	defer func() {
		recover()
		^^^^^^^ shown: comment explains why
	}()
	out <- update
}

func (s *Store) Enriched(id string) (*Order, error) {
	order, err := s.Find(id)
	if err != nil {
		return nil, err
	}
	guest, err := s.Guest(order)
	if err != nil {
	^^ cannot tell: returned
		return order, nil
	}
	order.guest = guest
	return order, nil
}

func (s *Store) Guest(order *Order) (*Guest, error) {
	guest, err := s.guests.Get(order)
	if err != nil {
	^^ violated: nil is returned
		return guest, nil
	}
	return guest, nil
}
