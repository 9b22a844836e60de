/** The state of one scan, for the readers of a lexicon. */
export interface Scan {
  readonly text: string;
  /** Where the next token begins. */
  at: number;
  /** Adds a token that ends at `end`, and moves there. */
  add(kind: number, code: number, end: number): void;
  /** Adds an opening bracket that ends at `end`. */
  open(code: number, end: number): void;
  /** Adds a closing bracket for brackets of this code. */
  close(code: number, end: number): void;
  /** Gives up the brackets that are open above this depth: they have no partner, and end before the next token. */
  giveUp(depth: number): void;
  comment(start: number, end: number): void;
  /** A literal has no end, or something else is not as it must be. */
  damage(): void;
  /** Notes that the text holds tags. */
  markup(): void;
  /** Number of tokens so far. */
  readonly count: number;
  kind(at: number): number;
  code(at: number): number;
  start(at: number): number;
  end(at: number): number;
  match(at: number): number;
  /** Index of the innermost open bracket; -1 for none. */
  readonly innermost: number;
  /** Number of open brackets. */
  readonly depth: number;
  /** Index of the open bracket at this depth, from 0. */
  openAt(depth: number): number;
}
