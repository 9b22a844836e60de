package main

import (
	"net/http"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
)

func main() {
	_ = http.ListenAndServe(":4700", otelhttp.NewHandler(http.DefaultServeMux, "maps"))
	//       ^^^^^^^^^^^^^^ cannot tell: meter provider
}
