package main

import (
	"log"
	"net"
	"os"
	"os/signal"
	"syscall"
	"google.golang.org/grpc"
)

func main() {
	lis, err := net.Listen("tcp", ":8080")
	if err != nil {
		log.Fatal(err)
	}
	api := grpc.NewServer()
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGTERM)
	go func() {
		<-told
		api.GracefulStop()
		os.Exit(0)
	}()
	// Serve itself waits for GracefulStop.
	if err := api.Serve(lis); err != nil {
//             ^^^^^ shown
		log.Fatal(err)
	}
}
