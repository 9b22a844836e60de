package prices

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"time"
)

func direct(address string) error {
	_, err := http.Get(address)
	//             ^^^ violated: http.Client has no
	if err != nil {
		return err
	}
	_, err = http.Post(address, "application/json", bytes.NewReader(nil))
	//            ^^^^ violated
	if err != nil {
		return err
	}
	_, err = http.PostForm(address, url.Values{})
	//            ^^^^^^^^ violated
	_, err = http.DefaultClient.Head(address)
	//                          ^^^^ violated
	return err
}

func withoutContext(address string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
	//                        ^^ violated
}

func background(address string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
	//                        ^^ violated
}

func handedIn(ctx context.Context, address string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
	//                        ^^ cannot tell: context
}

func bounded(ctx context.Context, address string) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
	//                        ^^ shown: its context has a deadline
}

func boundedThenCancelled(address string, until time.Time) (*http.Response, error) {
	timed, cancel := context.WithDeadline(context.Background(), until)
	defer cancel()
	ctx, stop := context.WithCancel(context.WithValue(timed, "key", 1))
	defer stop()
	req, err := http.NewRequestWithContext(ctx, "GET", address, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
	//                        ^^ shown
}

func cancelOnly(address string) (*http.Response, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, "GET", address, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
	//                        ^^ violated
}

func addedLater(ctx context.Context, address string) (*http.Response, error) {
	req, err := http.NewRequest("GET", address, nil)
	if err != nil {
		return nil, err
	}
	timed, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	return http.DefaultClient.Do(req.WithContext(timed))
	//                        ^^ shown
}

func replacedLater(ctx context.Context, address string) (*http.Response, error) {
	req, err := http.NewRequest("GET", address, nil)
	if err != nil {
		return nil, err
	}
	req = req.WithContext(ctx)
	return http.DefaultClient.Do(req)
	//                        ^^ cannot tell
}

func forward(w http.ResponseWriter, r *http.Request) {
	http.DefaultClient.Do(r)
	//                 ^^ cannot tell: request
	out, _ := http.NewRequestWithContext(r.Context(), "GET", "http://prices.internal", nil)
	http.DefaultClient.Do(out)
	//                 ^^ violated: HTTP handler forward waits
}

type repository struct{}

func (repository) Get(key string) string { return key }

func shadowed(http repository) string {
	return http.Get("key")
}
