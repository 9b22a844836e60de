import type { Span } from '../../model/span.ts';

/** A word as it is written, with its quotes, or an operator; a line's end is the operator `\n`. */
export interface ShellToken extends Span {
  readonly kind: 'word' | 'operator';
  readonly text: string;
}

const operator = /(?:<<<|<<-|;;&|<<|>>|&&|\|\||\|&|;;|;&|>&|<&|&>>|&>|<>|>\||[\n;&|()<>])/y;

/** The tokens of a shell script (POSIX and bash); comments and the bodies of here-documents are left out. Never throws. */
export function shellTokens(text: string): readonly ShellToken[] {
  const tokens: ShellToken[] = [];
  const awaited: { readonly end: string; readonly tabs: boolean }[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (char === ' ' || char === '\t' || char === '\r') at++;
    else if (char === '\\' && /^\\\r?\n/.test(text.slice(at, at + 3))) at = text.indexOf('\n', at) + 1;
    else if (char === '#') at = lineEnd(text, at);
    else {
      operator.lastIndex = at;
      const found = operator.exec(text)?.[0];
      if (found === undefined) {
        const end = wordEnd(text, at);
        const word: ShellToken = { kind: 'word', text: text.slice(at, end), start: at, end };
        const before = tokens.at(-1);
        if (before?.text === '<<' || before?.text === '<<-')
          awaited.push({ end: word.text.replace(/["'\\]/g, ''), tabs: before.text === '<<-' });
        tokens.push(word);
        at = end;
        continue;
      }
      tokens.push({ kind: 'operator', text: found, start: at, end: at + found.length });
      at += found.length;
      if (found === '\n') for (const here of awaited.splice(0)) at = behindBody(text, at, here);
    }
  }
  return tokens;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** Where the line behind a here-document begins; the end of the text where it is never closed. */
function behindBody(
  text: string,
  from: number,
  { end, tabs }: { readonly end: string; readonly tabs: boolean },
): number {
  for (let at = from; at < text.length;) {
    const stop = lineEnd(text, at);
    const line = text.slice(at, stop).replace(/\r$/, '');
    if ((tabs ? line.replace(/^\t+/, '') : line) === end) return Math.min(stop + 1, text.length);
    at = stop + 1;
  }
  return text.length;
}

/** The end of a word: quotes, `$(…)`, `${…}` and backquotes are parts of it. */
function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (/[\s;&|()<>]/.test(char)) break;
    at = partEnd(text, at);
  }
  return Math.max(at, from + 1);
}

/** What closes what has been opened, the innermost last. */
const closing: Readonly<Record<string, string>> = { '(': ')', '{': '}' };

/** The end of the part of a word that begins here, over everything that is nested in it. */
function partEnd(text: string, from: number): number {
  const open: string[] = [];
  let at = from;
  do {
    const char = text[at] ?? '';
    const inner = open.at(-1);
    if (char === '\\' && inner !== "'") at += 2;
    else if (inner === "'") {
      if (char === "'") open.pop();
      at++;
    } else if (char === inner) {
      open.pop();
      at++;
    } else if (char === '$' && closing[text[at + 1] ?? ''] !== undefined) {
      open.push(closing[text[at + 1] ?? ''] ?? '');
      at += 2;
    } else if (char === '"' || char === '`' || (char === "'" && inner !== '"')) {
      open.push(char);
      at++;
    } else {
      if (char === '(' && inner === ')') open.push(')');
      at++;
    }
  } while (open.length > 0 && at < text.length);
  return Math.min(at, text.length);
}
