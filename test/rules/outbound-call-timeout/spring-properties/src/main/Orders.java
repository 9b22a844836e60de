package shop.orders;

import org.springframework.boot.web.client.RestTemplateBuilder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

class Orders {
  private final RestClient stock;
  private final RestTemplate prices;
  private final WebClient reviews;

  Orders(RestClient.Builder stock, RestTemplateBuilder prices, WebClient.Builder reviews) {
    this.stock = stock.baseUrl("https://stock.internal").build();
    //                                                   ^^^^^ shown: spring.http.client.read-timeout: 2s
    this.prices = prices.rootUri("https://prices.internal").build();
    //                                                      ^^^^^ shown
    this.reviews = reviews.baseUrl("https://reviews.internal").build();
    //                                                         ^^^^^ cannot tell: builder
  }

  RestClient own() {
    return RestClient.builder().baseUrl("https://own.internal").build();
    //                ^^^^^^^ violated: timeout
  }
}
