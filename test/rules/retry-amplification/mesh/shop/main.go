package main

import (
	"log"
	"net/http"
	"os"
	"time"

	"github.com/cenkalti/backoff/v4"
	"github.com/hashicorp/go-retryablehttp"
)

var plain = &http.Client{Timeout: time.Second}

func rates(w http.ResponseWriter, r *http.Request) {
	client := retryablehttp.NewClient()
	client.RetryMax = 3
	answer, err := client.Get("http://rates/today")
	//                    ^^^ violated: go-retryablehttp.NewClient.Get up to 4 × 3 = 12 times
	if err != nil {
		http.Error(w, "try again", http.StatusBadGateway)
		return
	}
	answer.Body.Close()
}

func news(w http.ResponseWriter, r *http.Request) {
	ask := func() error {
		answer, err := plain.Get(os.Getenv("NEWS_URL") + "/today")
		//                   ^^^ shown: is retried at one layer: cenkalti/backoff, 3 attempts
		if err != nil {
			return err
		}
		return answer.Body.Close()
	}
	if err := backoff.Retry(ask, backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 2)); err != nil {
		http.Error(w, "try again", http.StatusBadGateway)
	}
}

func partner(w http.ResponseWriter, r *http.Request) {
	client := retryablehttp.NewClient()
	answer, err := client.Get(os.Getenv("PARTNER") + "/prices")
	//                    ^^^ cannot tell: go-retryablehttp
	if err != nil {
		http.Error(w, "try again", http.StatusBadGateway)
		return
	}
	answer.Body.Close()
}

func main() {
	http.HandleFunc("GET /rates", rates)
	http.HandleFunc("GET /news", news)
	http.HandleFunc("GET /partner", partner)
	log.Fatal(http.ListenAndServe(":80", nil))
}
