package bank;

import org.springframework.boot.SpringApplication;

public class Mail {
  public static void main(String[] args) {
    SpringApplication.run(Mail.class);
    //                ^^^ violated: Spring Boot 3.1
  }
}
