package prices

import (
	"context"
	"net/http"
	"time"

	"github.com/go-resty/resty/v2"
	"github.com/hashicorp/go-cleanhttp"
	"github.com/hashicorp/go-retryablehttp"
)

func restyCalls(ctx context.Context, address string) {
	bare := resty.New()
	//            ^^^ violated: v2.New
	bare.R().SetHeader("a", "b").Get(address)
	//                           ^^^ cannot tell
	bounded := resty.New().SetBaseURL(address).SetTimeout(5 * time.Second)
	//               ^^^ shown: SetTimeout(5 * time.Second)
	bounded.R().Get("/x")
	//          ^^^ shown
	later := resty.New()
	//             ^^^ shown
	later.SetTimeout(time.Second)
	each := resty.New()
	//            ^^^ shown: each call through
	timed, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	each.R().SetContext(timed).Post(address)
	//                         ^^^^ shown
}

func retrying(address string) {
	bare := retryablehttp.NewClient()
	//                    ^^^^^^^^^ violated
	bare.RetryMax = 3
	bare.Get(address)
	bounded := retryablehttp.NewClient()
	//                       ^^^^^^^^^ shown
	bounded.HTTPClient.Timeout = 10 * time.Second
	replaced := retryablehttp.NewClient()
	//                        ^^^^^^^^^ shown
	replaced.HTTPClient = &http.Client{Timeout: time.Second}
	retryablehttp.Get(address)
	//            ^^^ violated
}

func clean(address string) {
	client := cleanhttp.DefaultClient()
	//                  ^^^^^^^^^^^^^ violated: cleanhttp client
	client.Get(address)
	bounded := cleanhttp.DefaultPooledClient()
	//                   ^^^^^^^^^^^^^^^^^^^ shown
	bounded.Timeout = time.Second
}
