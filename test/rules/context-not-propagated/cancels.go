package orders

import (
	"context"
	"errors"
	"os/signal"
	"syscall"
	"time"
)

type worker struct{ stop context.CancelFunc }

func (w *worker) end() { w.stop() }

func lost(ctx context.Context) context.Context {
	bounded, _ := context.WithTimeout(ctx, time.Second)
	//       ^ violated: bounded
	return bounded
}

func deferred(ctx context.Context, work func(context.Context) error) error {
	bounded, cancel := context.WithTimeout(ctx, time.Second)
	//       ^^^^^^ shown
	defer cancel()
	return work(bounded)
}

func onOneWayOnly(ctx context.Context, work func(context.Context) error) error {
	bounded, cancel := context.WithCancel(ctx)
	//       ^^^^^^ violated: bounded
	if err := work(bounded); err != nil {
		return err
	}
	cancel()
	return nil
}

func onAllWays(ctx context.Context, work func(context.Context) error) error {
	bounded, cancel := context.WithCancel(ctx)
	//       ^^^^^^ shown
	err := work(bounded)
	cancel()
	if err != nil {
		return errors.New("no")
	}
	return nil
}

func discarded(ctx context.Context, work func(context.Context)) {
	bounded, cancel := context.WithCancel(ctx)
	//       ^^^^^^ violated
	_ = cancel
	work(bounded)
}

func returned(ctx context.Context) (context.Context, context.CancelFunc) {
	bounded, cancel := context.WithCancel(ctx)
	//       ^^^^^^ shown
	return bounded, cancel
}

func kept(ctx context.Context, w *worker) context.Context {
	bounded, cancel := context.WithCancel(ctx)
	//       ^^^^^^ shown
	w.stop = cancel
	return bounded
}

func field(ctx context.Context, w *worker) context.Context {
	ctx, w.stop = context.WithCancel(ctx)
	//   ^^^^^^ shown: cancel for ctx
	return ctx
}

func main() {
	ctx, _ := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	<-ctx.Done()
}
