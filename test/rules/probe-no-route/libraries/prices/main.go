package main

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

func main() {
	r := chi.NewRouter()
	r.Use(middleware.Heartbeat("/beat"))
	r.Get("/prices/{id}", price)
	http.ListenAndServe(":8080", r)
}
