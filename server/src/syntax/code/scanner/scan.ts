import type { Span } from '../../../model/span.ts';
import { TooMuch } from '../effort.ts';
import { brackets, type Lexicon, type NamePlace } from './lexicon.ts';
import { kinds } from './kinds.ts';
import type { Scan } from './state.ts';
import { isDigit, isSpace, numberEnd, sortOf, sorts } from './characters.ts';
import { matchAgain } from './match.ts';
import { Tokens, type Columns } from './tokens.ts';

/** Brackets that may be open at one place. People write some dozens; a third of what overflows the stack of the readers. */
const maxOpen = 500;

let columns = columnsOf(4096);

function columnsOf(size: number): Columns {
  return {
    kind: new Uint8Array(size),
    code: new Uint16Array(size),
    start: new Int32Array(size),
    end: new Int32Array(size),
    match: new Int32Array(size),
    first: new Uint8Array(size),
  };
}

function grow(): void {
  const larger = columnsOf(columns.kind.length * 2);
  larger.kind.set(columns.kind);
  larger.code.set(columns.code);
  larger.start.set(columns.start);
  larger.end.set(columns.end);
  larger.match.set(columns.match);
  larger.first.set(columns.first);
  columns = larger;
}

class Scanner implements Scan, NamePlace {
  readonly text: string;
  at = 0;
  count = 0;
  nameEnd = 0;
  nameHash = 0;
  private readonly lexicon: Lexicon;
  private readonly comments: Span[] = [];
  private readonly opened: number[] = [];
  /** How many brackets are open, by their code: what closes nothing need not look for a partner. */
  private readonly openedOf = new Map<number, number>();
  private broken = false;
  private unbalanced = false;
  private tags = false;
  private first = 1;

  constructor(text: string, lexicon: Lexicon) {
    this.text = text;
    this.lexicon = lexicon;
  }

  get innermost(): number {
    return this.opened.at(-1) ?? -1;
  }

  get depth(): number {
    return this.opened.length;
  }

  openAt(depth: number): number {
    return this.opened[depth] ?? -1;
  }

  kind(at: number): number {
    return at < this.count ? (columns.kind[at] ?? kinds.none) : kinds.none;
  }

  code(at: number): number {
    return at < this.count ? (columns.code[at] ?? 0) : 0;
  }

  start(at: number): number {
    return columns.start[at] ?? 0;
  }

  end(at: number): number {
    return columns.end[at] ?? 0;
  }

  match(at: number): number {
    return columns.match[at] ?? -1;
  }

  add(kind: number, code: number, end: number): void {
    const { count } = this;
    if (count === columns.kind.length) grow();
    columns.kind[count] = kind;
    columns.code[count] = code;
    columns.start[count] = this.at;
    columns.end[count] = end;
    columns.match[count] = -1;
    columns.first[count] = this.first;
    this.first = 0;
    this.count = count + 1;
    this.at = end;
  }

  open(code: number, end: number): void {
    if (this.opened.push(this.count) > maxOpen)
      throw new TooMuch('too-deep', `more than ${maxOpen} brackets are open at one place`);
    this.openedOf.set(code, (this.openedOf.get(code) ?? 0) + 1);
    this.add(kinds.open, code, end);
  }

  close(code: number, end: number): void {
    const own = this.count;
    this.add(kinds.close, code, end);
    if ((this.openedOf.get(code) ?? 0) === 0) {
      this.unbalanced = true;
      return;
    }
    let partner = this.pop();
    while (columns.code[partner] !== code) {
      this.unbalanced = true;
      columns.match[partner] = own;
      partner = this.pop();
    }
    columns.match[partner] = own;
    columns.match[own] = partner;
    this.lexicon.closed?.(this, partner);
  }

  giveUp(depth: number): void {
    while (this.opened.length > depth) {
      this.unbalanced = true;
      columns.match[this.pop()] = this.count;
    }
  }

  private pop(): number {
    const last = this.opened.pop() ?? 0;
    const code = columns.code[last] ?? 0;
    this.openedOf.set(code, (this.openedOf.get(code) ?? 0) - 1);
    return last;
  }

  comment(start: number, end: number): void {
    this.comments.push({ start, end });
    // A line break in a comment counts as one before the next token.
    if (this.first === 0) {
      const line = this.text.indexOf('\n', start);
      if (line >= 0 && line < end) this.first = 1;
    }
    this.at = end;
  }

  damage(): void {
    this.broken = true;
  }

  markup(): void {
    this.tags = true;
  }

  run(): Tokens {
    const { text, lexicon } = this;
    const { special, words, signs, dollar, lineEnd } = lexicon;
    const { length } = text;
    while (this.at < length) {
      const start = this.at;
      const unit = text.charCodeAt(start);
      const sort = unit < 128 ? (sortOf[unit] ?? 0) : isSpace(unit) ? sorts.space : sorts.letter;
      if (sort === sorts.space) {
        this.at = start + 1;
        continue;
      }
      if (sort === sorts.line) {
        this.at = start + 1;
        this.first = 1;
        lineEnd?.(this);
        continue;
      }
      if (sort === sorts.letter || (dollar && unit === 36)) {
        const reader = special.get(unit);
        if (reader?.(this)) continue;
        let end = start;
        let hash = 0;
        for (; end < length; end++) {
          const next = text.charCodeAt(end);
          const kind = next < 128 ? (sortOf[next] ?? 0) : isSpace(next) ? sorts.space : sorts.letter;
          if (kind !== sorts.letter && kind !== sorts.digit && !(dollar && next === 36)) break;
          hash = (Math.imul(hash, 31) + next) | 0;
        }
        this.nameEnd = end;
        this.nameHash = hash;
        this.add(kinds.name, words.find(this), end);
        continue;
      }
      if (sort === sorts.digit || (unit === 46 && isDigit(text.charCodeAt(start + 1)))) {
        this.add(kinds.number, 0, numberEnd(text, start));
        continue;
      }
      if (sort === sorts.open || sort === sorts.close) {
        const code = unit <= 41 ? brackets.round : unit <= 93 ? brackets.square : brackets.curly;
        const reader = special.get(unit);
        if (reader?.(this)) continue;
        if (sort === sorts.open) this.open(code, start + 1);
        else this.close(code, start + 1);
        continue;
      }
      const reader = special.get(unit);
      if (reader?.(this)) continue;
      const found = signs.at(text, start);
      if (found === 0) this.broken = true;
      this.add(kinds.sign, found >> 3, start + Math.max(found & 7, 1));
    }
    lexicon.end?.(this);
    for (const open of this.opened) columns.match[open] = this.count;
    if (this.opened.length > 0) this.unbalanced = true;
    if (this.unbalanced && lexicon.begins) matchAgain(text, { columns, count: this.count, begins: lexicon.begins });
    return this.settled();
  }

  /** The tokens with columns of their own: the large ones are used for the next text. */
  private settled(): Tokens {
    const { count } = this;
    const own: Columns = {
      kind: columns.kind.slice(0, count),
      code: columns.code.slice(0, count),
      start: columns.start.slice(0, count),
      end: columns.end.slice(0, count),
      match: columns.match.slice(0, count),
      first: columns.first.slice(0, count),
    };
    return new Tokens({
      text: this.text,
      count,
      comments: this.comments,
      broken: this.broken || this.unbalanced,
      markup: this.tags,
      columns: own,
    });
  }
}

/** The tokens of `text`; takes any text, and time in its length. */
export function scan(text: string, lexicon: Lexicon): Tokens {
  return new Scanner(text, lexicon).run();
}
