package shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;

class Requests {
  private final HttpClient client = HttpClient.newHttpClient();

  private HttpRequest.Builder bounded(String path) {
    return HttpRequest.newBuilder(URI.create("https://shop.example" + path)).timeout(Duration.ofSeconds(3));
  }

  private HttpRequest.Builder plain(String path) {
    return HttpRequest.newBuilder(URI.create("https://shop.example" + path)).header("Accept", "text/plain");
  }

  String begunWithTimeout() throws IOException, InterruptedException {
    return client.send(bounded("/price").GET().build(), HttpResponse.BodyHandlers.ofString()).body();
    //            ^^^^ shown
  }

  String begunWithout() throws IOException, InterruptedException {
    return client.send(plain("/price").GET().build(), HttpResponse.BodyHandlers.ofString()).body();
    //            ^^^^ violated
  }

  int resourceOfResource(String url) throws IOException {
    HttpGet get = new HttpGet(url);
    get.setConfig(RequestConfig.custom().setSocketTimeout(3000).build());
    try (CloseableHttpClient own = HttpClients.createDefault();
        //                                     ^^^^^^^^^^^^^ shown
        CloseableHttpResponse answer = own.execute(get)) {
      //                                   ^^^^^^^ shown
      return answer.getStatusLine().getStatusCode();
    }
  }
}
