import type { NoteAnchor, NotePlacement } from '../../model/review.ts';
import { headsOf, keyOf, likeness, printOf, speakingLines, type Line } from './anchor-lines.ts';
import { endOf } from './anchor-range.ts';
import { surroundings, type Surroundings } from './anchor-context.ts';

/** Lines of context that are kept as text on each side, for people. */
const textLines = 3;
/** Lines whose fingerprints are kept on each side. */
const printLines = 20;
/** Characters of a line that are kept. */
const maxLength = 300;
const maxHeads = 3;

/** The anchor of a note at a line (0-based) of a text, or from it to another. */
export function anchorAt(
  file: string,
  text: string,
  { start, end = start }: { start: number; end?: number },
): NoteAnchor {
  const line = start;
  const all = text.split('\n').map((each) => each.trim().slice(0, maxLength));
  const at = Math.max(0, Math.min(line, all.length - 1));
  const lines = speakingLines(text);
  const own = lines.findIndex(({ index }) => index === at);
  // A blank line stands between its neighbours.
  const behind = own >= 0 ? own : lines.findIndex(({ index }) => index > at);
  const middle = behind < 0 ? lines.length : behind;
  const prints = (from: number, to: number) =>
    lines
      .slice(Math.max(0, from), to)
      .map(({ print }) => print)
      .join('');
  const equal = own < 0 ? [] : lines.filter(({ key }) => key === lines[own]?.key);
  const heads = own < 0 ? [] : headsOf(lines, own, maxHeads).map((head) => head.slice(0, maxLength));
  const after = own < 0 ? middle : middle + 1;
  return {
    file,
    line: at + 1,
    text: all[at] ?? '',
    before: all.slice(Math.max(0, at - textLines), at),
    after: all.slice(at + 1, at + 1 + textLines),
    ...(heads.length > 0 ? { heads } : {}),
    around: { before: prints(middle - printLines, middle), after: prints(after, after + printLines) },
    ...(own < 0 ? {} : { alike: mostAlike(lines, own) }),
    ...(equal.length > 1 ? { among: { nth: equal.findIndex(({ index }) => index === at) + 1, of: equal.length } } : {}),
    ...(end > at && end < all.length ? { end: { line: end + 1, text: all[end] ?? '' } } : {}),
  };
}

/** How alike the most similar other line is; two digits. */
function mostAlike(lines: readonly Line[], own: number): number {
  const key = lines[own]?.key ?? '';
  let most = 0;
  for (const [at, line] of lines.entries()) if (at !== own) most = Math.max(most, likeness(key, line.key));
  return Math.round(100 * most) / 100;
}

/** What is asked of a placement; see bench/anchors, which measures what these numbers do. */
const limits = {
  /** Evidence of the surroundings, in speaking lines found again, that an unchanged line needs. */
  same: 1.5,
  /** …and one that has changed. */
  edited: 2,
  /** How much better a place must be than the next best. */
  margin: 0.75,
  /** How alike an edited line must be, where none, one or both of its direct neighbours are those that it had. */
  likeness: [0.75, 0.55, 0.4],
  /** Letters of a line that is known again without any of its surroundings, being the only one then and now. */
  distinctive: 20,
  /** The share of the surroundings that must stand in another file. */
  share: 0.7,
  /** …and around a line that reads like others of the text, or that was one of more than there are now. */
  shareOfMany: 0.3,
  shareOfFewer: 0.6,
  /** Telling lines that must stand beside one that has moved to another file. */
  together: 2.5,
} as const;

/**
 * Where an anchor stands in a text now. Its line and up to 20 lines on each side are aligned with the text;
 * the line must be found where its surroundings are, and clearly better than anywhere else. What is not clear is lost, never guessed.
 */
export function place(anchor: NoteAnchor, text: string): NotePlacement {
  return weigh(anchor, text).placement;
}

/** A place in a text that may be another file's, with how much of the surroundings stands there. */
export interface OtherPlace {
  readonly placement: NotePlacement;
  /** Of all that stood around it. */
  readonly share: number;
  /** Telling lines that stand directly beside it as they did, without a gap. */
  readonly together: number;
}

