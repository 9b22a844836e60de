package shop;

import org.springframework.stereotype.Service;
import org.springframework.web.client.RestTemplate;

@Service
class Stock {
  private final RestTemplate rest;

  Stock(RestTemplate rest) {
    this.rest = rest;
  }

  String stock(String id) {
    return rest.getForObject("https://stock.internal/" + id, String.class);
    //          ^^^^^^^^^^^^ shown: injected client
  }
}
