package main

import (
	"log"

	amqp "github.com/rabbitmq/amqp091-go"
)

func main() {
	conn, err := amqp.Dial("amqp://broker")
	if err != nil {
		log.Fatal(err)
	}
	ch, err := conn.Channel()
	if err != nil {
		log.Fatal(err)
	}
	parcels, err := ch.Consume("parcels", "", false, false, false, false, nil)
	//                 ^^^^^^^ violated: channel
	if err != nil {
		log.Fatal(err)
	}
	for parcel := range parcels {
		log.Print(parcel.MessageId)
	}
}
