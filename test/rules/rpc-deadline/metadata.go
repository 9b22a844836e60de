package shop

import (
	"context"
	"time"

	pb "shop.example/search/pb"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
)

func tagged(conn *grpc.ClientConn, tenant string) (*pb.Hits, error) {
	ctx := metadata.AppendToOutgoingContext(context.Background(), "x-tenant", tenant)
	return pb.NewSearchClient(conn).Find(ctx, &pb.Query{})
	//                              ^^^^ violated
}

func bounded(conn *grpc.ClientConn, tenant string) (*pb.Hits, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	ctx = metadata.NewOutgoingContext(ctx, metadata.Pairs("x-tenant", tenant))
	return pb.NewSearchClient(conn).Find(ctx, &pb.Query{})
	//                              ^^^^ shown
}
