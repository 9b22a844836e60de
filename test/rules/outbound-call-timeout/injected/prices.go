package shop

import "net/http"

type prices struct{ client *http.Client }

func (p *prices) get(id string) (*http.Response, error) {
	return p.client.Get("https://prices.internal/" + id)
	//              ^^^ shown: injected client
}
