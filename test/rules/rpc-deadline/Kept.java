package shop;

import io.grpc.ManagedChannel;
import java.util.concurrent.TimeUnit;
import shop.search.SearchGrpc;

class Kept {
  private final SearchGrpc.SearchBlockingStub stub;
  private final SearchGrpc.SearchFutureStub patient;

  Kept(ManagedChannel channel) {
    this.stub = SearchGrpc.newBlockingStub(channel).withWaitForReady();
    patient = SearchGrpc.newFutureStub(channel);
  }

  Hits none(Query query) {
    return stub.find(query);
    //          ^^^^ violated: SearchGrpc.find
  }

  void later(Query query) {
    this.patient.find(query);
    //           ^^^^ violated
  }

  Hits bounded(Query query) {
    return stub.withDeadlineAfter(1, TimeUnit.SECONDS).find(query);
    //                                                 ^^^^ shown
  }
}
