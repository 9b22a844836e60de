package shop

import (
	"context"
	"time"

	pb "shop.example/genproto/search"
	"go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc"
	"google.golang.org/grpc"
)

func bound(ctx context.Context, method string, req, reply any, cc *grpc.ClientConn, invoke grpc.UnaryInvoker, opts ...grpc.CallOption) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	return invoke(ctx, method, req, reply, cc, opts...)
}

func find(address string) (*pb.Hits, error) {
	conn, err := grpc.NewClient(address, grpc.WithUnaryInterceptor(bound), grpc.WithStatsHandler(otelgrpc.NewClientHandler()))
	if err != nil {
		return nil, err
	}
	return pb.NewSearchClient(conn).Find(context.Background(), &pb.Query{})
	//                              ^^^^ shown: an interceptor of its channel sets a deadline
}
