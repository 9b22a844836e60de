package main

import (
	"context"
	"log"
	"net"
	"os/signal"
	"syscall"

	"google.golang.org/grpc"
)

func main() {
	lis, err := net.Listen("tcp", ":8080")
	if err != nil {
		log.Fatal(err)
	}
	srv := grpc.NewServer()
	err = srv.Serve(lis)
	//        ^^^^^ violated
	log.Print(err)

	ctx, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer cancel()
	// The server has ended when it is started for the second time.
	go func() {
		if err := srv.Serve(lis); err != nil {
			log.Print(err)
		}
	}()
	<-ctx.Done()
	srv.GracefulStop()
}
