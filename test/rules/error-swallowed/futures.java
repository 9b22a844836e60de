package shop.mail;

import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

class Mailer {
  private static final Logger logger = LoggerFactory.getLogger(Mailer.class);

  void send(Mail mail) {
    CompletableFuture.runAsync(() -> deliver(mail)).exceptionally(error -> {
    //                                              ^^^^^^^^^^^^^ cannot tell: rejection
      return null;
    });
    CompletableFuture.runAsync(() -> deliver(mail)).exceptionally(error -> {
    //                                              ^^^^^^^^^^^^^ shown: is logged
      logger.error("mail not sent", error);
      return null;
    });
  }

  Mono<Mail> load(String id) {
    return find(id).onErrorResume(error -> Mono.empty());
    //              ^^^^^^^^^^^^^ cannot tell
  }

  Mono<Mail> reload(String id) {
    return find(id).onErrorResume(error -> {
    //              ^^^^^^^^^^^^^ shown
      logger.warn("no mail {}", id, error);
      return Mono.empty();
    });
  }

  Mono<Mail> find(String id) {
    return Mono.just(new Mail(id));
  }

  void deliver(Mail mail) {}
}
