import type { NoteAnchor, NotePlacement } from '../model/review.ts';

/** Lines of context that are kept on each side. */
const contextLines = 3;

/** The anchor of a note at a line (0-based) of a text. */
export function anchorAt(file: string, text: string, line: number): NoteAnchor {
  const lines = linesOf(text);
  const at = Math.max(0, Math.min(line, lines.length - 1));
  return {
    file,
    line: at + 1,
    text: lines[at] ?? '',
    before: lines.slice(Math.max(0, at - contextLines), at),
    after: lines.slice(at + 1, at + 1 + contextLines),
  };
}

/**
 * Where an anchor stands in a text now. The line must be the same, or lie between the same neighbours;
 * of several equal lines the one with the best context wins, and a tie between different contexts is lost, not guessed.
 */
export function place(anchor: NoteAnchor, text: string): NotePlacement {
  const lines = linesOf(text);
  const offsets = lineOffsets(text);
  const at = (line: number): NotePlacement => {
    const start = offsets[line] ?? 0;
    return { state: 'placed', line, span: { start, end: start + rawLength(text, start) } };
  };
  const candidates = lines
    .flatMap((line, index) => (line === anchor.text ? [{ index, score: contextScore(lines, index, anchor) }] : []))
    .sort((a, b) => b.score - a.score || distance(a.index, anchor) - distance(b.index, anchor));
  const [best, second] = candidates;
  if (best) {
    // A line that says little (`}`) needs most of its neighbours; a speaking one that is alone needs none.
    const distinctive = anchor.text.length >= 8;
    const enough = distinctive ? best.score > 0 || candidates.length === 1 : best.score >= fullScore(anchor) / 2;
    const clear = !second || second.score < best.score || best.index === anchor.line - 1;
    if (enough && clear) return at(best.index);
    return { state: 'lost', reason: 'several places look like it', near: best.index };
  }
  const edited = betweenNeighbours(lines, anchor);
  if (edited !== undefined) return at(edited);
  const near = nearest(lines, anchor);
  return { state: 'lost', reason: 'its line is no longer there', ...(near === undefined ? {} : { near }) };
}

function linesOf(text: string): string[] {
  return text.split('\n').map((line) => line.trim());
}

function lineOffsets(text: string): number[] {
  const offsets = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) offsets.push(at + 1);
  return offsets;
}

function rawLength(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return (end < 0 ? text.length : end) - start;
}

/** How many of the kept neighbours stand where they stood; nearer ones and those that say something count more. */
function contextScore(lines: readonly string[], index: number, { before, after }: NoteAnchor): number {
  let score = 0;
  for (const [back, line] of before.toReversed().entries())
    if (lines[index - 1 - back] === line) score += weight(line, back);
  for (const [forth, line] of after.entries()) if (lines[index + 1 + forth] === line) score += weight(line, forth);
  return score;
}

function fullScore({ before, after }: NoteAnchor): number {
  const sum = (side: readonly string[]) => side.reduce((score, line, at) => score + weight(line, at), 0);
  return sum(before.toReversed()) + sum(after);
}

function weight(line: string, distance: number): number {
  return (contextLines - distance) * (line.length >= 4 ? 1 : 0.25);
}

/** The one line between the same two speaking neighbours: the line itself was edited. */
function betweenNeighbours(lines: readonly string[], { before, after }: NoteAnchor): number | undefined {
  const above = before.at(-1);
  const below = after[0];
  if (above === undefined || below === undefined || above.length + below.length < 8) return undefined;
  const found = lines.flatMap((line, index) =>
    index > 0 && lines[index - 1] === above && lines[index + 1] === below && line !== '' ? [index] : [],
  );
  return found.length === 1 ? found[0] : undefined;
}

/** A line near which the note might belong: where most of its neighbours are. */
function nearest(lines: readonly string[], anchor: NoteAnchor): number | undefined {
  let best: { index: number; score: number } | undefined;
  for (const index of lines.keys()) {
    const score = contextScore(lines, index, anchor);
    if (score > 0 && (!best || score > best.score)) best = { index, score };
  }
  return best?.index;
}

function distance(index: number, anchor: NoteAnchor): number {
  return Math.abs(index - (anchor.line - 1));
}
