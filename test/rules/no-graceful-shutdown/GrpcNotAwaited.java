package shop;

import io.grpc.Server;
import io.grpc.ServerBuilder;

class GrpcNotAwaited {
  void serve() throws Exception {
    Server quotes = ServerBuilder.forPort(50051).addService(new Quotes()).build();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> quotes.shutdown()));
    quotes.start();
    //     ^^^^^ violated: nothing waits for quotes.shutdown
    quotes.awaitTermination();
  }
}
