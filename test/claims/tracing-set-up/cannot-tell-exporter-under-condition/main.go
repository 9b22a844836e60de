package main

import (
	"net/http"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/exporters/stdout/stdouttrace"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
)

func main() {
	var options []sdktrace.TracerProviderOption
	if endpoint := settings(); endpoint != "" {
		exporter, _ := stdouttrace.New()
		options = append(options, sdktrace.WithBatcher(exporter))
	}
	otel.SetTracerProvider(sdktrace.NewTracerProvider(options...))
	http.ListenAndServe(":8080", nil)
}
