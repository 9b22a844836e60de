import type { Span } from '../../model/span.ts';
import type { Region } from '../../syntax/code/outline.ts';
import { statedBy, strongest, type CommentPlace, type Stated } from './reason-words.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { inSpan, outwards } from '../code/written.ts';

/** What the comments in a body say of the error that ends there. */
export function statedInside({ outline, text }: ResolvedCode, { body, commented }: Region): Stated | undefined {
  if (!commented) return undefined;
  // Python's body ends at the last statement: what stands behind it on the line belongs to it.
  const all = inSpan(outline.comments, { start: body.start, end: endOfLine(text, body.end - 1) }, startOf);
  const runs: string[] = [];
  let end = -1;
  for (const comment of all.filter((each) => each.start < body.end)) {
    const words = text.slice(comment.start, comment.end);
    const follows = end >= 0 && /^\s*$/.test(text.slice(end, comment.start));
    if (follows) runs.push(`${runs.pop() ?? ''}\n${words}`);
    else runs.push(words);
    end = comment.end;
  }
  return strongest(...runs.map((run) => statedBy(run, 'inside')));
}

/** What is stated beside a handler: behind it on its last line, or on the lines above. */
export function statedBeside(code: ResolvedCode, opener: Span, body: Span): Stated | undefined {
  const { outline, text } = code;
  const lineEnd = endOfLine(text, body.end);
  const behind = inSpan(outline.comments, { start: body.end, end: lineEnd }, startOf);
  return strongest(
    ...behind.map(({ start, end }) => statedBy(text.slice(start, end), 'inside')),
    statedAbove(code, opener.start),
  );
}

/** What the lines of comments directly above a place state. */
export function statedAbove(
  { outline, text }: ResolvedCode,
  offset: number,
  place: CommentPlace = 'above',
): Stated | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const above = firstLineAbove(text, lineStart);
  const comments = inSpan(outline.comments, { start: above, end: lineStart }, startOf).filter(
    (comment) => comment.end <= lineStart && alone(text, comment),
  );
  return statedBy(comments.map(({ start, end }) => text.slice(start, end)).join('\n'), place);
}

/** Words by which the description of a function says that what fails in it is left out. */
const waivesAll =
  /best.?effort|\bskip\w*\b[^.]{0,60}\b(try\/except|except|rejected|failed|failing|malformed)\b|\b(errors?|failures?)\b[^.]{0,30}\b(not|non-?)\s?fatal|\bmust (not|never) (break|fail|raise|block)\b|\bnever (raises|throws|rejects|fails)\b|\b(errors?|failures?|exceptions?)\b[^.]{0,40}\b(because|since|as (it|they|the))\b/i;
