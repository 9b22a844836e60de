package main

import (
	"context"
	"log"
	"net/http"
	"os/signal"
	"syscall"
)

func main() {
	life, quit := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer quit()
	api := &http.Server{Addr: ":8080"}
	go func() { log.Println(api.ListenAndServe()) }()
//                           ^^^^^^^^^^^^^^ violated: api.Shutdown
	<-life.Done()
	log.Println(api.Shutdown(life))
}
