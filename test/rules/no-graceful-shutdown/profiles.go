package main

import (
	"fmt"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
)

func main() {
	if pprofPort := os.Getenv("PPROF_PORT"); pprofPort != "" {
		go func() { log.Println(http.ListenAndServe(fmt.Sprintf(":%s", pprofPort), nil)) }()
	}
	log.Fatal(http.ListenAndServe(":8080", nil))
	//             ^^^^^^^^^^^^^^ violated
}
