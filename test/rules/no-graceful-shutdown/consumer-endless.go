package main

import (
	"context"
	"log"

	"github.com/twmb/franz-go/pkg/kgo"
)

func main() {
	parcels, err := kgo.NewClient(kgo.ConsumeTopics("parcels"))
	if err != nil {
		log.Fatal(err)
	}
	work(parcels)
}

func work(parcels *kgo.Client) {
	for {
		fetches := parcels.PollFetches(context.Background())
		//                 ^^^^^^^^^^^ violated: message
		if fetches.IsClientClosed() {
			log.Print("closed")
		}
	}
}
