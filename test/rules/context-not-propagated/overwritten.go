package parcels

import (
	"context"
	"errors"
	"net/http"
	"time"

	"example.com/parcels/trace"
)

type shelf interface {
	Put(ctx context.Context, id string) error
}

func overwrites(ctx context.Context, s shelf, id string) error {
	ctx = context.TODO()
	//            ^^^^ violated: context.TODO
	return s.Put(ctx, id)
}

func overwritesWithLimit(ctx context.Context, s shelf, id string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	//   ^^^^^^ shown
	//                                         ^^^^^^^^^^ violated
	defer cancel()
	return s.Put(ctx, id)
}

func standsIn(ctx context.Context, s shelf, id string) error {
	if id == "" || ctx == nil {
		ctx = context.Background()
	}
	return s.Put(ctx, id)
	//           ^^^ shown
}

func sooner(ctx context.Context, s shelf, id string) error {
	end, ok := ctx.Deadline()
	if !ok {
		return errors.New("no deadline")
	}
	own, cancel := context.WithDeadline(context.Background(), end.Add(-time.Second))
	//   ^^^^^^ shown
	defer cancel()
	return s.Put(own, id)
}

func limitThrownAway(ctx context.Context, s shelf, id string) error {
	_, cancel := context.WithTimeout(ctx, time.Second)
	^^^^^^^^^ violated: context
	// ^^^^^^ shown
	defer cancel()
	return s.Put(ctx, id)
	//           ^^^ shown
}

func requests(ctx context.Context, client *http.Client) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, "https://depot.internal/", nil)
	//               ^^^^^^^^^^ violated: http.NewRequest
	if err != nil {
		return nil, err
	}
	return client.Do(req)
}

func requestsLater(ctx context.Context, client *http.Client) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, "https://depot.internal/", nil)
	if err != nil {
		return nil, err
	}
	return client.Do(req.WithContext(ctx))
	//                               ^^^ shown
}

func ownAfter(w http.ResponseWriter, r *http.Request, s shelf) {
	ctx := r.Context()
	_ = r.Context()
	go func() {
		ctx, cancel := context.WithTimeout(trace.Into(context.Background(), trace.SpanFromContext(ctx)), time.Minute)
		//   ^^^^^^ shown
		//                     ^^^^^^^^^^^ shown
		defer cancel()
		_ = s.Put(ctx, "x")
	}()
}

func valuesAfter(w http.ResponseWriter, r *http.Request, record func(any)) {
	go func() { record(trace.SpanFromContext(r.Context())) }()
}
