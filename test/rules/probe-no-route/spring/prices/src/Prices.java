package shop;

import io.javalin.Javalin;

public class Prices {
  public static void main(String[] args) {
    Javalin app = Javalin.create();
    app.get("/healthz", ctx -> ctx.result("ok"));
    app.get("/prices/{id}", ctx -> ctx.result("1"));
    app.start(8080);
  }
}
