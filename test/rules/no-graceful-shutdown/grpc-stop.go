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
	go func() { log.Println(api.Serve(lis)) }()
//                           ^^^^^ violated: api.Stop
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGTERM)
	<-told
	api.Stop()
}
