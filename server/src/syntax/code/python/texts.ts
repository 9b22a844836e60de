import { kinds } from '../scanner/kinds.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range } from '../shapes.ts';
import { bracket } from './brackets.ts';

/** Whether a range is a string, or several one behind the other. */
export function isString(tokens: Tokens, { from, to }: Range): boolean {
  for (let at = from; at < to;) {
    if (tokens.kind(at) === kinds.string) at++;
    else if (tokens.isOpen(at, bracket.string)) at = Math.max(tokens.behind(at), at + 1);
    else return false;
  }
  return to > from;
}

/** What strings say; code in them is a gap. */
export function contentOf(tokens: Tokens, { from, to }: Range): string {
  let content = '';
  for (let at = from; at < to;) {
    if (tokens.kind(at) === kinds.string) {
      content += plain(tokens.word(at));
      at++;
    } else {
      content += formatted(tokens, at);
      at = Math.max(tokens.behind(at), at + 1);
    }
  }
  return content;
}

function plain(written: string): string {
  const quote = written.search(/["']/);
  const mark = written[quote] ?? '';
  const length = written.startsWith(mark.repeat(3), quote) && written.length >= quote + 6 ? 3 : 1;
  return written.slice(quote + length, -length);
}

function formatted(tokens: Tokens, open: number): string {
  const { text } = tokens;
  const close = Math.min(tokens.match(open), tokens.count);
  let content = '';
  let from = tokens.end(open);
  for (let at = open + 1; at < close; at = Math.max(tokens.behind(at), at + 1)) {
    if (!tokens.isOpen(at, bracket.code)) continue;
    content += `${text.slice(from, tokens.start(at))}\${}`;
    from = tokens.end(tokens.behind(at) - 1);
  }
  return content + text.slice(from, tokens.start(close));
}
