package main

import (
	"log"
	"net/http"

	"acme.dev/shop/internal/health"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/orders", func(w http.ResponseWriter, r *http.Request) {})
	health.Register(mux)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
