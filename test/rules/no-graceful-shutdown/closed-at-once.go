package main

import (
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	api := &http.Server{Addr: ":8080"}
	go func() { log.Println(api.ListenAndServe()) }()
//                           ^^^^^^^^^^^^^^ violated: api.Close
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGTERM)
	<-told
	log.Println(api.Close())
}