/** Words by which it says what is given where something fails. */
const givesInstead =
  /\b(returns?|yields?|gives?|or|and)\b[^.]{0,40}\b(null|undefined|none|nil|false|empty|zero|default|-1|0|\[\]|\{\})[^.]{0,30}\b(if|when|where|on|for|unless|otherwise)\b|\b(if|when|where|on)\b[^.]{0,60}\b(fails?|failure|errors?|invalid|malformed|missing|unavailable|unknown|cannot|can't|not)\b[^.]{0,60}\b(null|undefined|none|nil|false|empty|zero|default)\b|\bnull if\b|\bor (null|none|undefined|nil)\b/i;

/** What the description of the function around a handler says of errors in it; `answers` where the handler gives a value. */
export function statedOfFunction(
  { outline, text, resolver }: ResolvedCode,
  handler: number,
  answers: boolean,
): Stated | undefined {
  const own = outline.regions[resolver.functionAround(handler)];
  if (own?.kind !== 'function') return undefined;
  const words = descriptionOf(own, { text, isPython: outline.language === 'python' });
  return waivesAll.test(words) || (answers && givesInstead.test(words)) ? 'reason' : undefined;
}

function descriptionOf(own: Region, { text, isPython }: { text: string; isPython: boolean }): string {
  if (isPython)
    return /^\s*:?\s*[rRuU]?("""|''')([\s\S]*?)\1/.exec(text.slice(own.body.start, own.body.start + 4000))?.[2] ?? '';
  const lineStart = text.lastIndexOf('\n', own.opener.start - 1) + 1;
  return text.slice(firstLineAbove(text, lineStart, 40), lineStart);
}

/** Other tools' names for what is lost here. */
const silencers =
  /nolint\b(?!:)|nolint:\S*(errcheck|errchkjson|nilerr|all)|eslint-disable\S*\s.*(no-empty|no-unused|no-floating|promise)|oxlint-disable.*no-empty|deno-lint-ignore.*no-empty|biome-ignore.*noEmpty|noinspection.*(Empty|Unused|IgnoreResult)|NOSONAR|noqa(?!:)|noqa:.*(S110|S112|E722|BLE001|SIM105)|pylint:\s*disable=.*(bare|broad|lost)/i;

/** Whether a comment on the lines of a statement keeps another tool from reporting a lost error. */
export function isSilenced({ outline, text }: ResolvedCode, statement: Span): boolean {
  const lineStart = text.lastIndexOf('\n', statement.start - 1) + 1;
  const above = text.lastIndexOf('\n', lineStart - 2) + 1;
  const lineEnd = endOfLine(text, statement.end);
  return inSpan(outline.comments, { start: above, end: lineEnd }, startOf).some(({ start, end }) =>
    silencers.test(text.slice(start, end)),
  );
}

/** The reason that a directive above a function gives for all errors that the function drops: `//nolint:errcheck // why`. */
export function statedByDirective({ outline, text, resolver }: ResolvedCode, region: number): Stated | undefined {
  const own = outline.regions[resolver.functionAround(region)];
  if (own?.kind !== 'function') return undefined;
  const lineStart = text.lastIndexOf('\n', own.opener.start - 1) + 1;
  const lines = text.slice(firstLineAbove(text, lineStart, 3), lineStart).split('\n');
  const words = lines.flatMap((line) => (silencers.test(line) ? (/nolint:\S+\s+(\/\/.+)$/.exec(line)?.[1] ?? []) : []));
  return strongest(...words.map((each) => statedBy(each, 'inside')));
}

/** Conditions that hold on developers' machines alone. */
const developing =
  /^if\s*\(?\s*(settings\.DEBUG|(app\.)?debug|DEBUG|__DEV__|isDev(elopment)?|import\.meta\.env\.DEV|process\.env\.NODE_ENV\s*={2,3}\s*['"](development|test)['"]|process\.env\.NODE_ENV\s*!={1,2}\s*['"]production['"])\s*\)?\s*[:{]?\s*$/;

/** Whether a place only runs while people develop: it is in the first branch of such a condition. */
export function isDevelopment({ outline, text }: ResolvedCode, region: number): boolean {
  return [...outwards(outline, region)].some((at) => {
    const own = outline.regions[at];
    return own?.kind === 'branch' && developing.test(text.slice(own.opener.start, own.body.start));
  });
}

/** What is stated on the lines of a statement or, alone, on the lines above it. */
export function statedAt(code: ResolvedCode, statement: Span): Stated | undefined {
  const { outline, text } = code;
  const lineStart = text.lastIndexOf('\n', statement.start - 1) + 1;
  const lineEnd = endOfLine(text, statement.end);
  const own = inSpan(outline.comments, { start: lineStart, end: lineEnd }, startOf);
  return strongest(
    ...own.map(({ start, end }) => statedBy(text.slice(start, end), 'inside')),
    statedAbove(code, statement.start),
  );
}

const startOf = (span: Span) => span.start;

/** Start of the comment lines that stand directly above a line, eight at most where nothing else is asked for. */
function firstLineAbove(text: string, lineStart: number, most = 8): number {
  let start = lineStart;
  for (let lines = 0; lines < most && start > 0; lines++) {
    const before = text.lastIndexOf('\n', start - 2) + 1;
    if (!/^[ \t]*(\/\/|#|\/?\*|\{\/\*|@\w)/.test(text.slice(before, start))) break;
    start = before;
  }
  return start;
}

function alone(text: string, comment: Span): boolean {
  return /^\s*\{?$/.test(text.slice(text.lastIndexOf('\n', comment.start - 1) + 1, comment.start));
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline;
}
