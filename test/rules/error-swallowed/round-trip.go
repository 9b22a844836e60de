package orders

import (
	"encoding/json"
	"net/http"
)

func copied(order Order) Order {
	var other Order
	text, _ := json.Marshal(order)
	_ = json.Unmarshal(text, &other)
	^ shown: comment explains why
	return other
}

func read(text []byte) Order {
	var order Order
	_ = json.Unmarshal(text, &order)
	^ violated: error from json.Unmarshal
	return order
}

type buffered struct{ to http.Flusher }

func (b *buffered) FlushAll() error { return nil }

func (b *buffered) Flush() {
	b.FlushAll()
	//^^^^^^^^ shown: cannot report an error
	b.to.Flush()
}
