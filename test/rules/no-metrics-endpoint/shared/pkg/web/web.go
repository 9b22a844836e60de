package web

import "github.com/prometheus/client_golang/prometheus"

var requests = prometheus.NewCounter(prometheus.CounterOpts{Name: "shop_requests_total"})
