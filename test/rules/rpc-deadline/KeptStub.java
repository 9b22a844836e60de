package depot;

import depot.v1.FindRequest;
import depot.v1.ShelfGrpc;
import depot.v1.Slot;
import io.grpc.Channel;
import java.util.concurrent.TimeUnit;

final class KeptStub {
  private final ShelfGrpc.ShelfBlockingStub once;
  private final ShelfGrpc.ShelfBlockingStub plain;

  KeptStub(Channel channel) {
    once = ShelfGrpc.newBlockingStub(channel).withDeadlineAfter(900, TimeUnit.MILLISECONDS);
    plain = ShelfGrpc.newBlockingStub(channel);
  }

  Slot expired(FindRequest request) {
    return once.find(request);
    //          ^^^^ violated: deadline
  }

  Slot anew(FindRequest request) {
    return plain.withDeadlineAfter(900, TimeUnit.MILLISECONDS).find(request);
    //                                                         ^^^^ shown
  }

  Slot local(Channel channel, FindRequest request) {
    ShelfGrpc.ShelfBlockingStub stub = ShelfGrpc.newBlockingStub(channel).withDeadlineAfter(1, TimeUnit.SECONDS);
    return stub.find(request);
    //          ^^^^ shown
  }
}
