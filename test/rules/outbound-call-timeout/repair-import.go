package prices

import "net/http"

var client = &http.Client{}
//            ^^^^^^^^^^^ violated
