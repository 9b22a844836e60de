package shop;

import io.javalin.Javalin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class Abrupt {
  private static final Logger log = LoggerFactory.getLogger(Abrupt.class);

  void logs() {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> log.info("stopping")));
    Javalin app = Javalin.create().get("/invoice", ctx -> ctx.result("ok")).start(8080);
    //                                                                      ^^^^^ violated: handler exits without
  }
}
