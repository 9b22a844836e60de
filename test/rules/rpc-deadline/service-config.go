package shop

import (
	"context"

	pb "shop.example/genproto/search"
	"google.golang.org/grpc"
)

const config = `{"methodConfig": [{"name": [{"service": "shop.Search"}], "timeout": "1s"}]}`

func find(address string) (*pb.Hits, error) {
	conn, err := grpc.NewClient(address, grpc.WithDefaultServiceConfig(config))
	if err != nil {
		return nil, err
	}
	return pb.NewSearchClient(conn).Find(context.Background(), &pb.Query{})
	//                              ^^^^ shown: the service config of its channel sets a timeout
}
