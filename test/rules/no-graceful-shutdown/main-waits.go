package main

import (
	"context"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	if err := serve(); err != nil {
		log.Fatal(err)
	}
}

func serve() error {
	api := &http.Server{Addr: ":8080"}
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGTERM)
	drained := make(chan error)
	go func() {
		<-told
		drained <- api.Shutdown(context.Background())
	}()
	if err := api.ListenAndServe(); err != http.ErrServerClosed {
//             ^^^^^^^^^^^^^^ shown
		return err
	}
	return <-drained
}
