package org.bard.quotes;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the search back end. */
final class SearchClient {
  private static final Pattern HIT =
      Pattern.compile("\"play\":\"([^\"]*)\",\"scene\":\"[^\"]*\",\"speaker\":\"([^\"]*)\",\"text\":\"([^\"]*)\"");

  private final URI base;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  SearchClient(URI base) {
    this.base = base;
  }

  /** The best lines for a word. */
  List<Quote> find(String word) throws IOException, InterruptedException {
    URI uri = base.resolve("/v1/search?limit=30&q=" + URLEncoder.encode(word, StandardCharsets.UTF_8));
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).GET().build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("the search answered " + response.statusCode());
    }
    List<Quote> quotes = new ArrayList<>();
    Matcher hits = HIT.matcher(response.body());
    while (hits.find()) {
      quotes.add(new Quote(hits.group(1), hits.group(2), hits.group(3)));
    }
    return quotes;
  }
}
