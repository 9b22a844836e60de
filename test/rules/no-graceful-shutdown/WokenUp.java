package shop;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;

class WokenUp {
  public static void main(String[] args) {
    KafkaConsumer<String, String> parcels = new KafkaConsumer<>(settings());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> parcels.wakeup()));
    parcels.subscribe(List.of("parcels"));
    while (true) {
      parcels.poll(Duration.ofSeconds(1)).forEach(WokenUp::deliver);
      //      ^^^^ shown: parcels.wakeup ends it on the signal
    }
  }
}
