package shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.retry.annotation.Retryable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestTemplate;

@SpringBootApplication
@RestController
public class Quotes {
  private final RestTemplate rest = new RestTemplate();

  public static void main(String[] arguments) {
    SpringApplication.run(Quotes.class, arguments);
  }

  @Retryable(maxAttempts = 4)
  @GetMapping("/quote")
  public String quote() {
    return rest.getForObject("http://stock/items", String.class);
    //          ^^^^^^^^^^^^ violated: up to 4 × 2 = 8 times (@Retryable × HTTPRoute retries)
  }

  @Retryable
  @GetMapping("/news")
  public String news() {
    return rest.getForObject("https://news.example.com/items", String.class);
    //          ^^^^^^^^^^^^ shown: is retried at one layer: @Retryable, 3 attempts
  }
}
