package shop.stock;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

import static java.util.concurrent.TimeUnit.SECONDS;

class BoundedWaits {
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebClient stock = WebClient.create("https://stock.internal");
  //                                        ^^^^^^ violated: timeout
  private final RestTemplate plain;
  private final ExecutorService pool;

  BoundedWaits(RestTemplate plain, ExecutorService pool) {
    this.plain = plain;
    this.pool = pool;
  }

  String inOneChain(URI uri) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return client.sendAsync(request, BodyHandlers.ofString()).thenApply(HttpResponse::body).get(800, TimeUnit.MILLISECONDS);
    //            ^^^^^^^^^ shown: `get(800, TimeUnit.MILLISECONDS)` limits
  }

  String keptFirst(URI uri) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, BodyHandlers.ofString());
    //                                                      ^^^^^^^^^ shown
    return answer.get(3, SECONDS).body();
  }

  CompletableFuture<String> orNothing(URI uri) {
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return client.sendAsync(request, BodyHandlers.ofString())
        //        ^^^^^^^^^ shown
        .thenApply(HttpResponse::body)
        .completeOnTimeout(null, 1, SECONDS);
  }

  void together(URI one, URI two) throws Exception {
    CompletableFuture.allOf(
            client.sendAsync(HttpRequest.newBuilder(one).build(), BodyHandlers.discarding()),
            //     ^^^^^^^^^ shown
            client.sendAsync(HttpRequest.newBuilder(two).build(), BodyHandlers.discarding()))
        //         ^^^^^^^^^ shown
        .get(4, SECONDS);
  }

  String anyhow(URI uri) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return client.sendAsync(request, BodyHandlers.ofString()).get().body();
    //            ^^^^^^^^^ violated: timeout
  }

  String byName(URI uri) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    return new Shelf().get(client.sendAsync(request, BodyHandlers.ofString()).join().body(), "first");
    //                            ^^^^^^^^^ violated: timeout
  }

  String onAnotherThread(URI uri) throws Exception {
    RestTemplate template = new RestTemplate();
    //                          ^^^^^^^^^^^^ violated: timeout
    return pool.submit(() -> client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body()).get(2, SECONDS);
    //                              ^^^^ cannot tell: thread
  }

  String reactive(String item) {
    return Mono.fromFuture(client.sendAsync(HttpRequest.newBuilder(URI.create(item)).build(), BodyHandlers.ofString()))
        //                        ^^^^^^^^^ shown
        .map(HttpResponse::body)
        .block(Duration.ofSeconds(2));
  }

  String ofItsOwn(String item) {
    return WebClient.create("https://prices.internal").get().uri(item).retrieve().bodyToMono(String.class).block(Duration.ofSeconds(2));
    //               ^^^^^^ shown
    //                                                                 ^^^^^^^^ shown
  }

  static class Shelf {
    String get(String key, String part) {
      return key + part;
    }
  }
}
