package shop.orders;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class Orders {
  private static final Logger log = LoggerFactory.getLogger(Orders.class);
  private final Store store = new Store();
  private int failures;

  void empty(Order order) {
    try {
      store.save(order);
    } catch (Exception e) {
    //^^^^^ violated: store.save is caught
    }
  }

  void demanded(Order order) {
    try {
      store.write(order);
    } catch (IOException | SQLException e) {}
    //^^^^^ violated: store.write is caught
  }

  void putOff(Order order) {
    try {
      store.save(order);
    } catch (RuntimeException e) {
    //^^^^^ violated: caught
      // TODO handle this
    }
  }

  void switchedOff(Order order) {
    try {
      store.save(order);
    } catch (RuntimeException e) {
    //^^^^^ violated: caught
      // e.printStackTrace();
    }
  }

  String nothing(Order order) {
    try {
      order.parts().first().name();
    } catch (NullPointerException e) {
    //^^^^^ violated: caught
    }
    return "";
  }

  void skipped(List<Order> orders) {
    for (Order order : orders) {
      try {
        store.save(order);
      } catch (Exception e) {
      //^^^^^ violated: store.save is skipped
        continue;
      }
    }
  }

  void ended(Order order) {
    try {
      store.save(order);
    } catch (Exception e) {
    //^^^^^ violated: store.save ends
      return;
    }
    store.tell(order);
  }

  List<Order> answered() {
    try {
      return store.all();
    } catch (SQLException e) {
    //^^^^^ cannot tell: error
      return List.of();
    }
  }

  void counted(Order order) {
    try {
      store.save(order);
    } catch (Exception e) {
    //^^^^^ cannot tell: error
      failures++;
    }
  }

  void opened(String path) {
    try {
      new FileInputStream(path);
    } catch (FileNotFoundException e) {
    //^^^^^ cannot tell: any FileNotFoundException
    }
  }

  void logged(Order order) {
    try {
      store.save(order);
    } catch (Exception e) {
    //^^^^^ shown: is logged
      log.error("order {} not saved", order.id(), e);
    }
  }

  void printed(Order order) {
    try {
      store.save(order);
    } catch (Exception e) {
    //^^^^^ shown
      e.printStackTrace();
    }
    try {
      store.save(order);
    } catch (Exception e) {
    //^^^^^ cannot tell: without the error from store.save
      System.err.println("not saved");
    }
  }

  void raised(Order order) {
    try {
      store.save(order);
    } catch (Exception e) {
    //^^^^^ shown: error from store.save
      throw new IllegalStateException("order not saved", e);
    }
  }

  void stated(Order order) {
    try {
      store.warm(order);
    } catch (Exception e) {
    //^^^^^ shown: store.warm
      // the cache is filled by the next reader
    }
  }

  void named(Order order) {
    try {
      store.warm(order);
    } catch (Exception ignored) {
    //^^^^^ cannot tell: without a reason
    }
    try {
      store.warm(order);
    } catch (IOException expected) {
    //^^^^^ cannot tell: without a reason
    }
  }

  int parsed(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
    //^^^^^ shown: NumberFormatException
      return 0;
    }
  }

  Order missing(String id) {
    try {
      return store.byId(UUID.fromString(id));
    } catch (NoSuchElementException | IllegalArgumentException e) {
    //^^^^^ shown
      return null;
    }
  }

  int defaults(String text) {
    int size = 10;
    try {
      size = Integer.parseInt(text);
    } catch (NumberFormatException e) {
    //^^^^^ shown
    }
    return size;
  }

  void closed(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
    //^^^^^ shown: best effort
    }
  }

  boolean isThere() {
    try {
      Class.forName("org.postgresql.Driver");
      return true;
    } catch (ClassNotFoundException e) {
    //^^^^^ shown
      return false;
    }
  }
}
