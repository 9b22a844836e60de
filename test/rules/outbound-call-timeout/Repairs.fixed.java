package shop.prices;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestTemplate;

class Repairs {
  HttpClient client = HttpClient.newHttpClient();

  @Bean
  RestTemplate template() {
    SimpleClientHttpRequestFactory requestFactory = new SimpleClientHttpRequestFactory();
    requestFactory.setConnectTimeout(2000);
    requestFactory.setReadTimeout(5000);
    return new RestTemplate(requestFactory);
  }

  void connection(String address) throws Exception {
    HttpURLConnection connection = (HttpURLConnection) new URL(address).openConnection();
    connection.setReadTimeout(5000);
    connection.connect();
  }

  void request(URI uri) throws Exception {
    client.send(HttpRequest.newBuilder().timeout(Duration.ofSeconds(5)).uri(uri).build(), null);
  }

  Client rest() {
    return ClientBuilder.newBuilder().readTimeout(5, TimeUnit.SECONDS).build();
  }
}
