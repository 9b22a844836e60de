package poll

import (
	"context"
	"time"
)

type work func(ctx context.Context) error

type Poller struct {
	wake   chan struct{}
	cancel context.CancelFunc
	run    work
}

func (p *Poller) Start(ctx context.Context) {
	own, cancel := context.WithCancel(ctx)
	//   ^^^^^^ violated: cancel
	p.cancel = cancel
	go p.run(own)
}

type Ticker struct {
	stopped chan struct{}
	cancel  context.CancelFunc
	run     work
}

func (t *Ticker) Start(ctx context.Context) {
	own, cancel := context.WithCancel(ctx)
	//   ^^^^^^ shown
	t.cancel = cancel
	go t.run(own)
}

func (t *Ticker) Stop() {
	if t.cancel != nil {
		t.cancel()
	}
}

type session struct {
	ctx      context.Context
	shutdown context.CancelFunc
}

// Its end is called in another file.
func open(ctx context.Context) *session {
	own, cancel := context.WithTimeout(ctx, time.Minute)
	//   ^^^^^^ shown
	return &session{ctx: own, shutdown: cancel}
}

type lease struct {
	ctx  context.Context
	halt context.CancelFunc
}

// Only looked at, never called.
func take(ctx context.Context) *lease {
	own, cancel := context.WithCancel(ctx)
	//   ^^^^^^ violated: context leaks until
	return &lease{ctx: own, halt: cancel}
}

func (l *lease) Open() bool { return l.halt != nil }

type Stream struct {
	Ctx  context.Context
	Stop context.CancelFunc
}

func NewStream(ctx context.Context) *Stream {
	own, cancel := context.WithCancel(ctx)
	//   ^^^^^^ cannot tell: cancel for own
	return &Stream{Ctx: own, Stop: cancel}
}

var ends = map[string]context.CancelFunc{}

func register(ctx context.Context, name string, run work) {
	own, cancel := context.WithCancel(ctx)
	//   ^^^^^^ violated: context leaks until
	ends[name] = cancel
	go run(own)
}

func forget(name string) {
	delete(ends, name)
}

type group struct {
	cancels []context.CancelFunc
}

func (g *group) add(ctx context.Context, run work) {
	own, cancel := context.WithCancel(ctx)
	//   ^^^^^^ shown
	g.cancels = append(g.cancels, cancel)
	go run(own)
}

func (g *group) end() {
	for _, each := range g.cancels {
		each()
	}
}

type direct struct {
	ctx  context.Context
	quit context.CancelFunc
}

func (d *direct) begin(ctx context.Context) {
	d.ctx, d.quit = context.WithCancel(ctx)
	//     ^^^^^^ violated: context leaks until
}
