package shop;

import io.grpc.Server;
import io.grpc.ServerBuilder;
import java.util.concurrent.TimeUnit;

class GrpcServer {
  private Server server;

  void start() throws Exception {
    server = ServerBuilder.forPort(50051).addService(new Greeter()).build().start();
    //                                                                      ^^^^^ shown
    Runtime.getRuntime().addShutdownHook(new Thread() {
      @Override
      public void run() {
        System.err.println("stopping");
        try {
          GrpcServer.this.stop();
        } catch (InterruptedException e) {
          e.printStackTrace(System.err);
        }
      }
    });
  }

  private void stop() throws InterruptedException {
    if (server != null) server.shutdown().awaitTermination(30, TimeUnit.SECONDS);
  }
}
