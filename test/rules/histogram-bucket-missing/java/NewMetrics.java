package shop;

import io.prometheus.metrics.core.metrics.Histogram;

class NewMetrics {
  static final Histogram seconds = Histogram.builder().name("javanew_seconds").help("Time.").register();
  static final Histogram classic =
      Histogram.builder().name("javaclassic_seconds").classicOnly().classicUpperBounds(0.2, 0.4).register();
}
