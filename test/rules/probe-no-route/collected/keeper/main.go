package main

import "net/http"

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/live", live)
	panic(http.ListenAndServe(":8080", mux))
}
