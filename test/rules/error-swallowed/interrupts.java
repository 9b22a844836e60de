package shop.jobs;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

class Worker implements Runnable {
  private static final Logger LOG = Logger.getLogger(Worker.class.getName());
  private final BlockingQueue<Job> queue;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean running = true;

  Worker(BlockingQueue<Job> queue) {
    this.queue = queue;
  }

  @Override
  public void run() {
    while (running) {
      try {
        queue.take().work();
      } catch (InterruptedException e) {
      //^^^^^ cannot tell: the loop also checks a flag
        LOG.log(Level.WARNING, "interrupted", e);
      }
    }
  }

  void drain() {
    while (queue.size() > 0) {
      try {
        queue.take().work();
      } catch (InterruptedException e) {
      //^^^^^ violated: interrupt
        LOG.log(Level.WARNING, "interrupted", e);
      }
    }
  }

  void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
    //^^^^^ violated: interrupt
    }
  }

  boolean await() {
    try {
      return done.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
    //^^^^^ violated: interrupt
      return false;
    }
  }

  Result get(Future<Result> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
    //^^^^^ cannot tell: the interrupt is logged
      LOG.log(Level.SEVERE, "no result", e);
    }
    return null;
  }

  void passedOn() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
    //^^^^^ shown: interrupt
      Thread.currentThread().interrupt();
    }
  }

  void wrapped(Future<Result> future) {
    try {
      future.get();
    } catch (InterruptedException e) {
    //^^^^^ shown
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
    //^^^^^ shown
      throw new IllegalStateException(e.getCause());
    }
  }

  void declared() throws InterruptedException {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
    //^^^^^ shown
      LOG.info("interrupted");
      throw e;
    }
  }

  void ends() {
    while (true) {
      try {
        queue.take().work();
      } catch (InterruptedException e) {
      //^^^^^ cannot tell: interrupt ends
        break;
      }
    }
  }

  void stated() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
    //^^^^^ shown
      // only the test bench interrupts us, and wants the shorter pause
    }
  }

  public static void main(String[] args) {
    new Thread(new Worker(null)).start();
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
    //^^^^^ cannot tell
      LOG.info("interrupted");
    }
  }
}
