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
//             ^^^^^^^^^^^^^^ violated: an http.Server drains when Shutdown is called
}

func serve() {
	server := grpc.NewServer()
	log.Fatal(server.Serve(listen()))
//                ^^^^^ violated: a gRPC server drains when GracefulStop is called
}
