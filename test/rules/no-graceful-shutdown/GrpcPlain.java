package shop;

import io.grpc.Server;
import io.grpc.ServerBuilder;

class GrpcPlain {
  public static void main(String[] args) throws Exception {
    Server server = ServerBuilder.forPort(50051).addService(new Greeter()).build();
    server.start();
    //     ^^^^^ violated: shutdown
    server.awaitTermination();
  }
}
