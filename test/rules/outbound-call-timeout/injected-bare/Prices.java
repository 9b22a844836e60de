package shop;

import org.springframework.web.client.RestTemplate;

class Prices {
  private final RestTemplate rest;

  Prices(RestTemplate rest) {
    this.rest = rest;
  }

  String price(String id) {
    return rest.getForObject("https://prices.internal/" + id, String.class);
    //          ^^^^^^^^^^^^ cannot tell: client
  }
}
