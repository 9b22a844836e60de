package shop;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

class Connector {
  void usual(Server server) {
    ServerConnector connector = new ServerConnector(server);
    //                              ^^^^^^^^^^^^^^^ shown
    connector.setPort(8080);
  }

  void unbounded(Server server) {
    ServerConnector connector = new ServerConnector(server);
    //                              ^^^^^^^^^^^^^^^ violated: setIdleTimeout(0)
    connector.setIdleTimeout(0);
  }

  void bounded(Server server) {
    ServerConnector connector = new ServerConnector(server);
    //                              ^^^^^^^^^^^^^^^ shown
    connector.setIdleTimeout(15_000);
  }
}
