import java.util.logging.Logger;

class Shipping {
  private static final Logger log = Logger.getLogger("shipping");

  Shipment printed(Shipment shipment) {
    try {
      queue.send("shipping", shipment);
    } catch (Exception e) {
//    ^^^^^ cannot tell: a fixed text is printed without the error
      System.out.println("The queue is probably down.");
    }
    return shipment;
  }

  Shipment withoutCause(Shipment shipment) {
    try {
      queue.send("shipping", shipment);
    } catch (Exception e) {
//    ^^^^^ cannot tell: a fixed text is logged without the error
      log.warning("The queue is probably down.");
    }
    return shipment;
  }

  Shipment withCause(Shipment shipment) {
    try {
      queue.send("shipping", shipment);
    } catch (Exception e) {
//    ^^^^^ shown: is logged
      log.warning("The queue is probably down: " + e);
    }
    return shipment;
  }

  Shipment refused(Shipment shipment) {
    try {
      queue.send("shipping", shipment);
    } catch (Exception e) {
//    ^^^^^ shown
      System.out.println("The queue is probably down.");
      throw new IllegalStateException("not shipped", e);
    }
    return shipment;
  }
}
