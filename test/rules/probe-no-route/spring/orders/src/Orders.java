package shop;

import org.springframework.boot.SpringApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class Orders {
  @GetMapping("/orders/{id}")
  Order byId(String id) {
    return null;
  }

  public static void main(String[] args) {
    SpringApplication.run(Orders.class, args);
  }
}
