package meter

import (
	"context"
	"time"
)

func sweep(ctx context.Context, clear func() int, seen func(int)) {
	for {
	^^^^^ violated: keeps running after
		seen(clear())
		time.Sleep(time.Minute)
	}
}

func sweepBeside(ctx context.Context, clear func()) {
	go func() {
		for {
		^^^^^ violated
			clear()
			time.Sleep(time.Minute)
		}
	}()
}

func asks(ctx context.Context, clear func()) {
	done := ctx.Done()
	for {
		select {
		case <-done:
			return
		case <-time.After(time.Minute):
			clear()
		}
	}
}

func isGiven(ctx context.Context, clear func(context.Context)) {
	for {
		clear(ctx)
		//    ^^^ shown
	}
}

func comesToAnEnd(ctx context.Context, next func() (int, bool)) (sum int) {
	for {
		n, more := next()
		if !more {
			return sum
		}
		sum += n
	}
}

func range_(ctx context.Context, in <-chan int, seen func(int)) {
	for n := range in {
		seen(n)
	}
}

func unnamed(_ context.Context, clear func()) {
	for {
		clear()
	}
}

func leavesTheSelectAlone(ctx context.Context, ticks <-chan int, quit <-chan struct{}, clear func()) {
	for {
	^^^^^ violated: keeps running after
		select {
		case <-quit:
			break
		case <-ticks:
			clear()
		}
	}
}

func leavesTheLoop(ctx context.Context, ticks <-chan int, quit <-chan struct{}, clear func()) {
sweeping:
	for {
		select {
		case <-quit:
			break sweeping
		case <-ticks:
			clear()
		}
	}
}

func leavesByIf(ctx context.Context, clear func() bool) {
	for {
		if !clear() {
			break
		}
	}
}
