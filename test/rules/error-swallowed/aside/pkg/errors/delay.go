package errors

import (
	"strconv"
	"time"
)

func delay(percentage string) {
	share, err := strconv.ParseFloat(percentage, 64)
	if err != nil {
	^^ violated: checked but ignored
		// TODO: what now?
	}
	time.Sleep(time.Duration(share) * time.Second)
}
