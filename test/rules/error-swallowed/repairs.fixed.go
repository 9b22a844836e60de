package orders

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
)

func load(path string) (*Order, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return parse(data)
}

func save(order *Order) error {
	if err := order.Save(); err != nil {
		return err
	}
	return nil
}

func read(data []byte, order *Order) error {
	if err := json.Unmarshal(data, order); err != nil {
		return err
	}
	return nil
}

func show(data []byte, order *Order) {
	if err := json.Unmarshal(data, order); err != nil {
		log.Printf("Unmarshal failed: %v", err)
	}
	fmt.Println(order)
}

func quiet(order *Order) {
	if err := order.Save(); err != nil {
		log.Printf("order.Save failed: %v", err)
	}
}
