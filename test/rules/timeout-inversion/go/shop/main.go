package main

import (
	"log"
	"net/http"
	"time"
)

const patience = 15 * time.Second

func main() {
	http.HandleFunc("GET /prices", prices)
	http.Handle("GET /stock", http.TimeoutHandler(http.HandlerFunc(stock), 3*time.Second, "too slow"))
	server := &http.Server{Addr: ":8080", ReadHeaderTimeout: time.Second, WriteTimeout: patience}
	go refresh()
	log.Fatal(server.ListenAndServe())
}
