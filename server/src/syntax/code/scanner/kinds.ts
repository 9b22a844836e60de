/**
 * Kinds of token. Plain numbers: they stand in a typed array.
 * Comments and spaces are no tokens.
 */
export const kinds = {
  /** Behind the last token, and before the first. */
  none: 0,
  /** A name or keyword; its code says which keyword. */
  name: 1,
  number: 2,
  /** A whole literal without code in it: a string, a character, a regular expression. */
  string: 3,
  /** A sign or a sequence of signs; its code says which. */
  sign: 4,
  /** An opening bracket of any sort: of signs, of a template, of a tag, of an indented block. */
  open: 5,
  close: 6,
  /** Text between tags. */
  text: 7,
  /** The end of a line where that ends a statement (Python). */
  newline: 8,
} as const;
