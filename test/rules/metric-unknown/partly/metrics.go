package shop

import "github.com/prometheus/client_golang/prometheus"

func cache(name string) prometheus.Counter {
	return prometheus.NewCounter(prometheus.CounterOpts{Name: "shop_cache_" + name + "_total"})
}
