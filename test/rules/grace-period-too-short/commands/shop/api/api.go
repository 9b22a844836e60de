package api

import (
	"context"
	"log"
	"net/http"
	"os/signal"
	"syscall"
	"time"
)

const Name = "api"

func Run() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	server := &http.Server{Addr: ":8080"}
	go func() { log.Println(server.ListenAndServe()) }()
	<-ctx.Done()
	limited, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	log.Println(server.Shutdown(limited))
}
