package main

import (
	"net/http"

	"go.uber.org/zap"
)

func main() {
	log, _ := zap.NewProduction()
	defer log.Sync()
	http.ListenAndServe(":8080", nil)
}
