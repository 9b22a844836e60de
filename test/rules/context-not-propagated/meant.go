package orders

import (
	"context"
	"net/http"
	"time"
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

// match waits for both: the second ends a second before its caller's.
func match(ctx context.Context, task *Task) error {
	both := []context.Context{ctx}
	if deadline, ok := ctx.Deadline(); ok {
		early := deadline.Add(-time.Second)
		earlier, cancel := context.WithDeadline(context.Background(), early)
		defer cancel()
		both = append(both, earlier)
	}
	return wait(both, task)
}

func matchLate(ctx context.Context, task *Task) error {
	late := time.Now().Add(time.Hour)
	own, cancel := context.WithDeadline(context.Background(), late)
	//                                          ^^^^^^^^^^ violated: caller's deadline
	defer cancel()
	return wait(own, task)
}
