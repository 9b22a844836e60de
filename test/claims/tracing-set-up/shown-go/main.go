package main

import (
	"context"
	"net/http"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
)

func setUpTracing() error {
	exporter, err := otlptracegrpc.New(context.Background())
	if err != nil {
		return err
	}
	otel.SetTracerProvider(sdktrace.NewTracerProvider(sdktrace.WithBatcher(exporter)))
	return nil
}

func main() {
	if err := setUpTracing(); err != nil {
		panic(err)
	}
	http.ListenAndServe(":8080", nil)
}
