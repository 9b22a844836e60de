/**
 * Reads without making traces of the stack: the library makes an error with one for each thing that is wrong,
 * of which a broken text has one at each sign, and nobody looks at where in the library it was made.
 */
export function withoutTraces<T>(read: () => T): T {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return read();
  } finally {
    Error.stackTraceLimit = before;
  }
}
