package main

import (
	"context"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	life, end := context.WithCancel(context.Background())
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGTERM)
	go func() {
		<-told
		end()
	}()
	api := &http.Server{Addr: ":8080"}
	go func() { log.Println(api.ListenAndServe()) }()
//                           ^^^^^^^^^^^^^^ violated: life has already ended
	<-life.Done()
	leave(life, api)
}

func leave(parent context.Context, server *http.Server) {
	patience, done := context.WithTimeout(parent, 20*time.Second)
	defer done()
	log.Println(server.Shutdown(patience))
}
