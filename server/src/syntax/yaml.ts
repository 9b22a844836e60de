import { ownCopy } from '../model/text-bytes.ts';
import { readBlockStyle } from './yaml-block.ts';
import { maskConflicts } from './yaml-conflicts.ts';
import { maxProblems, readWithLibrary, type YamlProblem, type YamlRead } from './yaml-library.ts';

/** One document of a stream: `start` is its offset in the stream; all spans in it are relative to `start`. */
export interface YamlDocument extends YamlRead {
  readonly start: number;
}

/** UTF-16 units of one document; a larger one is left out and says so. */
const maxDocument = 2_000_000;
const memoUnits = 600_000;

/** Splits a stream at its `---` and `...` lines; every part starts with its own marker line. */
export function splitYaml(text: string): { start: number; text: string }[] {
  const starts = [0];
  for (const match of text.matchAll(/^(---|\.\.\.)(?=[ \t\r\n]|$)/gm)) {
    const start = match[1] === '---' ? match.index : lineAfter(text, match.index);
    if (start > (starts.at(-1) ?? 0) && start < text.length) starts.push(start);
  }
  return starts.map((start, i) => ({ start, text: text.slice(start, starts[i + 1]) }));
}

/**
 * The documents of a YAML or JSON text, each read by itself; reading the same document again costs a look-up.
 * Never throws. `wanted` leaves out documents by their text before they are parsed.
 */
export function readYaml(text: string, wanted: (document: string) => boolean = () => true): YamlDocument[] {
  const conflicts = maskConflicts(text);
  const documents: YamlDocument[] = [];
  const isLarge = text.length > memoUnits;
  const next = new Map<string, YamlRead>();
  const ofLarge = (own: string) => {
    const known = next.get(own) ?? large.get(own) ?? readDocument(ownCopy(own));
    next.set(known.text, known);
    return known;
  };
  for (const part of splitYaml(conflicts.text)) {
    if (!wanted(part.text)) continue;
    const own = conflicts.markers.filter(
      (marker) => part.start <= marker.start && marker.start < part.start + part.text.length,
    );
    const read = isLarge ? ofLarge(part.text) : memoised(part.text);
    const problems = own.slice(0, maxProblems).map((marker): YamlProblem => ({
      trouble: 'syntax',
      span: { start: marker.start - part.start, end: marker.end - part.start },
      message: 'a merge conflict is not resolved; the first side is read',
    }));
    documents.push({
      ...read,
      start: part.start,
      problems: problems.length > 0 ? [...problems, ...read.problems] : read.problems,
    });
  }
  if (isLarge) large = next;
  return documents;
}

/** The documents of the last text that is too large for the memo: each key that is typed in it changes one of them. */
let large: ReadonlyMap<string, YamlRead> = new Map();
const memo = new Map<string, YamlRead>();
let memoSize = 0;

function memoised(text: string): YamlRead {
  const known = memo.get(text);
  if (known) {
    memo.delete(text);
    memo.set(text, known);
    return known;
  }
  // A slice would keep the whole text alive that it was cut from.
  const own = ownCopy(text);
  const read = readDocument(own);
  if (own.length > memoUnits) return read;
  memo.set(own, read);
  memoSize += own.length;
  for (const oldest of memo.keys()) {
    if (memoSize <= memoUnits) break;
    memo.delete(oldest);
    memoSize -= oldest.length;
  }
  return read;
}

function readDocument(text: string): YamlRead {
  if (!/^(?![ \t]*(?:#|%|---[ \t]*(?:#|$)|\.\.\.[ \t]*$|$)).*\S/m.test(text)) return { text, problems: [] };
  if (text.length > maxDocument) {
    const message = `a document of more than ${maxDocument / 1_000_000} MB is left out`;
    return { text, problems: [{ trouble: 'too-large', span: { start: 0, end: lineEnd(text, 0) }, message }] };
  }
  const root = readBlockStyle(text);
  return root ? { text, root, problems: [] } : readWithLibrary(text);
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline;
}

function lineAfter(text: string, from: number): number {
  return Math.min(lineEnd(text, from) + 1, text.length);
}
