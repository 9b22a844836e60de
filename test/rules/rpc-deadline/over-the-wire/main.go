package main

import (
	"context"
	"log"
	"net"

	"google.golang.org/grpc"
	pb "shop.example/genproto/shop"
)

type server struct {
	pb.UnimplementedCheckoutServer
	payments pb.PaymentClient
}

func (s *server) Place(ctx context.Context, order *pb.Order) (*pb.Receipt, error) {
	return s.payments.Charge(ctx, order)
	//                ^^^^^^ violated: (checkout.place has no deadline)
}

func (s *server) Quote(ctx context.Context, order *pb.Order) (*pb.Receipt, error) {
	return s.payments.Quote(ctx, order)
	//                ^^^^^ cannot tell: context
}

func main() {
	listener, err := net.Listen("tcp", ":50051")
	if err != nil {
		log.Fatal(err)
	}
	s := grpc.NewServer()
	pb.RegisterCheckoutServer(s, &server{})
	log.Fatal(s.Serve(listener))
}
