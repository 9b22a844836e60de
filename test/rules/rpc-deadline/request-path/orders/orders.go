package orders

import (
	"context"
	"net/http"
	"time"
)

// Payments is what an order needs to be paid.
type Payments interface {
	Charge(ctx context.Context, amount int64) error
	Quote(ctx context.Context, amount int64) error
	Refund(ctx context.Context, amount int64) error
	Hold(ctx context.Context, amount int64) error
	Poll(ctx context.Context) error
}

type Shop struct{ payments Payments }

func New(payments Payments) *Shop { return &Shop{payments: payments} }

func (s *Shop) Checkout(w http.ResponseWriter, r *http.Request) {
	if err := s.place(r.Context(), 100); err != nil {
		http.Error(w, "try again", http.StatusBadGateway)
	}
}

func (s *Shop) place(ctx context.Context, amount int64) error {
	return s.payments.Charge(ctx, amount)
}

func (s *Shop) Quote(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	if err := s.payments.Quote(ctx, 100); err != nil {
		http.Error(w, "try again", http.StatusBadGateway)
	}
}

// Later answers before the money is back.
func (s *Shop) Later(w http.ResponseWriter, r *http.Request) {
	ctx := context.WithoutCancel(r.Context())
	go func() {
		_ = s.payments.Refund(ctx, 100)
	}()
	w.WriteHeader(http.StatusAccepted)
}

func (s *Shop) Bounded(w http.ResponseWriter, r *http.Request) {
	if err := s.payments.Hold(r.Context(), 100); err != nil {
		http.Error(w, "try again", http.StatusBadGateway)
	}
}
