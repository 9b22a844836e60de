package main

import (
	"context"
	"log"
	"net/http"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

type shop struct{ api *http.Server }

func (s *shop) Stop() {
	var all sync.WaitGroup
	all.Go(func() { log.Println(s.api.Shutdown(context.Background())) })
	all.Wait()
}

func main() {
	s := &shop{api: &http.Server{Addr: ":8080"}}
	go func() { log.Println(s.api.ListenAndServe()) }()
	//                            ^^^^^^^^^^^^^^ cannot tell
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGTERM)
	<-told
}
