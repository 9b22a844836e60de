package main

import (
	"net/http"

	"acme.dev/web/index"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if err := index.Search("http://index"); err != nil {
			http.Error(w, err.Error(), 502)
		}
	})
	http.ListenAndServe(":8080", nil)
}
