package shop

import (
	"net/http"
	"time"
)

func newClient() *http.Client {
	return &http.Client{Timeout: 2 * time.Second}
	//      ^^^^^^^^^^^ shown
}

var shared = newClient()
