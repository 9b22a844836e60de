package shop

import "github.com/prometheus/client_golang/prometheus"

func counter(name string) prometheus.Counter {
	return prometheus.NewCounter(prometheus.CounterOpts{Name: name})
}

var orders = prometheus.NewCounter(prometheus.CounterOpts{Name: "shop_orders_total"})
