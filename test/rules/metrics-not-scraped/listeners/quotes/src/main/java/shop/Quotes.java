package shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Quotes {
  public static void main(String[] args) {
    SpringApplication.run(Quotes.class, args);
  }
}
