package main

import (
	"context"
	"log"
	"net/http"
)

func run(ctx context.Context) {
	srv := &http.Server{Addr: ":8080"}
	done := make(chan struct{})
	go func() {
		defer close(done)
		<-ctx.Done()
		log.Print(srv.Shutdown(context.Background()))
	}()
	log.Print(srv.ListenAndServe())
//             ^^^^^^^^^^^^^^ shown: srv.Shutdown stops a server gracefully
	<-done
}
