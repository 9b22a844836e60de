package shop

import (
	"context"
	"time"

	pb "shop.example/genproto/search"
)

func find(client pb.SearchClient) (*pb.Hits, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	return client.Find(ctx, &pb.Query{})
}
