package main

import (
	"log"
	"net/http"
	"os"
	"time"
)

var client = &http.Client{Timeout: time.Second}

func month(w http.ResponseWriter, r *http.Request) {
	answer, err := client.Get(os.Getenv("REPORTS_URL") + "/month")
	//                    ^^^ violated: GET /month waits for reports
	if err != nil {
		http.Error(w, "try again", http.StatusBadGateway)
		return
	}
	defer answer.Body.Close()
	if _, err := ledger.QueryContext(r.Context(), "SELECT 1"); err != nil {
		//                 ^^^^^^^^^^^^ violated: GET /month waits for ledger
		http.Error(w, "try again", http.StatusBadGateway)
	}
}

func prices(w http.ResponseWriter, r *http.Request) {
	answer, err := client.Get("http://prices/all")
	//                    ^^^ shown: GET /prices calls prices, which is declared as serving
	if err != nil {
		http.Error(w, "try again", http.StatusBadGateway)
		return
	}
	answer.Body.Close()
}

func refresh() {
	for range time.Tick(time.Hour) {
		if _, err := client.Get(os.Getenv("REPORTS_URL") + "/all"); err != nil {
			log.Print(err)
		}
	}
}

func main() {
	go refresh()
	http.HandleFunc("GET /month", month)
	http.HandleFunc("GET /prices", prices)
	log.Fatal(http.ListenAndServe(":8080", nil))
}
