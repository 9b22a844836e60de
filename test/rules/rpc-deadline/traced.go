package shop

import (
	"context"

	pb "shop.example/genproto/search"
	"go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc"
	"google.golang.org/grpc"
)

func find(address string) (*pb.Hits, error) {
	conn, err := grpc.NewClient(address, grpc.WithUnaryInterceptor(otelgrpc.UnaryClientInterceptor()))
	if err != nil {
		return nil, err
	}
	return pb.NewSearchClient(conn).Find(context.Background(), &pb.Query{})
	//                              ^^^^ violated
}
