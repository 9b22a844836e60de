/** Names under which what ends something is kept; in a pattern without look-around, as the prefilter reads it, too. */
export const drawerWords =
  '(?:[a-z]\\w{0,60}(?:Cancel|Stop|Halt|Quit|Close|Abort|Kill|Shutdown|Terminate|Release|Cleanup|Finish|Done|End)|cancel|stop|halt|quit|close|abort|kill|shutdown|terminate|release|cleanup|teardown|finish|done|end|off)\\w{0,60}';
