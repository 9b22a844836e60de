package prices

import "net/http"
import "time"

var client = &http.Client{Timeout: 5 * time.Second}
