package main

import (
	"log"
	"net/http"
)
func main() {
	http.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {})
	http.HandleFunc("/readyz", func(w http.ResponseWriter, r *http.Request) {})
	go func() { log.Println(http.ListenAndServe(":8086", nil)) }()
	//                           ^^^^^^^^^^^^^^ cannot tell: but it only serves /healthz, /readyz
	consume()
}
