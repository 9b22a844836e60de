package shop

import (
	"net/http"

	"shop/stock"
)

func reserve(url string) (int, error) {
	resp, err := http.Get(url)
	defer resp.Body.Close()
	if err != nil {
	^^ violated: resp.Body is evaluated before err is checked
		return 0, err
	}
	return resp.StatusCode, nil
}

func count(url string) (int, error) {
	group, err := stock.Migrate(url)
	println("applied", len(group.Applied))
	if err != nil {
	^^ cannot tell: group.Applied is evaluated before err is checked
		return 0, err
	}
	return len(group.Applied), nil
}

func checked(url string) (int, error) {
	resp, err := http.Get(url)
	if resp != nil {
		defer resp.Body.Close()
	}
	if err != nil {
	^^ shown
		return 0, err
	}
	return resp.StatusCode, nil
}
