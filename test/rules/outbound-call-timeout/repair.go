package prices

import (
	"net/http"
	"time"
)

var patience = time.Second

func all(address string) {
	http.Get(address)
	//   ^^^ violated
	a := &http.Client{}
	//    ^^^^^^^^^^^ violated
	b := http.Client{Jar: nil}
	//   ^^^^^^^^^^^ violated
	c := &http.Client{
	//    ^^^^^^^^^^^ violated
		Jar: nil,
	}
	var d http.Client
	//  ^ violated
	var e = new(http.Client)
	//  ^ violated
	use(a, &b, c, &d, e)
}

func use(...*http.Client) {}
