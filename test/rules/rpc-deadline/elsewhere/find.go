package shop

import (
	"context"

	pb "shop.example/genproto/search"
)

func find(client pb.SearchClient) (*pb.Hits, error) {
	return client.Find(context.Background(), &pb.Query{})
	//            ^^^^ cannot tell: its channel may be set up in another file
}
