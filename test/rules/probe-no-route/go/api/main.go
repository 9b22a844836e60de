package main

import (
	"log"
	"net/http"
)

func ok(w http.ResponseWriter, r *http.Request) {}

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/readyz", ok)
	mux.HandleFunc("GET /lines/{id}", ok)
	log.Fatal(http.ListenAndServe(":8080", mux))
}
