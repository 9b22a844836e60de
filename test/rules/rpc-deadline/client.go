package shop

import (
	"context"
	"net/http"
	"time"

	pb "shop.example/genproto/search"
	"google.golang.org/grpc"
	"k8s.io/client-go/kubernetes"
)

type frontend struct {
	search pb.SearchClient
	conn   *grpc.ClientConn
}

func (f *frontend) none() (*pb.Hits, error) {
	return f.search.Find(context.Background(), &pb.Query{})
	//              ^^^^ violated: SearchClient.Find
}

func (f *frontend) bounded() (*pb.Hits, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return f.search.Find(ctx, &pb.Query{})
	//              ^^^^ shown: its context has a deadline
}

func (f *frontend) handler(w http.ResponseWriter, r *http.Request) {
	_, err := pb.NewSearchClient(f.conn).Find(r.Context(), &pb.Query{})
	//                                   ^^^^ violated: HTTP handler handler waits
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
	}
}

func (f *frontend) given(ctx context.Context) error {
	client := pb.NewSearchClient(f.conn)
	_, err := client.Find(ctx, &pb.Query{})
	//               ^^^^ cannot tell
	return err
}

func (f *frontend) watch() error {
	changes, err := f.search.Changes(context.Background(), &pb.Query{})
	if err != nil {
		return err
	}
	for {
		if _, err := changes.Recv(); err != nil {
			return err
		}
	}
}

func (f *frontend) subscribe() error {
	_, err := f.search.Subscribe(context.Background(), &pb.Query{})
	return err
}

func cluster(client *kubernetes.Clientset) error {
	return client.Wait(context.Background(), "pods")
}

func dial(address string) error {
	conn, err := grpc.NewClient(address)
	if err != nil {
		return err
	}
	_, err = NewIndexClient(conn).Add(context.TODO(), nil)
	//                            ^^^ violated: IndexClient.Add
	return err
}
