package main

import (
	"context"
	"log"
	"os/signal"
	"syscall"

	"github.com/twmb/franz-go/pkg/kgo"
)

func main() {
	life, quit := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer quit()
	parcels, err := kgo.NewClient(kgo.ConsumeTopics("parcels"))
	if err != nil {
		log.Fatal(err)
	}
	defer parcels.Close()
	for life.Err() == nil {
		fetches := parcels.PollFetches(life)
		//                 ^^^^^^^^^^^ shown: its context ends on the signal
		log.Print(fetches.NumRecords())
	}
}
