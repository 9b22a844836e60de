package main

import (
	"os"

	"shop/api"
	"shop/picker"
)

func main() {
	switch os.Args[1] {
	case api.Name:
		api.Run()
	case picker.Name:
		picker.Run()
	}
}
