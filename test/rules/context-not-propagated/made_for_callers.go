package calls

import (
	"context"
	"time"
)

type queue struct{ disk objects }

type objects interface {
	Put(ctx context.Context, key string) error
}

// The caller had none to give.
func (c *client) within(parent context.Context) (context.Context, context.CancelFunc) {
	if parent == nil {
		return context.WithTimeout(context.Background(), c.limit)
	}
	return context.WithTimeout(parent, c.limit)
	//             ^^^^^^^^^^^ shown
}

func reset(ctx context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	made, cancel := context.WithTimeout(context.Background(), limit)
	//                                          ^^^^^^^^^^ cannot tell: context for its caller
	return copyValues(made, ctx), cancel
}

func (c *client) send(ctx context.Context, order string) error {
	return c.post(context.Background(), order)
	//                    ^^^^^^^^^^ violated: caller's deadline
}
