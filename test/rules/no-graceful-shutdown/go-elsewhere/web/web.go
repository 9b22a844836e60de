package web

import (
	"context"
	"net/http"
)

func Serve(ctx context.Context) error {
	srv := &http.Server{Addr: ":8080"}
	return srv.ListenAndServe()
//          ^^^^^^^^^^^^^^ cannot tell: signal.NotifyContext
}
