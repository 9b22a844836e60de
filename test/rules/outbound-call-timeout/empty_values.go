package stock

import (
	"net/http"
	"time"
)

type settings struct {
	Wait    time.Duration
	Patient time.Duration
}

func clients(given settings) []*http.Client {
	if given.Patient == 0 {
		given.Patient = 30 * time.Second
	}
	waiting := &http.Client{Timeout: given.Wait}
	//          ^^^^^^^^^^^ cannot tell: may be zero
	patient := &http.Client{Timeout: given.Patient}
	//          ^^^^^^^^^^^ shown
	return []*http.Client{waiting, patient}
}
