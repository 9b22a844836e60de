package orders

import (
	"context"
	"net/http"
	"time"
)

func ping(ctx context.Context) error { return ctx.Err() }

func handle(w http.ResponseWriter, r *http.Request) {
	bounded, _ := context.WithTimeout(r.Context(), time.Second)
	//       ^ violated
	if ping(bounded) != nil || ping(context.Background()) != nil {
		//                                     ^^^^^^^^^^ violated
		w.WriteHeader(http.StatusServiceUnavailable)
	}
}
