package picker

import "time"

const Name = "picker"

func Run() {
	for {
		time.Sleep(time.Minute)
	}
}
