package main

import (
	"net/http"
	"time"
)

func serve(mux http.Handler) error {
	return (&http.Server{Addr: ":7000", Handler: mux, ReadTimeout: 4 * time.Second}).ListenAndServe()
	//                                                                               ^^^^^^^^^^^^^^ violated: requests
}
