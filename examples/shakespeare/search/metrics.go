package main

import (
	"fmt"
	"net/http"
	"sort"
	"strconv"
	"sync"
	"time"
)

// Upper bounds of the latency histogram in seconds; the objective's 100 ms is one of them.
var buckets = []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1}

type series struct {
	route string
	code  string
}

type metrics struct {
	mu       sync.Mutex
	requests map[series]int
	counts   map[string][]int
	sums     map[string]float64
	totals   map[string]int
	lines    int
}

func newMetrics(lines int) *metrics {
	return &metrics{
		requests: make(map[series]int),
		counts:   make(map[string][]int),
		sums:     make(map[string]float64),
		totals:   make(map[string]int),
		lines:    lines,
	}
}

type statusRecorder struct {
	http.ResponseWriter
	status int
}

func (recorder *statusRecorder) WriteHeader(status int) {
	recorder.status = status
	recorder.ResponseWriter.WriteHeader(status)
}

// measured counts and times the requests of one route.
func (m *metrics) measured(route string, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		recorder := &statusRecorder{ResponseWriter: w, status: http.StatusOK}
		start := time.Now()
		next(recorder, r)
		m.observe(route, recorder.status, time.Since(start).Seconds())
	}
}

func (m *metrics) observe(route string, status int, seconds float64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.requests[series{route, strconv.Itoa(status)}]++
	if m.counts[route] == nil {
		m.counts[route] = make([]int, len(buckets))
	}
	for i, bound := range buckets {
		if seconds <= bound {
			m.counts[route][i]++
		}
	}
	m.sums[route] += seconds
	m.totals[route]++
}

// ServeHTTP writes the metrics in Prometheus' text format.
func (m *metrics) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	m.mu.Lock()
	defer m.mu.Unlock()
	w.Header().Set("Content-Type", "text/plain; version=0.0.4")
	fmt.Fprintln(w, "# HELP search_index_lines Lines that can be found.")
	fmt.Fprintln(w, "# TYPE search_index_lines gauge")
	fmt.Fprintln(w, "search_index_lines", m.lines)
	fmt.Fprintln(w, "# HELP search_requests_total Requests by route and status.")
	fmt.Fprintln(w, "# TYPE search_requests_total counter")
	for _, line := range m.requestLines() {
		fmt.Fprintln(w, line)
	}
	fmt.Fprintln(w, "# HELP search_request_duration_seconds Time to answer, by route.")
	fmt.Fprintln(w, "# TYPE search_request_duration_seconds histogram")
	for _, route := range m.routes() {
		for i, bound := range buckets {
			fmt.Fprintf(w, "search_request_duration_seconds_bucket{route=%q,le=\"%g\"} %d\n", route, bound, m.counts[route][i])
		}
		fmt.Fprintf(w, "search_request_duration_seconds_bucket{route=%q,le=\"+Inf\"} %d\n", route, m.totals[route])
		fmt.Fprintf(w, "search_request_duration_seconds_sum{route=%q} %g\n", route, m.sums[route])
		fmt.Fprintf(w, "search_request_duration_seconds_count{route=%q} %d\n", route, m.totals[route])
	}
}

func (m *metrics) requestLines() []string {
	var lines []string
	for key, count := range m.requests {
		lines = append(lines, fmt.Sprintf("search_requests_total{route=%q,code=%q} %d", key.route, key.code, count))
	}
	sort.Strings(lines)
	return lines
}

func (m *metrics) routes() []string {
	var routes []string
	for route := range m.totals {
		routes = append(routes, route)
	}
	sort.Strings(routes)
	return routes
}