/** The same in the text of another file, where most of the surroundings stand as they stood: the file has another name now. */
export function placeRenamed(anchor: NoteAnchor, text: string): OtherPlace | undefined {
  const found = weigh(anchor, text);
  return found.placement.state === 'placed' && found.share >= limits.share ? found : undefined;
}

/** The same in the text of another file that some lines have moved to: the line reads as it did, and so do those beside it. */
export function placeMoved(anchor: NoteAnchor, text: string): OtherPlace | undefined {
  const found = weigh(anchor, text);
  const { placement, together } = found;
  return placement.state === 'placed' && !placement.edited && together >= limits.together ? found : undefined;
}

function weigh(anchor: NoteAnchor, text: string): OtherPlace {
  const lines = speakingLines(text);
  const key = keyOf(anchor.text.trim());
  const blank = anchor.text.trim() === '';
  const context = surroundings(printsOf(anchor), lines);
  const found = blank
    ? undefined
    : (findSame(anchor, key, { lines, context }) ?? findEdited(anchor, key, { lines, context }));
  if (found && 'at' in found) {
    const at = lines.indexOf(found.at);
    const share = context.full === 0 ? 0 : context.at(at) / context.full;
    const isEdited = found.at.key !== key;
    return { placement: placed(text, found.at, { anchor, isEdited }), share, together: context.together(at) };
  }
  const near = found?.near ?? lines[context.best().at]?.index;
  const reason = found?.reason ?? (blank ? 'it was on a blank line' : 'its line no longer exists');
  return { placement: { state: 'lost', reason, ...(near === undefined ? {} : { near }) }, share: 0, together: 0 };
}

type Found = { readonly at: Line } | { readonly reason: string; readonly near?: number } | undefined;

interface Text {
  readonly lines: readonly Line[];
  readonly context: Surroundings;
}

/** The unchanged line, where its surroundings are. */
function findSame(anchor: NoteAnchor, key: string, { lines, context }: Text): Found {
  const candidates = lines
    .flatMap((line, at) =>
      line.key === key ? [{ line, at, score: context.at(at) + headScore(anchor, lines, at) }] : [],
    )
    .sort((a, b) => b.score - a.score);
  const [best, second] = candidates;
  if (!best) return undefined;
  const lost = { reason: 'several locations are similar', near: best.line.index };
  // The surroundings stand together elsewhere without the line: then this one is another, that only reads the same.
  const elsewhere = context.best().score - context.at(best.at) > limits.margin;
  const alone = candidates.length === 1 && !anchor.among;
  if (alone && key.length >= limits.distinctive) return { at: best.line };
  if (elsewhere) return undefined;
  const clear = !second || best.score - second.score >= Math.min(limits.margin, 0.2 * context.full);
  if (!clear) {
    // As many as there were, and surroundings that say nothing: a table, a list. The order tells.
    const same = candidates.length === anchor.among?.of ? sameOfMany(anchor, candidates) : undefined;
    return same && same.score >= limits.same ? { at: same.line } : lost;
  }
  if (alone && isTelling(key))
    return best.score >= Math.min(limits.same, 0.5 * context.full) ? { at: best.line } : undefined;
  // A line that reads like others, or says nothing: where one of them is gone, it is easily taken for its neighbour.
  const fewer = candidates.length < (anchor.among?.of ?? 1);
  const share = context.at(best.at) / context.full;
  const beside = context.beside(best.at);
  const enough =
    share >= (fewer ? limits.shareOfFewer : limits.shareOfMany) && beside >= (share >= limits.shareOfFewer ? 1 : 2);
  return enough ? { at: best.line } : lost;
}

function isTelling(key: string): boolean {
  return key.length >= 6 && /\w/.test(key);
}

function sameOfMany<T extends { readonly at: number; readonly score: number }>(
  anchor: NoteAnchor,
  candidates: readonly T[],
): T | undefined {
  const nth = [...candidates].sort((a, b) => a.at - b.at)[(anchor.among?.nth ?? 1) - 1];
  return nth && nth.score >= (candidates[0]?.score ?? 0) - 0.01 ? nth : undefined;
}

