import type { Span } from '../../../model/span.ts';
import { kinds } from './kinds.ts';

/**
 * The tokens of one text, as columns. An index outside of `[0, count)` is a token of kind `none` at the end of the text,
 * so that a reader may look one further without asking.
 */
export class Tokens {
  readonly text: string;
  readonly count: number;
  /** In document order. */
  readonly comments: readonly Span[];
  /** A bracket has no partner, or a literal has no end. */
  readonly broken: boolean;
  /** The text holds tags of a user interface. */
  readonly markup: boolean;
  private readonly columns: Columns;

  constructor(given: {
    readonly text: string;
    readonly count: number;
    readonly comments: readonly Span[];
    readonly broken: boolean;
    readonly markup: boolean;
    readonly columns: Columns;
  }) {
    this.text = given.text;
    this.count = given.count;
    this.comments = given.comments;
    this.broken = given.broken;
    this.markup = given.markup;
    this.columns = given.columns;
  }

  kind(at: number): number {
    return this.columns.kind[at] ?? kinds.none;
  }

  /** Which word, sign or sort of bracket; 0 for a name that is no known word. */
  code(at: number): number {
    return this.columns.code[at] ?? 0;
  }

  start(at: number): number {
    return this.columns.start[at] ?? (at < 0 ? 0 : this.text.length);
  }

  end(at: number): number {
    return this.columns.end[at] ?? (at < 0 ? 0 : this.text.length);
  }

  /**
   * For an opening bracket: the token that ends what is in it: its closing bracket, or, where that is missing, the bracket of one
   * around it, or `count`. For a closing bracket: its opening one, or -1. For others -1.
   */
  match(at: number): number {
    return this.columns.match[at] ?? -1;
  }

  /** Whether a line break stands before it. */
  startsLine(at: number): boolean {
    return (this.columns.first[at] ?? 1) === 1;
  }

  isName(at: number): boolean {
    return this.columns.kind[at] === kinds.name;
  }

  isSign(at: number, code: number): boolean {
    return this.columns.kind[at] === kinds.sign && this.columns.code[at] === code;
  }

  isWord(at: number, code: number): boolean {
    return this.columns.kind[at] === kinds.name && this.columns.code[at] === code;
  }

  isOpen(at: number, code: number): boolean {
    return this.columns.kind[at] === kinds.open && this.columns.code[at] === code;
  }

  isClose(at: number, code: number): boolean {
    return this.columns.kind[at] === kinds.close && this.columns.code[at] === code;
  }

  /** Whether the opening bracket `at` has its own closing one. */
  isClosed(at: number): boolean {
    return this.match(this.match(at)) === at;
  }

  /** Behind the brackets that `at` opens: the index of the next token. */
  behind(at: number): number {
    const end = this.match(at);
    if (end < 0) return at + 1;
    return this.isClosed(at) ? end + 1 : end;
  }

  /** The last comment that begins before an offset. */
  lastCommentBefore(offset: number): Span | undefined {
    let low = 0;
    let high = this.comments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.comments[middle]?.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return this.comments[low - 1];
  }

  /** The text of one token. */
  word(at: number): string {
    return this.text.slice(this.start(at), this.end(at));
  }

  /** From the start of `from` to the end of the token before `to`. */
  span(from: number, to: number): Span {
    const start = this.start(from);
    return { start, end: Math.max(start, this.end(to - 1)) };
  }

  /** The text from the start of `from` to the end of the token before `to`. */
  slice(from: number, to: number): string {
    return this.text.slice(this.start(from), Math.max(this.start(from), this.end(to - 1)));
  }
}

/** One array a property of the tokens. */
export interface Columns {
  readonly kind: Uint8Array;
  readonly code: Uint16Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly match: Int32Array;
  /** 1 where a line break stands before the token. */
  readonly first: Uint8Array;
}
