package shop;

import org.eclipse.jetty.server.Server;

class OwnThread {
  private final Server server = new Server(8080);

  void start() throws Exception {
    Runtime.getRuntime().addShutdownHook(new Stopper());
    server.start();
    //     ^^^^^ shown
    server.join();
  }

  private class Stopper extends Thread {
    @Override
    public void run() {
      try {
        server.stop();
      } catch (Exception e) {
        e.printStackTrace();
      }
    }
  }
}
