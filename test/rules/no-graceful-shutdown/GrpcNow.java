package shop;

import io.grpc.Server;
import io.grpc.ServerBuilder;

class GrpcNow {
  void serve() throws Exception {
    Server quotes = ServerBuilder.forPort(50051).addService(new Quotes()).build();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> quotes.shutdownNow()));
    quotes.start();
    //     ^^^^^ violated: quotes.shutdownNow
    quotes.awaitTermination();
  }
}
