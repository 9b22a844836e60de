package shop;

import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestTemplate;

class Config {
  @Bean
  RestTemplate restTemplate() {
    return new RestTemplate();
    //         ^^^^^^^^^^^^ violated
  }
}
