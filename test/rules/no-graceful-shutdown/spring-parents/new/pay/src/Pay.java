package bank;

import org.springframework.boot.SpringApplication;

public class Pay {
  public static void main(String[] args) {
    SpringApplication.run(Pay.class);
    //                ^^^ shown: Spring Boot 3.4
  }
}
