package shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Exposed {
    public static void main(String[] args) {
        SpringApplication.run(Exposed.class, args);
        //                ^^^ shown: SpringApplication.run: Actuator exposes its metrics
    }
}
