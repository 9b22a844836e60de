package shop.orders;

import java.util.List;
import lombok.extern.slf4j.Slf4j;

@Slf4j
class Orders {
  void save(Order order) {
    try {
      order.save();
    } catch (Exception e) {
    //^^^^^ violated
    }
  }

  void pause() {
    for (int i = 0; i < 3; i++) {
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
      //^^^^^ violated
        log.warn("interrupted");
      }
    }
  }
}
