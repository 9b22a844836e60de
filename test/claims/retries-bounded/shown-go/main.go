package main

import (
	"net/http"

	"github.com/hashicorp/go-retryablehttp"
)

func main() {
	client := retryablehttp.NewClient()
	client.RetryMax = 2
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		answer, err := client.Get("http://prices/1")
		if err != nil {
			http.Error(w, err.Error(), 502)
			return
		}
		answer.Body.Close()
	})
	http.ListenAndServe(":8080", nil)
}
