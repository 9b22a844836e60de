package org.bard.quotes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Serves one line of Shakespeare for each day. */
public final class Main {
  private static final Logger log = Logger.getLogger(Main.class.getName());
  private static final int SECONDS_TO_FINISH = 10;

  private Main() {}

  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8090"));
    URI search = URI.create(System.getenv().getOrDefault("SEARCH_URL", "http://localhost:8080"));
    DailyQuote daily = new DailyQuote(new SearchClient(search));

    // A client that sends its request slowly is cut off after ten seconds.
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(Executors.newFixedThreadPool(16));
    server.createContext("/v1/quote", exchange -> answer(exchange, 200, daily.of(LocalDate.now()).toJson()));
    server.createContext("/healthz", exchange -> answer(exchange, 200, "{}"));
    server.createContext("/readyz", exchange -> answer(exchange, daily.isKnown() ? 200 : 503, "{}"));

    var refresh = Executors.newSingleThreadScheduledExecutor();
    refresh.scheduleWithFixedDelay(() -> refresh(daily), 0, 10, TimeUnit.MINUTES);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  refresh.shutdown();
                  server.stop(SECONDS_TO_FINISH);
                }));
    server.start();
    log.info("listening on " + port + ", searching at " + search);
  }

  private static void refresh(DailyQuote daily) {
    try {
      daily.refresh(LocalDate.now());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      log.log(Level.WARNING, "no new line, the last one is kept", e);
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
