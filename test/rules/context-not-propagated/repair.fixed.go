package orders

import (
	"context"
	"net/http"
	"time"
)

func ping(ctx context.Context) error { return ctx.Err() }

func handle(w http.ResponseWriter, r *http.Request) {
	bounded, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	if ping(bounded) != nil || ping(r.Context()) != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
}
