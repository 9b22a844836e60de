package main

import (
	"net/http"

	"go.uber.org/zap"
)

func main() {
	log, _ := zap.NewDevelopment()
	defer log.Sync()
	http.ListenAndServe(":8080", nil)
}
