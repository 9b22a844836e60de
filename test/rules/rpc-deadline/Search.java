package shop;

import io.grpc.ManagedChannel;
import java.util.concurrent.TimeUnit;
import shop.search.SearchGrpc;

class Search {
  private final SearchGrpc.SearchBlockingStub stub;
  private final ManagedChannel channel;

  Search(ManagedChannel channel, SearchGrpc.SearchBlockingStub stub) {
    this.channel = channel;
    this.stub = stub;
  }

  Hits none(Query query) {
    return SearchGrpc.newBlockingStub(channel).find(query);
    //                                         ^^^^ violated: SearchGrpc.find
  }

  Hits bounded(Query query) {
    return SearchGrpc.newBlockingStub(channel).withDeadlineAfter(1, TimeUnit.SECONDS).find(query);
    //                                                                                ^^^^ shown
  }

  Hits variable(Query query) {
    var own = SearchGrpc.newBlockingStub(channel);
    return own.find(query);
    //         ^^^^ violated
  }

  Hits elsewhere(Query query) {
    return stub.find(query);
    //          ^^^^ cannot tell
  }
}
