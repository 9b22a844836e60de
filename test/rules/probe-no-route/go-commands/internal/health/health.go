package health

import "net/http"

// Register answers the probes of all commands.
func Register(mux *http.ServeMux) {
	mux.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {})
}
