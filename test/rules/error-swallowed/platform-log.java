package shop.orders;

import java.util.List;
import java.util.logging.Logger;

class Orders {
  private static final Logger LOGGER = Logger.getLogger("orders");

  void save(Order order) {
    try {
      order.save();
    } catch (Exception e) {}
    //^^^^^ violated
  }
}

class Parts {
  void save(Part part) {
    try {
      part.save();
    } catch (RuntimeException problem) {
    //^^^^^ violated
      return;
    }
    part.tell();
  }
}
