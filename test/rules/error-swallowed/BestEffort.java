package shop.seats;

class BestEffort {
  void leave(Seats seats, Reservation reservation) {
    try {
      seats.release(reservation.id());
    } catch (Exception e) {
    //^^^^^ violated
    }
    try {
      reservation.cancel();
    } catch (Exception e) {
    //^^^^^ violated
    }
  }

  void tidy(Connection connection, Path path) {
    try {
      connection.close();
    } catch (Exception e) {
    //^^^^^ shown: best effort
    }
    try {
      Files.deleteIfExists(path);
    } catch (Exception e) {
    //^^^^^ shown: best effort
    }
    try {
      connection.rollback();
    } catch (Exception e) {
    //^^^^^ shown: best effort
    }
  }
}
