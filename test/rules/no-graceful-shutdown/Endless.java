package shop;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;

class Endless {
  public static void main(String[] args) {
    KafkaConsumer<String, String> parcels = new KafkaConsumer<>(settings());
    parcels.subscribe(List.of("parcels"));
    while (true) {
      parcels.poll(Duration.ofSeconds(1)).forEach(Endless::deliver);
      //      ^^^^ violated: message
    }
  }
}
