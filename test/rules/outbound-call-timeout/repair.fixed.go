package prices

import (
	"net/http"
	"time"
)

var patience = time.Second

func all(address string) {
	(&http.Client{Timeout: 5 * time.Second}).Get(address)
	a := &http.Client{Timeout: 5 * time.Second}
	b := http.Client{Timeout: 5 * time.Second, Jar: nil}
	c := &http.Client{
		Timeout: 5 * time.Second,
		Jar: nil,
	}
	var d = http.Client{Timeout: 5 * time.Second}
	var e = &http.Client{Timeout: 5 * time.Second}
	use(a, &b, c, &d, e)
}

func use(...*http.Client) {}
