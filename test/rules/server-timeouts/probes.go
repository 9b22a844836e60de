package main

import (
	"log"
	"net/http"
)
func main() {
	http.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {})
	log.Fatal(http.ListenAndServe(":8081", nil))
	//             ^^^^^^^^^^^^^^ cannot tell: only serves /healthz
}
