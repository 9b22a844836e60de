package orders

import (
	"log"
	"net/http"

	"example.com/orders/ordersconnect"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

func serve(store *Store) {
	mux := http.NewServeMux()
	mux.Handle(ordersconnect.NewOrdersHandler(store))
	mux.Handle("/metrics", promhttp.Handler())
	server := &http.Server{Addr: ":8080", Handler: mux}
	//         ^^^^^^^^^^^ violated
	log.Println(server.ListenAndServe())
}
