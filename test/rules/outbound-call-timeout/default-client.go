package prices

import (
	"net/http"
	"time"
)

func init() {
	http.DefaultClient.Timeout = 5 * time.Second
}

var other = &http.Client{}
//           ^^^^^^^^^^^ violated

func get(address string) (*http.Response, error) {
	return http.Get(address)
	//          ^^^ shown: http.DefaultClient.Timeout = 5 * time.Second
}
