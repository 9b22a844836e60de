package prices

import (
	"context"
	"net"
	"net/http"
	"time"
)

const limit = 5 * time.Second

var bare = &http.Client{}
//          ^^^^^^^^^^^ violated: http.Client

var bounded = &http.Client{Timeout: limit}

var zero = http.Client{Timeout: 0}
//         ^^^^^^^^^^^ violated: `Timeout: 0`

var jar = &http.Client{Jar: nil, CheckRedirect: noRedirect}
//         ^^^^^^^^^^^ violated

func noRedirect(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

func values(address string) {
	var c http.Client
	//  ^ violated
	c.Get(address)
	//^^^ cannot tell
	var d = new(http.Client)
	//  ^ violated
	d.Get(address)
	var later http.Client
	//  ^^^^^ shown: later.Timeout = limit
	later.Timeout = limit
	later.Get(address)
	//    ^^^ shown
	var pointer *http.Client
	pointer = bounded
	pointer.Get(address)
	//      ^^^ shown
}

type Server struct {
	client *http.Client
	slow   *http.Client
	given  *http.Client
}

func NewServer(given *http.Client) *Server {
	return &Server{
		client: &http.Client{Timeout: 2 * time.Second},
		slow:   &http.Client{},
		//       ^^^^^^^^^^^ violated
		given: given,
	}
}

func (s *Server) one(address string) (*http.Response, error) {
	return s.client.Get(address)
	//              ^^^ shown: Timeout: 2 * time.Second
}

func (s *Server) two(address string) (*http.Response, error) {
	return s.slow.Get(address)
	//            ^^^ cannot tell: client
}

func (s *Server) three(address string) (*http.Response, error) {
	return s.given.Get(address)
	//             ^^^ cannot tell: client
}

func parameter(client *http.Client, address string) {
	client.Get(address)
	//     ^^^ cannot tell
}

func factory() *http.Client {
	return &http.Client{Timeout: limit}
	//      ^^^^^^^^^^^ shown
}

func usesFactory(address string) {
	factory().Get(address)
	//        ^^^ shown
}

func perRequest(ctx context.Context, address string) error {
	client := &http.Client{}
	//         ^^^^^^^^^^^ shown: each call through
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, "GET", address, nil)
	if err != nil {
		return err
	}
	_, err = client.Do(req)
	return err
}

func perCaller(ctx context.Context, address string) error {
	client := &http.Client{}
	//         ^^^^^^^^^^^ cannot tell: context
	req, err := http.NewRequestWithContext(ctx, "GET", address, nil)
	if err != nil {
		return err
	}
	_, err = client.Do(req)
	return err
}

func neither(address string) error {
	client := &http.Client{}
	//         ^^^^^^^^^^^ violated
	req, err := http.NewRequest("GET", address, nil)
	if err != nil {
		return err
	}
	_, err = client.Do(req)
	return err
}

func transports(other http.RoundTripper) []*http.Client {
	slow := &http.Transport{DialContext: (&net.Dialer{Timeout: limit}).DialContext}
	quick := &http.Transport{ResponseHeaderTimeout: limit}
	one := &http.Client{Transport: slow}
	//      ^^^^^^^^^^^ violated
	two := &http.Client{Transport: quick}
	//      ^^^^^^^^^^^ cannot tell: wait for headers
	three := &http.Client{Transport: other}
	//        ^^^^^^^^^^^ cannot tell
	four := &http.Client{Transport: http.DefaultTransport}
	//       ^^^^^^^^^^^ violated
	return []*http.Client{one, two, three, four, &http.Client{Timeout: limit, Transport: other}}
	//                                            ^^^^^^^^^^^ shown
}
