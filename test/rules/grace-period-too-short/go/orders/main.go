package main

import (
	"context"
	"log"
	"net/http"
	"os/signal"
	"syscall"
	"time"
)

const drainTime = 25 * time.Second

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	server := &http.Server{Addr: ":8080"}
	metrics := &http.Server{Addr: ":9090"}
	go func() { log.Println(server.ListenAndServe()) }()
	go func() { log.Println(metrics.ListenAndServe()) }()
	<-ctx.Done()
	limited, cancel := context.WithTimeout(context.Background(), drainTime)
	defer cancel()
	log.Println(server.Shutdown(limited))
	short, done := context.WithTimeout(context.Background(), 2*time.Second)
	defer done()
	log.Println(metrics.Shutdown(short))
}
