package org.bard.quotes;

/** A line with where it stands. */
record Quote(String play, String speaker, String text) {
  String toJson() {
    return "{\"play\":" + quoted(play) + ",\"speaker\":" + quoted(speaker) + ",\"text\":" + quoted(text) + "}";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
