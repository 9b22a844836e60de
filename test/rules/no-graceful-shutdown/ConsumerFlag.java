package quotes;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.KafkaConsumer;

class Worker implements Runnable {
  private final AtomicBoolean running = new AtomicBoolean(true);

  @Override
  public void run() {
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(new Properties())) {
      consumer.subscribe(List.of("quotes"));
      while (running.get()) {
        consumer.poll(Duration.ofSeconds(1)).forEach(this::keep);
        //       ^^^^ cannot tell: stop ends its loop
      }
    }
  }

  void keep(Object record) {}

  void stop() {
    running.set(false);
  }

  public static void main(String[] args) {
    new Worker().run();
  }
}

class Endless {
  public static void main(String[] args) {
    KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(new Properties());
    while (true) {
      consumer.poll(Duration.ofSeconds(1)).forEach(System.out::println);
      //       ^^^^ violated: nothing calls wakeup
    }
  }
}
