package shop.prices;

import java.net.*;
import java.net.http.*;
import org.springframework.web.client.*;

class OnDemand {
  RestTemplate template = new RestTemplate();
  //                          ^^^^^^^^^^^^ violated

  void send(HttpClient client, URI uri) throws Exception {
    client.send(HttpRequest.newBuilder(uri).build(), null);
    //     ^^^^ violated
  }

  void open(String address) throws Exception {
    new java.net.URL(address).openConnection().getInputStream();
    //                        ^^^^^^^^^^^^^^ violated
  }
}
