package errorinjector

import (
	"strconv"
	"time"
)

func delay(percentage string) {
	share, err := strconv.ParseFloat(percentage, 64)
	if err != nil {
	^^ cannot tell: in fault injection
		// TODO: what now?
	}
	time.Sleep(time.Duration(share) * time.Second)
}
