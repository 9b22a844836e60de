package main

import (
	"context"
	"log"
	"net/http"
	"time"

	"google.golang.org/grpc"
	pb "shop.example/genproto/payment"
)

type server struct{ payments pb.PaymentClient }

// limited gives each request two seconds.
func limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

func (s *server) pay(w http.ResponseWriter, r *http.Request) {
	if _, err := s.payments.Charge(r.Context(), &pb.Amount{}); err != nil {
		//                     ^^^^^^ cannot tell: context
		http.Error(w, "try again", http.StatusBadGateway)
	}
}

func serve(conn *grpc.ClientConn) {
	s := &server{payments: pb.NewPaymentClient(conn)}
	mux := http.NewServeMux()
	mux.HandleFunc("/pay", s.pay)
	log.Fatal(http.ListenAndServe(":8080", limited(mux)))
}

func main() { serve(nil) }
