package main

import (
	"net/http"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	"go.opentelemetry.io/otel/sdk/trace"
	semconv "go.opentelemetry.io/otel/semconv/v1.26.0"
)

func main() {
	exporter := otlptracehttp.NewUnstarted()
	named := resource.NewWithAttributes(semconv.SchemaURL, attribute.String("service.name", "maps"))
	otel.SetTextMapPropagator(propagation.TraceContext{})
	otel.SetTracerProvider(trace.NewTracerProvider(trace.WithBatcher(exporter), trace.WithResource(named)))
	_ = http.ListenAndServe(":4600", nil)
	//       ^^^^^^^^^^^^^^ violated
}
