package ledger

import (
	"context"
	"time"
)

func NewLedger(ctx context.Context, url string) (*Ledger, error) {
	seeding, cancel := context.WithTimeout(context.Background(), time.Minute)
	//                                             ^^^^^^^^^^ cannot tell: name NewLedger suggests
	defer cancel()
	ledger := &Ledger{url: url}
	return ledger, ledger.seed(seeding)
}

func (l *Ledger) Save(ctx context.Context, entry Entry) error {
	own, cancel := context.WithTimeout(context.Background(), time.Minute)
	//                                         ^^^^^^^^^^ violated: caller's deadline
	defer cancel()
	return l.write(own, entry)
}

func (s *sleeper) sleep(parent context.Context, wait time.Duration) {
	own, stop := context.WithCancel(context.Background())
	//                                      ^^^^^^^^^^ cannot tell: parent
	s.stop = stop
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-parent.Done():
	case <-own.Done():
	case <-timer.C:
	}
}

func (s *sleeper) Stop() {
	s.stop()
}
