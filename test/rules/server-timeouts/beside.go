package orders

import (
	"log"
	"net/http"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

type options struct{ statusServer, reload listener }
type listener struct{ address, reloadAddr string }

func (o options) status(mux http.Handler) {
	server := &http.Server{Addr: o.statusServer.address, Handler: mux}
	//         ^^^^^^^^^^^ cannot tell: http.Server has no
	log.Println(server.ListenAndServe())
}

func watched() {
	mux := http.NewServeMux()
	mux.Handle("/metrics", promhttp.Handler())
	server := &http.Server{Addr: ":9100", Handler: mux}
	//         ^^^^^^^^^^^ cannot tell: /metrics
	log.Println(server.ListenAndServe())
}
