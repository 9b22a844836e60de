package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/login/callback", func(w http.ResponseWriter, r *http.Request) {})
	log.Fatal(http.ListenAndServe("localhost:8085", nil))
}
