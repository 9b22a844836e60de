package shop.prices;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestTemplate;

class Repairs {
  HttpClient client = HttpClient.newHttpClient();

  @Bean
  RestTemplate template() {
    return new RestTemplate();
    //         ^^^^^^^^^^^^ violated
  }

  void connection(String address) throws Exception {
    HttpURLConnection connection = (HttpURLConnection) new URL(address).openConnection();
    //                                                                  ^^^^^^^^^^^^^^ violated
    connection.connect();
  }

  void request(URI uri) throws Exception {
    client.send(HttpRequest.newBuilder().uri(uri).build(), null);
    //     ^^^^ violated
  }

  Client rest() {
    return ClientBuilder.newBuilder().build();
    //                   ^^^^^^^^^^ violated
  }
}
