package main

import (
	"net"
	"net/http"
	"time"
)

func open(l net.Listener, mux http.Handler) error {
	return (&http.Server{Handler: mux}).Serve(l)
	//       ^^^^^^^^^^^ violated: http.Server has no
}

func bounded(mux http.Handler) error {
	return (&http.Server{Addr: ":7000", Handler: mux, ReadTimeout: 4 * time.Second}).ListenAndServe()
	//       ^^^^^^^^^^^ shown: ReadTimeout
}
