import type { Span } from '../model/span.ts';

/**
 * Spans of a scalar's text as spans of the source that it was read from: `whole` is where it stands there, without quotes.
 * Indentation, folded lines and escapes are followed; where they cannot be, the answer is the whole.
 */
export function scalarPlaces(source: string, whole: Span, text: string): (span: Span) => Span {
  if (whole.end - whole.start === text.length && source.startsWith(text, whole.start))
    return ({ start, end }) => ({ start: whole.start + start, end: whole.start + end });
  let offsets: Int32Array | null | undefined;
  return (span) => {
    offsets ??= aligned(source, whole, text) ?? null;
    const [start, last] = [offsets?.[span.start], offsets?.[Math.max(span.start, span.end - 1)]];
    if (offsets === null || start === undefined || last === undefined || start < 0 || last < 0) return whole;
    return { start, end: last + 1 };
  };
}

/** For each character of the text its offset in the source, -1 for a blank that folding made; undefined where they differ otherwise. */
function aligned(source: string, { start, end }: Span, text: string): Int32Array | undefined {
  const offsets = new Int32Array(text.length).fill(-1);
  const header = /^[|>][-+\d]*[^\S\n]*(?:#[^\n]*)?\r?\n/.exec(source.slice(start, end));
  let at = start + (header?.[0].length ?? 0);
  const isQuoted = !header && (source[start - 1] === '"' || source[start - 1] === "'");
  const quote = isQuoted ? source[start - 1] : undefined;
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? '';
    if (/\s/.test(character) && !isEscape(source, at, quote)) {
      // Blanks of the text and of the source stand for one another, however many they are.
      if (source[at] === character && !/\n/.test(character)) offsets[i] = at++;
      continue;
    }
    while (at < end && /\s/.test(source[at] ?? '')) at++;
    while (quote === '"' && /^\\\r?\n/.test(source.slice(at, at + 3))) {
      at += 1;
      while (at < end && /\s/.test(source[at] ?? '')) at++;
    }
    if (at >= end) return undefined;
    const length = escapeLength(source, at, quote);
    if (length === 1 && source[at] !== character) return undefined;
    offsets[i] = at;
    at += length;
  }
  return offsets;
}

function isEscape(source: string, at: number, quote: string | undefined): boolean {
  return quote === '"' && source[at] === '\\' && /[nrt 0ab_NLPefv]/.test(source[at + 1] ?? '');
}

function escapeLength(source: string, at: number, quote: string | undefined): number {
  if (quote === "'" && source.startsWith("''", at)) return 2;
  if (quote !== '"' || source[at] !== '\\') return 1;
  const kind = source[at + 1];
  return kind === 'u' ? 6 : kind === 'x' ? 4 : kind === 'U' ? 10 : 2;
}
