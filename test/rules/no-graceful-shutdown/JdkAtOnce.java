package shop;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;

class JdkAtOnce {
  void serve() throws Exception {
    HttpServer quotes = HttpServer.create(new InetSocketAddress(8080), 0);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> quotes.stop(0)));
    quotes.start();
    //     ^^^^^ violated: quotes.stop
  }
}
