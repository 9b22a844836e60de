package gopkg

import "net/http"

func price(id string) (*http.Response, error) {
	return client.Get("https://prices.internal/" + id)
	//            ^^^ shown: its client has one
}
