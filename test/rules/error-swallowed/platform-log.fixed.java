package shop.orders;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

class Orders {
  private static final Logger LOGGER = Logger.getLogger("orders");

  void save(Order order) {
    try {
      order.save();
    } catch (Exception e) {
      LOGGER.log(Level.SEVERE, "order.save failed", e);
    }
  }
}

class Parts {
  void save(Part part) {
    try {
      part.save();
    } catch (RuntimeException problem) {
      System.getLogger(Parts.class.getName()).log(System.Logger.Level.ERROR, "part.save failed", problem);
      return;
    }
    part.tell();
  }
}
