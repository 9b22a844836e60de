package main

import (
	"net/http"

	"example.com/platform/telemetry"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/orders", orders)
	telemetry.Mount(mux)
	http.ListenAndServe(":8080", mux)
}

func orders(w http.ResponseWriter, r *http.Request) {}
