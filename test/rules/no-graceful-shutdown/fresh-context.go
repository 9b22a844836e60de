package main

import (
	"context"
	"log"
	"net/http"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	ctx, quit := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer quit()
	server := &http.Server{Addr: ":8080"}
	go func() { log.Println(server.ListenAndServe()) }()
//                              ^^^^^^^^^^^^^^ shown
	<-ctx.Done()
	ctx, done := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
	defer done()
	log.Println(server.Shutdown(ctx))
}
