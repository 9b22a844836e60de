package main

import (
	"log"
	"net/http"
	"time"
)

func main() {
	mux := http.NewServeMux()
	go func() {
		server := &http.Server{ReadHeaderTimeout: 5 * time.Second, Addr: ":9090", Handler: mux}
		log.Println(server.ListenAndServe())
	}()
	log.Fatal((&http.Server{Addr: ":8080", Handler: mux, ReadHeaderTimeout: 5 * time.Second}).ListenAndServe())
}
