package main

import (
	"net/http"

	ctrl "sigs.k8s.io/controller-runtime"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/hooks/orders", hook)
	server := &http.Server{Addr: ":8080", Handler: mux}
	go server.ListenAndServe()
	manager, err := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{})
	if err != nil {
		panic(err)
	}
	panic(manager.Start(ctrl.SetupSignalHandler()))
}
