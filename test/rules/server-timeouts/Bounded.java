package shop;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

class Bounded {
  HttpServer open() throws IOException {
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
    return HttpServer.create(new InetSocketAddress(8080), 0);
    //                ^^^^^^ shown: maxReqTime is set
  }
}
