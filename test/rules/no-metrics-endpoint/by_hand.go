package main

import (
	"fmt"
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/stats/prometheus", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "a 1") })
	log.Fatal(http.ListenAndServe(":8080", nil))
	//             ^^^^^^^^^^^^^^ shown: /stats/prometheus
}
