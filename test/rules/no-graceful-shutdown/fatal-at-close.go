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
	go func() {
		if err := api.ListenAndServe(); err != nil {
//              ^^^^^^^^^^^^^^ violated: log.Fatalf
			log.Fatalf("serve: %v", err)
		}
	}()
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGTERM)
	<-told
	log.Println(api.Shutdown(context.Background()))
}
