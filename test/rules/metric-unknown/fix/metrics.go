package search

import "github.com/prometheus/client_golang/prometheus"

var (
	requests = prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: "search", Name: "requests_total"}, []string{"code"})
	lines    = prometheus.NewGauge(prometheus.GaugeOpts{Name: "search_index_lines"})
)
