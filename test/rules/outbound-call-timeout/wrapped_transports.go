package stock

import (
	"context"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

func clients(gauge prometheus.Gauge, given http.RoundTripper) []*http.Client {
	counted := &http.Client{Transport: promhttp.InstrumentRoundTripperInFlight(gauge, otelhttp.NewTransport(nil))}
	//          ^^^^^^^^^^^ violated: timeout
	patient := &http.Client{Transport: otelhttp.NewTransport(&http.Transport{ResponseHeaderTimeout: 3 * time.Second})}
	//          ^^^^^^^^^^^ cannot tell
	foreign := &http.Client{Transport: otelhttp.NewTransport(given)}
	//          ^^^^^^^^^^^ cannot tell
	signed := &http.Client{Transport: &oauth2.Transport{Base: http.DefaultTransport}}
	//         ^^^^^^^^^^^ violated: timeout
	bounded := &http.Client{Transport: &oauth2.Transport{}, Timeout: 3 * time.Second}
	//          ^^^^^^^^^^^ shown
	return []*http.Client{counted, patient, foreign, signed, bounded}
}

func orders(source oauth2.TokenSource) (*http.Response, error) {
	client := oauth2.NewClient(context.TODO(), source)
	//               ^^^^^^^^^ violated: oauth2
	return client.Get("https://orders.example.com/")
	//            ^^^ cannot tell: client
}

func asked(ctx context.Context, config clientcredentials.Config) (*http.Response, error) {
	client := config.Client(ctx)
	//               ^^^^^^ cannot tell: context
	return client.Get("https://orders.example.com/")
	//            ^^^ cannot tell
}

func limited(ctx context.Context, config *clientcredentials.Config) (*http.Response, error) {
	client := config.Client(ctx)
	//               ^^^^^^ shown
	client.Timeout = 3 * time.Second
	return client.Get("https://orders.example.com/")
	//            ^^^ shown
}

func standIn(given *http.Client, request *http.Request, url string) (*http.Response, error) {
	if given == nil {
		given = http.DefaultClient
	}
	return given.Get(url)
	//           ^^^ violated: http.Client has no
}

func patientStandIn(given *http.Client, url string) (*http.Response, error) {
	if given == nil {
		given = &http.Client{Timeout: time.Second}
		//       ^^^^^^^^^^^ shown
	}
	return given.Get(url)
	//           ^^^ cannot tell
}

func alone(given *http.Client, url string) (*http.Response, error) {
	return given.Get(url)
	//           ^^^ cannot tell: client
}
