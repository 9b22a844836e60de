package shop;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;

class JdkServer {
  public static void main(String[] args) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(8080), 0);
    server.createContext("/orders", exchange -> exchange.sendResponseHeaders(200, -1));
    server.start();
    //     ^^^^^ violated: requests
  }
}
