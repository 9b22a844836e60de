import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;

class Meters {
  Meters(MeterRegistry registry) {
    DistributionSummary.builder("kiln.batch").baseUnit("grams").register(registry);
    Counter.builder("kiln.fired").register(registry);
    DistributionSummary.builder("kiln.other").register(registry).record(1);
  }
}
