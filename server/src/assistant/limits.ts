/** What an answer to an assistant holds at most; what is left out is counted, and asked for with a cursor. */
export const limits = {
  /** Rows of a page, when nothing else is asked for, and at most. */
  rows: 20,
  mostRows: 50,
  /** Bytes of the rows of a page, as JSON. A page has one row at least. */
  bytes: 24_000,
  /** Characters of a part of a long text. */
  text: 12_000,
  /** Characters of one message, reason or line. */
  message: 400,
  /** Characters of one comment. */
  comment: 2000,
  /** Locations of one row. */
  places: 8,
  /** Characters of a name or another short argument. */
  name: 200,
  /** Characters of what an assistant proposes. */
  proposal: 10_000,
  /** Characters of a text that is checked. */
  checked: 1_000_000,
} as const;

/** A text of at most so many characters; the end says that it was cut. */
export function cut(text: string, most: number = limits.message): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
