package work

import (
	"context"
	"log"

	"github.com/twmb/franz-go/pkg/kgo"
)

func Run(ctx context.Context, parcels *kgo.Client) {
	for {
		fetches := parcels.PollFetches(ctx)
		//                 ^^^^^^^^^^^ cannot tell: what ends its context
		log.Print(fetches.NumRecords())
	}
}
