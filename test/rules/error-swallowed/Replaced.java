package shop.oven;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class Replaced {
  private static final Logger log = LoggerFactory.getLogger(Replaced.class);
  private final ArrayBlockingQueue<Meal> meals = new ArrayBlockingQueue<>(9);
  private final Semaphore permits = new Semaphore(2);
  private final ExecutorService cooks;
  private volatile boolean open = true;

  Replaced(ExecutorService cooks) {
    this.cooks = cooks;
  }

  Meal next() {
    try {
      return meals.take();
    } catch (InterruptedException e) {
    //^^^^^ violated: another exception
      throw new KitchenException(e);
    }
  }

  Meal of(Future<Meal> future) throws KitchenException {
    try {
      return future.get(1, TimeUnit.SECONDS);
    } catch (Exception e) {
    //^^^^^ shown
      if (e instanceof InterruptedException) Thread.currentThread().interrupt();
      throw new KitchenException(e);
    }
  }

  Meal declared() throws InterruptedException {
    try {
      return meals.take();
    } catch (InterruptedException e) {
    //^^^^^ shown
      throw new InterruptedException("no meal came");
    }
  }

  void other(Thread cook) {
    try {
      permits.acquire();
    } catch (InterruptedException e) {
    //^^^^^ violated: interrupt
      cook.interrupt();
    }
  }

  void named() {
    Thread own = Thread.currentThread();
    try {
      permits.acquire();
    } catch (InterruptedException e) {
    //^^^^^ shown
      own.interrupt();
    }
  }

  void later() {
    try {
      permits.acquire();
    } catch (InterruptedException e) {
    //^^^^^ violated
      cooks.submit(() -> Thread.currentThread().interrupt());
    }
  }

  void throughTwo() {
    try {
      permits.acquire();
    } catch (InterruptedException e) {
    //^^^^^ shown
      close();
    }
  }

  private void close() {
    open = false;
    stop();
  }

  private void stop() {
    Thread.currentThread().interrupt();
  }

  void cook() {
    while (true) {
      try {
        meals.take().cook();
      } catch (Throwable e) {
      //^^^^^ violated: nothing can stop it
        log.warn("not cooked", e);
      }
    }
  }

  void clean() {
    do {
      try {
        rest();
      } catch (Exception e) {
      //^^^^^ violated: nothing can stop it
        log.warn("not cleaned", e);
      }
    } while (!Thread.interrupted());
  }

  private void rest() throws InterruptedException {
    TimeUnit.MINUTES.sleep(1);
  }

  void withFlag() {
    while (open) {
      try {
        meals.take().cook();
      } catch (Exception e) {
      //^^^^^ shown
        log.warn("not cooked", e);
      }
    }
  }

  void leaves() {
    while (true) {
      try {
        meals.take().cook();
      } catch (Exception e) {
      //^^^^^ shown
        log.warn("not cooked", e);
        return;
      }
    }
  }

  void apart() {
    while (true) {
      try {
        meals.take().cook();
      } catch (InterruptedException e) {
      //^^^^^ shown
        Thread.currentThread().interrupt();
        return;
      } catch (Exception e) {
      //^^^^^ shown
        log.warn("not cooked", e);
      }
    }
  }

  Meal besideOthers(Future<Meal> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
    //^^^^^ cannot tell: another exception
      throw new KitchenException(e);
    }
  }

  void stopCooks() {
    cooks.shutdown();
    try {
      cooks.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
    //^^^^^ cannot tell
      log.warn("cooks still busy");
    }
  }
}
