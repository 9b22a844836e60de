package main

import (
	"net/http"
	_ "net/http/pprof"
)

func main() {
	go http.ListenAndServe("localhost:9999", nil)
	go http.ListenAndServe(":6060", nil)
	serveMetrics()
}

func serveMetrics() {
	http.ListenAndServe(":9090", nil)
}
