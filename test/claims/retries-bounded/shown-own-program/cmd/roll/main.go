package main

import (
	"log"

	store "acme.dev/web/index"
)

func main() {
	if err := (store.Policies{Address: "http://index"}).Exists("daily"); err != nil {
		log.Fatal(err)
	}
}
