package shop;

import io.prometheus.client.Histogram;

class Metrics {
  static final Histogram seconds =
      Histogram.build().name("java_seconds").help("Time.").buckets(0.1, 0.25, 0.5).register();
}
