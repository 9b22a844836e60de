package main

import (
	"log"
	"net/http"

	"example.com/platform/obs"
)

func main() {
	mux := http.NewServeMux()
	mux.Handle(obs.Path, obs.Handler())
	log.Fatal(http.ListenAndServe(":8080", mux))
	//             ^^^^^^^^^^^^^^ cannot tell: it uses example.com/platform/obs, which may export metrics
}
