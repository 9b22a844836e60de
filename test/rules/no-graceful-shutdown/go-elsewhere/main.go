package main

import (
	"context"
	"os/signal"
	"syscall"

	"example.org/shop/web"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	web.Serve(ctx)
}
