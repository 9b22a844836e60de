import type { Scan } from './state.ts';

/** What a language is made of, as a table. Codes of words and signs begin with 1; 0 is a name that is no known word. */
export interface Lexicon {
  readonly words: WordTable;
  readonly signs: SignTable;
  /** Whether `$` may stand in a name. */
  readonly dollar: boolean;
  /**
   * Readers of what begins with a character and is no name, number, sign or bracket: comments, strings.
   * One that returns false has moved nothing; the character is then read as a sign.
   */
  readonly special: ReadonlyMap<number, (scan: Scan) => boolean>;
  /**
   * Words with which a line may begin that is no part of what is open before it: brackets that do not balance are matched again by
   * them and by indentation. Absent for a language whose own readers have closed what nobody closed.
   */
  readonly begins?: Beginnings;
  /** Called at the end of each line outside of comments and strings; `scan.at` is behind the line break. */
  readonly lineEnd?: (scan: Scan) => void;
  /** Called when a closing bracket has closed the one with this index. */
  readonly closed?: (scan: Scan, open: number) => void;
  /** Called at the end of the text. */
  readonly end?: (scan: Scan) => void;
}

/** Codes of words that begin statements: a line that begins with one ends brackets that somebody has not closed. */
export interface Beginnings {
  readonly statement: ReadonlySet<number>;
  /** Those of them that stand in a block only if they are indented further than its line. */
  readonly declaration: ReadonlySet<number>;
}

/** Pairs of brackets that every language has; others come from its `special` readers with codes above 100. */
export const brackets = { round: 101, square: 102, curly: 103 } as const;

/** Known words by their code: a hash table that is asked with a place in a text, so that no string is made. */
export class WordTable {
  private readonly known: readonly string[];
  private readonly slots: Int32Array;
  private readonly mask: number;

  constructor(words: readonly string[]) {
    this.known = ['', ...words];
    let size = 64;
    while (size < words.length * 4) size *= 2;
    this.mask = size - 1;
    this.slots = new Int32Array(size);
    for (const [at, word] of this.known.entries()) {
      if (at === 0) continue;
      let slot = hashOf(word) & this.mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & this.mask;
      this.slots[slot] = at;
    }
  }

  /** The code of the word at `[at, nameEnd)` of the text; 0 for none. */
  find({ text, at, nameEnd, nameHash }: NamePlace): number {
    let slot = nameHash & this.mask;
    for (;;) {
      const code = this.slots[slot] ?? 0;
      if (code === 0) return 0;
      const word = this.known[code] ?? '';
      if (word.length === nameEnd - at && text.startsWith(word, at)) return code;
      slot = (slot + 1) & this.mask;
    }
  }

  /** The word with this code; empty for 0. */
  word(code: number): string {
    return this.known[code] ?? '';
  }
}

/** A name in a text, with its hash. */
export interface NamePlace {
  readonly text: string;
  readonly at: number;
  readonly nameEnd: number;
  readonly nameHash: number;
}

/** The hash of a word, as the scanner makes it character by character. */
function hashOf(word: string): number {
  let hash = 0;
  for (let at = 0; at < word.length; at++) hash = (Math.imul(hash, 31) + word.charCodeAt(at)) | 0;
  return hash;
}

/** Signs by their first character, the longest first. */
export class SignTable {
  private readonly byFirst: ({ readonly sign: string; readonly code: number }[] | undefined)[] = [];

  constructor(signs: readonly string[]) {
    for (const [at, sign] of signs.entries()) {
      const first = sign.charCodeAt(0);
      (this.byFirst[first] ??= []).push({ sign, code: at + 1 });
    }
    for (const list of this.byFirst) list?.sort((a, b) => b.sign.length - a.sign.length);
  }

  /** The longest sign at `at`, as `code * 8 + length`; 0 for none. */
  at(text: string, at: number): number {
    const list = this.byFirst[text.charCodeAt(at)];
    if (!list) return 0;
    for (const { sign, code } of list) {
      if (sign.length === 1 || text.startsWith(sign, at)) return code * 8 + sign.length;
    }
    return 0;
  }
}

/** Codes by name: `{ if: 1, else: 2 }` for `['if', 'else']`. */
export function codesOf<const T extends string>(names: readonly T[]): Readonly<Record<T, number>> {
  return Object.fromEntries(names.map((name, at) => [name, at + 1])) as Record<T, number>;
}
