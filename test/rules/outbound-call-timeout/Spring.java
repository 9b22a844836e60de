package shop.prices;

import io.netty.handler.timeout.ReadTimeoutHandler;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.client.RestTemplateBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

@Configuration
class Clients {
  @Bean
  RestTemplate plain() {
    return new RestTemplate();
    //         ^^^^^^^^^^^^ violated: RestTemplate
  }

  @Bean
  RestTemplate bounded() {
    SimpleClientHttpRequestFactory factory = new SimpleClientHttpRequestFactory();
    factory.setConnectTimeout(1000);
    factory.setReadTimeout(5000);
    return new RestTemplate(factory);
    //         ^^^^^^^^^^^^ shown
  }

  @Bean
  RestTemplate connectOnly() {
    var factory = new SimpleClientHttpRequestFactory();
    factory.setConnectTimeout(1000);
    RestTemplate template = new RestTemplate(factory);
    //                          ^^^^^^^^^^^^ violated: timeout
    return template;
  }

  @Bean
  RestTemplate later() {
    RestTemplate template = new RestTemplate();
    //                          ^^^^^^^^^^^^ shown
    template.setRequestFactory(timed());
    return template;
  }

  private ClientHttpRequestFactory timed() {
    HttpComponentsClientHttpRequestFactory factory = new HttpComponentsClientHttpRequestFactory();
    factory.setReadTimeout(Duration.ofSeconds(5));
    return factory;
  }

  @Bean
  RestTemplate versions() {
    return new RestTemplate(new HttpComponentsClientHttpRequestFactory());
    //         ^^^^^^^^^^^^ cannot tell: version
  }

  @Bean
  RestTemplate handed(ClientHttpRequestFactory factory) {
    return new RestTemplate(factory);
    //         ^^^^^^^^^^^^ cannot tell: elsewhere
  }

  @Bean
  RestTemplate built(RestTemplateBuilder builder) {
    return builder.setConnectTimeout(Duration.ofSeconds(1)).setReadTimeout(Duration.ofSeconds(5)).build();
    //                                                                                            ^^^^^ shown
  }

  @Bean
  RestTemplate unseen(RestTemplateBuilder builder) {
    return builder.rootUri("https://prices.internal").build();
    //                                                ^^^^^ cannot tell: builder
  }

  @Bean
  RestClient client() {
    return RestClient.create("https://prices.internal");
    //                ^^^^^^ violated: timeout
  }

  @Bean
  RestClient boundedClient(RestClient.Builder builder) {
    SimpleClientHttpRequestFactory factory = new SimpleClientHttpRequestFactory();
    factory.setReadTimeout(5000);
    return builder.requestFactory(factory).build();
    //                                     ^^^^^ shown
  }

  @Bean
  WebClient web() {
    return WebClient.builder().baseUrl("https://prices.internal").build();
    //               ^^^^^^^ violated: WebClient
  }

  @Bean
  WebClient boundedWeb() {
    HttpClient http = HttpClient.create().responseTimeout(Duration.ofSeconds(5));
    return WebClient.builder().clientConnector(new ReactorClientHttpConnector(http)).build();
    //               ^^^^^^^ shown
  }

  @Bean
  WebClient handledWeb() {
    HttpClient http = HttpClient.create().doOnConnected(c -> c.addHandlerLast(new ReadTimeoutHandler(5)));
    return WebClient.builder().clientConnector(new ReactorClientHttpConnector(http)).build();
    //               ^^^^^^^ cannot tell
  }

  @Bean
  WebClient unseenWeb(WebClient.Builder builder) {
    return builder.build();
    //             ^^^^^ cannot tell: builder
  }
}

class Prices {
  @Autowired
  private RestTemplate template;

  private final WebClient web;
  private final WebClient own = WebClient.create("https://prices.internal");
  //                                      ^^^^^^ shown: each call through it

  Prices(WebClient web) {
    this.web = web;
  }

  String injected(String id) {
    return template.getForObject("https://prices.internal/{id}", String.class, id);
    //              ^^^^^^^^^^^^ cannot tell: client
  }

  Mono<String> reactive(String id) {
    return web.get().uri("/{id}", id).retrieve().bodyToMono(String.class);
    //                                ^^^^^^^^ cannot tell
  }

  Mono<String> bounded(String id) {
    return web.get().uri("/{id}", id).retrieve().bodyToMono(String.class).timeout(Duration.ofSeconds(3));
    //                                ^^^^^^^^ shown
  }

  String blocked(String id) {
    return own.get().uri("/{id}", id).retrieve().bodyToMono(String.class).block(Duration.ofSeconds(3));
    //                                ^^^^^^^^ shown
  }
}
