package jobs;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Jobs {
  public static void main(String[] args) {
    SpringApplication.run(Jobs.class, args);
  }
}
