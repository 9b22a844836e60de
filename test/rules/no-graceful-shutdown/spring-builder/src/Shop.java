package shop;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

@SpringBootApplication
public class Shop {
  public static void main(String[] args) {
    new SpringApplicationBuilder().sources(Shop.class).web(WebApplicationType.SERVLET).headless(true).lazyInitialization(true).run(args);
    //                                                                                                                         ^^^ violated: Spring Boot 2.7
  }
}
