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
	api := &http.Server{Addr: ":8080"}
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGTERM)
	go func() {
		<-told
		log.Println(api.Shutdown(context.Background()))
	}()
	if err := api.ListenAndServe(); err != nil && err != http.ErrServerClosed {
//             ^^^^^^^^^^^^^^ violated: api.ListenAndServe returns
		log.Fatal(err)
	}
	log.Println("bye")
}
