package orders

import (
	"context"
	"net/http"
)

// newWorkContext gives the work a dedicated context,
// which ends when the answer has been sent.
func newWorkContext(ctx context.Context) (context.Context, context.CancelCauseFunc) {
	return context.WithCancelCause(context.Background())
}

func notify(ctx context.Context, req *http.Request) (*http.Response, error) {
	_, span := tracer.Start(context.Background(), "notify")
	defer span.End()
	return send(ctx, req)
	//          ^^^ shown
}

func initTracer(ctx context.Context) error {
	return detect(context.Background())
	//                    ^^^^^^^^^^ cannot tell: caller waits
}

func observeOrder(ctx context.Context, order Order) error {
	return measure(context.Background(), order)
	//                     ^^^^^^^^^^ cannot tell: caller waits
}

func initOrder(ctx context.Context, order Order) error {
	return store(context.Background(), order)
	//                   ^^^^^^^^^^ violated: caller's deadline
}
