package shop.prices;

import feign.Feign;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.client.HttpClients;
import org.glassfish.jersey.client.ClientProperties;
import retrofit2.Retrofit;

class Libraries {
  final OkHttpClient ok = new OkHttpClient();
  //                          ^^^^^^^^^^^^ shown: after 10 s
  final OkHttpClient never = new OkHttpClient.Builder().readTimeout(0, TimeUnit.SECONDS).build();
  //                                          ^^^^^^^ violated: timeout
  final OkHttpClient neverAgain = ok.newBuilder().readTimeout(Duration.ZERO).build();
  //                                 ^^^^^^^^^^ violated: timeout
  final OkHttpClient whole = new OkHttpClient.Builder().connectTimeout(Duration.ofSeconds(1)).callTimeout(Duration.ofSeconds(5)).build();
  //                                          ^^^^^^^ shown
  final Retrofit retrofit = new Retrofit.Builder().baseUrl("https://prices.internal").client(ok).build();
  //                                     ^^^^^^^ shown
  final Prices feign = Feign.builder().target(Prices.class, "https://prices.internal");
  //                         ^^^^^^^ shown: after 60 s
  final Client rest = ClientBuilder.newClient();
  //                                ^^^^^^^^^ violated: JAX-RS client
  final Client bounded = ClientBuilder.newBuilder().connectTimeout(1, TimeUnit.SECONDS).readTimeout(5, TimeUnit.SECONDS).build();
  //                                   ^^^^^^^^^^ shown

  Client jersey() {
    Client client = ClientBuilder.newClient();
    //                            ^^^^^^^^^ shown
    client.property(ClientProperties.CONNECT_TIMEOUT, 1000);
    client.property(ClientProperties.READ_TIMEOUT, 5000);
    return client;
  }

  Client connectOnly() {
    return ClientBuilder.newClient().property(ClientProperties.CONNECT_TIMEOUT, 1000);
    //                   ^^^^^^^^^ violated
  }

  void apache() throws Exception {
    try (CloseableHttpClient client = HttpClients.createDefault()) {
    //                                            ^^^^^^^^^^^^^ violated: Apache HttpClient 4
      client.execute(new HttpGet("https://prices.internal"));
    }
  }

  void perRequest() throws Exception {
    CloseableHttpClient client = HttpClients.createDefault();
    //                                       ^^^^^^^^^^^^^ shown: each call through
    HttpGet get = new HttpGet("https://prices.internal");
    get.setConfig(RequestConfig.custom().setSocketTimeout(5000).build());
    client.execute(get);
    //     ^^^^^^^ shown
  }

  CloseableHttpClient configured() {
    RequestConfig config = RequestConfig.custom().setConnectTimeout(1000).setSocketTimeout(5000).build();
    return HttpClientBuilder.create().setDefaultRequestConfig(config).build();
    //                       ^^^^^^ shown
  }

  CloseableHttpClient connecting() {
    RequestConfig config = RequestConfig.custom().setConnectTimeout(1000).build();
    return HttpClients.custom().setDefaultRequestConfig(config).build();
    //                 ^^^^^^ violated
  }

  CloseableHttpClient unseen(RequestConfig config) {
    return HttpClients.custom().setDefaultRequestConfig(config).build();
    //                 ^^^^^^ cannot tell
  }
}
