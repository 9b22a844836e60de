package org.bard.quotes;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The line of the day, kept until there is another. */
final class DailyQuote {
  private static final List<String> THEMES =
      List.of("love", "night", "king", "sleep", "sea", "crown", "rose", "fool", "ghost", "winter");
  private static final Quote FIRST =
      new Quote("As You Like It", "Jaques", "All the world's a stage, and all the men and women merely players");

  private final SearchClient search;
  private final AtomicReference<Quote> last = new AtomicReference<>(FIRST);

  DailyQuote(SearchClient search) {
    this.search = search;
  }

  /** Asks the search for a line on the theme of the day. */
  void refresh(LocalDate day) throws IOException, InterruptedException {
    String theme = THEMES.get(day.getDayOfYear() % THEMES.size());
    List<Quote> found = search.find(theme);
    if (!found.isEmpty()) {
      last.set(found.get(day.getDayOfYear() % found.size()));
    }
  }

  Quote of(LocalDate day) {
    return last.get();
  }

  boolean isKnown() {
    return last.get() != null;
  }
}
