package orders

import (
	"context"
	"net/http"
	"sync"

	"golang.org/x/sync/errgroup"
)

func send(ctx context.Context, to string) error { return ctx.Err() }

func fireAndForget(w http.ResponseWriter, r *http.Request) {
	go send(r.Context(), "customer")
	//      ^^^^^^^^^^^ violated: r.Context()
	w.WriteHeader(http.StatusAccepted)
}

func fireInClosure(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	go func() {
		_ = send(ctx, "customer")
		//       ^^^ violated
	}()
	w.WriteHeader(http.StatusAccepted)
}

func waits(w http.ResponseWriter, r *http.Request) {
	var wait sync.WaitGroup
	wait.Add(1)
	go func() {
		defer wait.Done()
		_ = send(r.Context(), "customer")
	}()
	wait.Wait()
}

func receives(w http.ResponseWriter, r *http.Request) {
	done := make(chan error, 1)
	go func() { done <- send(r.Context(), "customer") }()
	if err := <-done; err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

func group(w http.ResponseWriter, r *http.Request) {
	all, ctx := errgroup.WithContext(r.Context())
	all.Go(func() error { return send(ctx, "customer") })
	_ = all.Wait()
}

func detached(w http.ResponseWriter, r *http.Request) {
	go send(context.WithoutCancel(r.Context()), "customer")
	w.WriteHeader(http.StatusAccepted)
}

func copyFromShelf(ctx context.Context) error { return ctx.Err() }

func copiesLater(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	go func() {
		_ = copyFromShelf(ctx)
		//                ^^^ violated
	}()
	w.WriteHeader(http.StatusAccepted)
}
