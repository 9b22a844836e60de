package shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Default {
    public static void main(String[] args) {
        SpringApplication.run(Default.class, args);
        //                ^^^ cannot tell: Actuator exposes only health
    }
}
