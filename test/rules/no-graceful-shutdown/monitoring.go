package main

import (
	"log"
	"net/http"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

func main() {
	http.Handle("/metrics", promhttp.Handler())
	http.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {})
	go func() { log.Println(http.ListenAndServe(":9100", nil)) }()
	//                           ^^^^^^^^^^^^^^ cannot tell: /metrics, /healthz
	consume()
}
