package shop;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetSocketAddress;

class Servers {
  HttpServer open() throws IOException {
    return HttpServer.create(new InetSocketAddress(8080), 0);
    //                ^^^^^^ violated: HttpServer
  }

  HttpServerOptions idle() {
    return new HttpServerOptions().setPort(8080);
    //         ^^^^^^^^^^^^^^^^^ violated: Vert.x
  }

  HttpServerOptions bounded() {
    return new HttpServerOptions().setPort(8080).setIdleTimeout(60);
    //         ^^^^^^^^^^^^^^^^^ shown
  }
}
