package shop;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestTemplate;

@Service
class Prices {
  @Autowired private RestTemplate rest;

  String price(String id) {
    return rest.getForObject("https://prices.internal/" + id, String.class);
    //          ^^^^^^^^^^^^ shown: injected client
  }
}
