package main

import (
	"log"
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	go func() {
		server := &http.Server{Addr: ":9090", Handler: mux}
		//         ^^^^^^^^^^^ violated
		log.Println(server.ListenAndServe())
	}()
	log.Fatal(http.ListenAndServe(":8080", mux))
	//             ^^^^^^^^^^^^^^ violated
}
