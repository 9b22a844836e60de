package main

import (
	"context"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"

	"google.golang.org/grpc"
)

type orders struct{ routes http.Handler }

func main() {
	listener, _ := net.Listen("tcp", ":8081")
	rpc := grpc.NewServer()
	orders{}.run(context.Background(), rpc, listener)
}

func (o orders) run(ctx context.Context, rpc *grpc.Server, listener net.Listener) {
	web := o.newServer(":8080")
	shop := o.newServer(":8082")
	go func() { _ = rpc.Serve(listener) }()
	//                  ^^^^^ shown: rpc.GracefulStop
	go func() { _ = web.ListenAndServe() }()
	//                  ^^^^^^^^^^^^^^ shown: web.Shutdown
	go func() { _ = shop.ListenAndServe() }()
	//                   ^^^^^^^^^^^^^^ cannot tell: rpc.GracefulStop stops another server
	o.fill(ctx.Done())
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGTERM)
	<-told
	rpc.GracefulStop()
	_ = web.Shutdown(ctx)
}

func (o orders) newServer(address string) *http.Server {
	return &http.Server{Addr: address, Handler: o.routes}
}

func (o orders) fill(stop <-chan struct{}) {}