/** A line that has taken the place of the one that was there, and is like it. */
function findEdited(anchor: NoteAnchor, key: string, { lines, context }: Text): Found {
  if (!/\w/.test(key)) return undefined;
  const { score: most } = context.best();
  if (most < Math.min(limits.edited, 0.6 * context.full)) return undefined;
  const candidates = lines
    .flatMap((line, at) => {
      // A line that stood beside it is still that line.
      if (context.known.has(line.print) || context.at(at) < most - limits.margin) return [];
      return [{ line, at, like: likenessAt(key, lines, at) }];
    })
    .sort((a, b) => b.like - a.like);
  const [best, second] = candidates;
  if (!best) return undefined;
  // The more of its direct neighbours have stayed, the less must it be like what it was; but more than its likest fellow was
  // in the text that it was written in (among lines of one pattern, likeness says nothing), unless words were only added.
  const beside = context.beside(best.at);
  const fellow =
    anchor.alike ?? Math.max(0, ...[...anchor.before, ...anchor.after].map((each) => likeness(key, keyOf(each))));
  const itself = best.like > fellow || (beside === 2 && retains(anchor.text, best.line.trimmed));
  const enough = itself && best.like >= (limits.likeness[beside] ?? 1);
  if (!enough) return { reason: 'its line no longer exists', near: best.line.index };
  if (second && best.like - second.like < 0.1) return { reason: 'several lines are similar', near: best.line.index };
  return { at: best.line };
}

/** Whether all words of a line stand in another, in order. */
function retains(then: string, now: string): boolean {
  const words: readonly string[] = now.match(/\w+/g) ?? [];
  let at = 0;
  return (then.match(/\w+/g) ?? []).every((word) => (at = words.indexOf(word, at) + 1) > 0);
}

/** How alike the line at a place is, also where a formatter has wrapped it or joined it with the next. */
function likenessAt(key: string, lines: readonly Line[], at: number): number {
  const own = lines[at]?.key ?? '';
  const plain = likeness(key, own);
  if (own.length >= 3 && key.length > own.length && key.startsWith(own)) {
    let joined = raw(lines[at]);
    for (let next = at + 1; next < lines.length && keyOf(joined).length < key.length; next++)
      joined += raw(lines[next]);
    const whole = keyOf(joined);
    if (whole.startsWith(key) || key.startsWith(whole)) return Math.max(plain, 0.95);
  }
  return key.length >= 8 && own.includes(key) ? Math.max(plain, 0.85) : plain;
}

function raw(line: Line | undefined): string {
  return line?.trimmed.replace(/\s+/g, '') ?? '';
}

/** Lines that enclose it as they did then. */
function headScore({ heads = [] }: NoteAnchor, lines: readonly Line[], at: number): number {
  if (heads.length === 0) return 0;
  const now = headsOf(lines, at, maxHeads);
  const known = new Set(now.map(keyOf));
  const same = heads.filter((head) => known.has(keyOf(head))).length;
  return (1.5 * same) / heads.length;
}

function placed(
  text: string,
  line: Line,
  { anchor, isEdited }: { anchor: NoteAnchor; isEdited: boolean },
): NotePlacement {
  const lines = text.split('\n');
  const endLine = endOf(anchor, lines, line.index);
  const lengthOf = (all: readonly string[]) => all.reduce((sum, each) => sum + each.length + 1, 0);
  const start = lengthOf(lines.slice(0, line.index));
  return {
    state: 'placed',
    line: line.index,
    endLine,
    span: { start, end: start + lengthOf(lines.slice(line.index, endLine + 1)) - 1 },
    ...(isEdited ? { edited: true } : {}),
  };
}

/** The fingerprints around it, nearest first; of a note of an older version, those of the lines that it kept. */
function printsOf({ around, before, after }: NoteAnchor): { before: readonly string[]; after: readonly string[] } {
  const split = (prints: string) => prints.match(/.{4}/g) ?? [];
  const kept = (texts: readonly string[]) =>
    texts.filter((each) => each.trim() !== '').map((each) => printOf(keyOf(each.trim())));
  return around
    ? { before: split(around.before).toReversed(), after: split(around.after) }
    : { before: kept(before).toReversed(), after: kept(after) };
}
