package main

import (
	"context"
	"net/http"
	"time"
)

var slow = &http.Client{Timeout: 20 * time.Second}
var quick = &http.Client{Timeout: 5 * time.Second}

func prices(w http.ResponseWriter, r *http.Request) {
	answer, err := slow.Get("http://prices/all")
	//                  ^^^ violated: waits up to 20 s
	if err != nil {
		again, _ := quick.Get("http://prices/cached")
		//                ^^^ shown: waits up to 5 s
		again.Body.Close()
		return
	}
	answer.Body.Close()
}

func stock(w http.ResponseWriter, r *http.Request) {
	answer, err := quick.Get("http://stock/all")
	//                   ^^^ violated: waits up to 5 s
	if err != nil {
		http.Error(w, "try again", http.StatusBadGateway)
		return
	}
	answer.Body.Close()
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://stock/more", http.NoBody)
	if err != nil {
		http.Error(w, "try again", http.StatusBadGateway)
		return
	}
	more, err := quick.Do(request)
	//                 ^^ shown: waits up to 2 s
	if err != nil {
		http.Error(w, "try again", http.StatusBadGateway)
		return
	}
	more.Body.Close()
}

func refresh() {
	for range time.Tick(time.Hour) {
		if answer, err := slow.Get("http://prices/export"); err == nil {
			answer.Body.Close()
		}
	}
}
