package main

import (
	"context"
	"log"
	"net/http"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	srv := &http.Server{Addr: ":8080"}
	go func() { log.Print(srv.ListenAndServe()) }()
//                         ^^^^^^^^^^^^^^ violated: SIGINT
	<-ctx.Done()
	log.Print(srv.Shutdown(context.Background()))
}
