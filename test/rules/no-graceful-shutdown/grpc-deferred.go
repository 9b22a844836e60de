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
	lis, _ := net.Listen("tcp", ":8080")
	api := grpc.NewServer()
	defer api.GracefulStop()
	go func() { log.Println(api.Serve(lis)) }()
//                           ^^^^^ violated: before api.GracefulStop runs
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGTERM)
	<-told
	os.Exit(0)
}
