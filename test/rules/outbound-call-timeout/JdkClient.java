package shop.prices;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

class JdkClient {
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final HttpClient injected;
  private static final Duration LIMIT = Duration.ofSeconds(5);

  JdkClient(HttpClient injected) {
    this.injected = injected;
  }

  HttpResponse<String> without(URI uri) throws Exception {
    HttpRequest request = HttpRequest.newBuilder().uri(uri).GET().build();
    return client.send(request, BodyHandlers.ofString());
    //            ^^^^ violated: java.net.http
  }

  HttpResponse<String> inline(String url) throws Exception {
    return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    //                                ^^^^ violated: timeout
  }

  HttpResponse<String> bounded(URI uri) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(LIMIT).build();
    return client.send(request, BodyHandlers.ofString());
    //            ^^^^ shown
  }

  HttpResponse<String> inSteps(URI uri) throws Exception {
    HttpRequest.Builder builder = HttpRequest.newBuilder(uri);
    builder.header("accept", "text/plain");
    builder.timeout(Duration.ofMillis(500));
    return injected.send(builder.build(), BodyHandlers.ofString());
    //              ^^^^ shown
  }

  HttpResponse<String> made(URI uri) throws Exception {
    return client.send(request(uri), BodyHandlers.ofString());
    //            ^^^^ shown
  }

  private HttpRequest request(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(3)).build();
  }

  HttpResponse<String> given(HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofString());
    //            ^^^^ cannot tell
  }

  Object later(URI uri) {
    return client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).orTimeout(5, TimeUnit.SECONDS);
    //            ^^^^^^^^^ shown
  }

  void connection(String address) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(address).openConnection();
    //                                                                  ^^^^^^^^^^^^^^ violated: URLConnection
    connection.setConnectTimeout(1000);
    connection.getInputStream();
  }

  void bounded(String address) throws IOException {
    URL url = new URL(address);
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    //                                                     ^^^^^^^^^^^^^^ shown
    connection.setConnectTimeout(1000);
    connection.setReadTimeout(5000);
  }

  void none(String address) throws IOException {
    var connection = URI.create(address).toURL().openConnection();
    //                                           ^^^^^^^^^^^^^^ violated: `setReadTimeout(0)`
    connection.setReadTimeout(0);
  }

  void stream(String address) throws IOException {
    new URL(address).openStream();
    //               ^^^^^^^^^^ violated: timeout
  }

  void file(URL url) throws IOException {
    url.openStream();
    //  ^^^^^^^^^^ cannot tell: may be that of a file
    getClass().getResource("/prices.txt").openStream();
    URL packed = getClass().getResource("/prices.txt");
    packed.openStream();
  }

  String get(String key) {
    return new Cache().get(key);
  }

  static class Cache {
    String get(String key) {
      return key;
    }
  }
}
