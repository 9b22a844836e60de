package gohttp

var prices = newHTTPClient()

func price(url string) error {
	_, err := prices.Get(url)
	//               ^^^ shown: its client has one
	return err
}
