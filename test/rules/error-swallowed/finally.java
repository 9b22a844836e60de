package shop.orders;

class Totals {
  int lost(Order order) {
    try {
      return order.total();
    } finally {
      return 0;
    //^^^^^^ violated: this return in finally
    }
  }

  void thrown(Order order) {
    try {
      order.total();
    } finally {
      throw new IllegalStateException("no total");
    //^^^^^ violated: this throw in finally
    }
  }

  void left(Order[] orders) {
    for (Order order : orders) {
      try {
        order.total();
      } finally {
        break;
      //^^^^^ violated: this jump in finally
      }
    }
  }

  int kept(Order order) {
    try {
      return order.total();
    } finally {
      for (Part part : order.parts()) {
        if (part.isLast()) break;
      }
      order.each(part -> {
        return;
      });
      order.unlock();
    }
  }

  void closed(Order order) {
    try {
      order.total();
    } finally {
      try {
        order.close();
      } catch (CloseException e) {
        throw new IllegalStateException("order not closed", e);
      //^^^^^ violated: this throw in finally
      }
    }
  }

  void staysInside(Order order) {
    try {
      order.total();
    } finally {
      try {
        if (order.isOpen()) throw new CloseException("still open");
        order.print();
      } catch (CloseException e) {
        LOG.warn("order not closed", e);
      }
    }
  }

  void getsOut(Order order) {
    try {
      order.total();
    } finally {
      try {
        if (order.isOpen()) throw new IllegalStateException("still open");
        //                  ^^^^^ violated: this throw in finally
        order.print();
      } catch (CloseException e) {
        LOG.warn("order not closed", e);
      }
    }
  }

  int caught(Order order) {
    try {
      return order.total();
    } catch (IllegalStateException e) {
    //^^^^^ shown: error from order.total
      throw new IllegalArgumentException("bad order", e);
    }
  }
}
