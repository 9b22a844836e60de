package main

import (
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/quotes", func(w http.ResponseWriter, r *http.Request) {})
	go func() {
		log.Print(http.ListenAndServe(":6060", nil))
		//             ^^^^^^^^^^^^^^ cannot tell: may not serve users
	}()
	log.Fatal(http.ListenAndServe(":8080", nil))
	//             ^^^^^^^^^^^^^^ violated
}
