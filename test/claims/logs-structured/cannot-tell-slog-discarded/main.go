package main

import (
	"io"
	"log/slog"
	"net/http"
)

func main() {
	quiet := slog.New(slog.NewJSONHandler(io.Discard, nil))
	quiet.Info("started")
	http.ListenAndServe(":8080", nil)
}
