package main

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

const threshold = 300 * time.Millisecond

var bounds = []float64{0.1, 0.25, 0.5, 1}

var (
	seconds = prometheus.NewHistogram(prometheus.HistogramOpts{Name: "go_seconds", Buckets: bounds})
	made    = promauto.NewHistogramVec(prometheus.HistogramOpts{
		Name:    "made_seconds",
		Buckets: prometheus.LinearBuckets(0.1, 0.1, 5),
	}, []string{"route"})
	doubled = prometheus.NewHistogram(prometheus.HistogramOpts{
		Name:    "doubled_seconds",
		Buckets: prometheus.ExponentialBuckets(0.1, 2, 5),
	})
	native = prometheus.NewHistogram(prometheus.HistogramOpts{
		Name:                        "native_seconds",
		NativeHistogramBucketFactor: 1.1,
	})
	elsewhere = prometheus.NewHistogram(prometheus.HistogramOpts{Name: "elsewhere_seconds", Buckets: config.Buckets()})
	standard  = prometheus.NewHistogram(prometheus.HistogramOpts{Name: "default_seconds", Buckets: prometheus.DefBuckets})
	ranged    = prometheus.NewHistogram(prometheus.HistogramOpts{
		Name:    "range_seconds",
		Buckets: prometheus.ExponentialBucketsRange(0.01, 1, 3),
	})
)
