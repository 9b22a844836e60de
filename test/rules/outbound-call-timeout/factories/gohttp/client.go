package gohttp

import (
	"net/http"
	"time"
)

func newHTTPClient() *http.Client {
	return &http.Client{Timeout: 3 * time.Second}
	//      ^^^^^^^^^^^ shown
}
