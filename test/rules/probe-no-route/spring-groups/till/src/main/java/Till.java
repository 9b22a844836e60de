package shop;

import org.springframework.boot.SpringApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class Till {
  @GetMapping("/till/{id}")
  Order byId(String id) {
    return null;
  }

  public static void main(String[] args) {
    SpringApplication.run(Till.class, args);
  }
}
