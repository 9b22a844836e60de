package main

import (
	"log"
	"net/http"

	"google.golang.org/grpc"
)

func main() {
	srv := http.Server{Addr: ":8080"}
	go serve()
	log.Fatal(srv.ListenAndServe())
//             ^^^^^^^^^^^^^^ violated: Shutdown
}

func serve() {
	server := grpc.NewServer()
	log.Fatal(server.Serve(listen()))
//                ^^^^^ violated: GracefulStop
}
