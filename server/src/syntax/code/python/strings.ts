import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Scan } from '../scanner/state.ts';
import { bracket } from './brackets.ts';

/** A string with code in it that is open. */
interface Formatted {
  /** One character, or three of them. */
  readonly quote: string;
  readonly raw: boolean;
}

/** `r`, `b`, `u`, `f` and `t`, also as capitals. */
const prefixes = [114, 98, 117, 102, 116].flatMap((unit) => [unit, unit - 32]);

type Special = (scan: Scan) => boolean;

/** The readers of strings of one text, with what they remember: `f"…{x}…"` is a bracket, and so is each `{x}` in it. */
export function strings(): { readonly readers: readonly (readonly [number, Special])[]; readonly forget: () => void } {
  const open: Formatted[] = [];

  const string: Special = (scan) => {
    const { text, at } = scan;
    const quote = quoteAt(text, at);
    const around = open.at(-1);
    if (around?.quote === quote && !hasAnother(text, { quote, from: at + quote.length })) {
      // No string of its own, but the end of the one that the code stands in, whose bracket is not closed.
      scan.damage();
      scan.close(bracket.string, at + quote.length);
      open.pop();
      return true;
    }
    scan.add(kinds.string, 0, stringEnd(scan, { quote, from: at + quote.length }));
    return true;
  };

  const prefixed: Special = (scan) => {
    const { text, at } = scan;
    let from = at + 1;
    if (isPrefix(text.charCodeAt(from))) from++;
    const unit = text.charCodeAt(from);
    if (unit !== 34 && unit !== 39) return false;
    const quote = quoteAt(text, from);
    const prefix = text.slice(at, from).toLowerCase();
    from += quote.length;
    if (!prefix.includes('f') && !prefix.includes('t')) {
      scan.add(kinds.string, 0, stringEnd(scan, { quote, from }));
      return true;
    }
    scan.open(bracket.string, from);
    open.push({ quote, raw: prefix.includes('r') });
    passText(scan);
    return true;
  };

  /** Goes over text of the innermost string, up to code or its end; `spec` is the text behind a colon, which a bracket ends. */
  const passText = (scan: Scan, spec = false) => {
    const { text } = scan;
    const around = open.at(-1);
    if (!around) return;
    const { quote, raw } = around;
    const isLong = quote.length === 3;
    for (let at = scan.at; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === 92) {
        // `\N{DASH}` is a character.
        if (!raw && text.charCodeAt(at + 1) === 78 && text.charCodeAt(at + 2) === 123) at = nameEnd(text, at + 3);
        else if (text.charCodeAt(at + 1) === 13 && text.charCodeAt(at + 2) === 10) at += 2;
        else if (text.charCodeAt(at + 1) !== 123) at++;
      } else if (unit === 123) {
        if (!spec && text.charCodeAt(at + 1) === 123) {
          at++;
          continue;
        }
        scan.at = at;
        scan.open(bracket.code, at + 1);
        return;
      } else if (unit === 125 && spec) {
        scan.at = at;
        endCode(scan);
        return;
      } else if (unit === 10 && !isLong) {
        scan.at = text.charCodeAt(at - 1) === 13 ? at - 1 : at;
        scan.damage();
        scan.close(bracket.string, scan.at);
        open.pop();
        return;
      } else if (unit === quote.charCodeAt(0) && (!isLong || text.startsWith(quote, at))) {
        scan.at = at;
        scan.close(bracket.string, at + quote.length);
        open.pop();
        return;
      }
    }
    scan.damage();
    scan.at = text.length;
    scan.close(bracket.string, text.length);
    open.pop();
  };

  /** Behind `}`: the text of the string goes on, or that of the format around the code. */
  const endCode = (scan: Scan) => {
    scan.close(bracket.code, scan.at + 1);
    passText(scan, scan.code(scan.innermost) === bracket.code);
  };

  const colon: Special = (scan) => {
    if (scan.code(scan.innermost) !== bracket.code) return false;
    scan.at++;
    passText(scan, true);
    return true;
  };

  /** A bracket that closes closes nothing beyond the code that it stands in. */
  const closing =
    (code: number): Special =>
    (scan) => {
      if (open.length === 0 || scan.code(scan.innermost) === code) return false;
      if (code === brackets.curly) endCode(scan);
      else {
        scan.damage();
        scan.add(kinds.sign, 0, scan.at + 1);
      }
      return true;
    };

  return {
    readers: [
      [34, string],
      [39, string],
      ...prefixes.map((unit) => [unit, prefixed] as const),
      [58, colon],
      [41, closing(brackets.round)],
      [93, closing(brackets.square)],
      [125, closing(brackets.curly)],
    ],
    forget: () => {
      open.length = 0;
    },
  };
}

function isPrefix(unit: number): boolean {
  switch (unit | 32) {
    case 98:
    case 102:
    case 114:
    case 116:
      return true;
    default:
      return false;
  }
}

function quoteAt(text: string, at: number): string {
  const quote = text.charCodeAt(at) === 34 ? '"' : "'";
  const long = quote.repeat(3);
  return text.startsWith(long, at) ? long : quote;
}

/** Whether the same quotes stand further on: on the line, if it is a single one. */
function hasAnother(text: string, { quote, from }: { quote: string; from: number }): boolean {
  if (quote.length === 3) return text.includes(quote, from);
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10) return false;
    if (unit === quote.charCodeAt(0)) return true;
  }
  return false;
}

function nameEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 125) return at;
    if (unit === 10 || unit === 34 || unit === 39) return at - 1;
  }
  return text.length;
}

/** Behind a string without code; one in single quotes that has no end ends with its line. */
function stringEnd(scan: Scan, { quote, from }: { quote: string; from: number }): number {
  const { text } = scan;
  if (quote.length === 3) {
    for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 1)) {
      let escapes = at;
      while (escapes > from && text.charCodeAt(escapes - 1) === 92) escapes--;
      if ((at - escapes) % 2 === 0) return at + 3;
    }
    scan.damage();
    return text.length;
  }
  const unit = quote.charCodeAt(0);
  for (let at = from; at < text.length; at++) {
    const found = text.charCodeAt(at);
    if (found === unit) return at + 1;
    if (found === 92) {
      at++;
      if (text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10) at++;
    } else if (found === 10) {
      scan.damage();
      return text.charCodeAt(at - 1) === 13 ? at - 1 : at;
    }
  }
  scan.damage();
  return text.length;
}
