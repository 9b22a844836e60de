package shop;

import io.javalin.Javalin;

class Hooks {
  void reference() {
    Javalin app = Javalin.create();
    Runtime.getRuntime().addShutdownHook(new Thread(app::stop));
    app.start(8080);
    //  ^^^^^ shown: app.stop stops the server gracefully
  }
}
