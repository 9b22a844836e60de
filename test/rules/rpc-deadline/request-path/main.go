package main

import (
	"log"
	"net/http"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"shop.example/orders"
	"shop.example/pay"
)

func main() {
	conn, err := grpc.NewClient("payment:50051", grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		log.Fatal(err)
	}
	shop := orders.New(pay.New(conn))
	mux := http.NewServeMux()
	mux.HandleFunc("POST /checkout", shop.Checkout)
	mux.HandleFunc("POST /quote", shop.Quote)
	mux.HandleFunc("POST /later", shop.Later)
	mux.Handle("POST /bounded", http.TimeoutHandler(http.HandlerFunc(shop.Bounded), 2*time.Second, "busy"))
	log.Fatal(http.ListenAndServe(":8080", mux))
}
