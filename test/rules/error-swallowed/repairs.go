package orders

import (
	"encoding/json"
	"fmt"
	"os"
)

func load(path string) (*Order, error) {
	data, err := os.ReadFile(path)
	if err != nil {
	^^ violated
		return nil, nil
	}
	return parse(data)
}

func save(order *Order) error {
	if err := order.Save(); err != nil {
	^^ violated
	}
	return nil
}

func read(data []byte, order *Order) error {
	_ = json.Unmarshal(data, order)
	^ violated
	return nil
}

func show(data []byte, order *Order) {
	json.Unmarshal(data, order)
//    ^^^^^^^^^ violated
	fmt.Println(order)
}

func quiet(order *Order) {
	if err := order.Save(); err != nil {
	^^ violated
	}
}
