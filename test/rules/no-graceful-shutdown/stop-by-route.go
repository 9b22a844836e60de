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
	http.HandleFunc("/admin/stop", func(w http.ResponseWriter, r *http.Request) {
		log.Println(api.Shutdown(context.Background()))
	})
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGTERM)
	go func() { log.Println(api.ListenAndServe()) }()
//                           ^^^^^^^^^^^^^^ cannot tell: what calls api.Shutdown
	<-told
}
