package shop

import "google.golang.org/grpc"

func dial(address, config string) (*grpc.ClientConn, error) {
	return grpc.NewClient(address, grpc.WithDefaultServiceConfig(config))
}
