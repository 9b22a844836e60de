import type { Span } from '../../model/span.ts';
import { statesReason } from '../../syntax/code/comments.ts';
import type { ResolvedCode } from './resolved.ts';
import { inSpan } from './written.ts';

/** Words by which a comment above a statement says that its error does not matter. */
const waives =
  /\b(ignor\w*|best.?effort|optional|swallow\w*|expected|may (fail|not)|can fail|might fail|do(n'?t| not) (care|error|fail)|does(n'?t| not) matter|safe to|no.?op|harmless|deliberate\w*|intentional\w*|on purpose|fall ?back|not (an error|fatal|critical|important)|never (fails|returns|happens?)|precaution|tolerat\w*|lenient\w*|skip\w*|nothing (to|we can) do|(it'?s|is) ok(ay)? (if|when|to)|(may|can) happen)\b/i;

/** Whether a reason stands beside a handler: behind it on its last line, or in words that waive the error on the lines above. */
export function reasonBeside(code: ResolvedCode, opener: Span, body: Span): boolean {
  const { outline, text } = code;
  const lineEnd = endOfLine(text, body.end);
  const lineStart = text.lastIndexOf('\n', opener.start - 1) + 1;
  const above = firstLineAbove(text, lineStart);
  return inSpan(outline.comments, { start: above, end: lineEnd }, startOf).some((comment) => {
    const words = text.slice(comment.start, comment.end);
    if (comment.start >= body.end && comment.start < lineEnd) return statesReason(words);
    return comment.end <= lineStart && alone(text, comment) && waives.test(words) && statesReason(words);
  });
}

/** Words by which the description of a function says that what fails in it is left out. */
const waivesAll =
  /best.?effort|\bskip\w*\b[^.]{0,60}\b(try\/except|except|rejected|failed|failing|malformed)\b|\b(errors?|failures?)\b[^.]{0,30}\b(not|non-?)\s?fatal|\bmust (not|never) (break|fail|raise|block)\b|\bnever raises\b/i;

/** Whether the description of the function around a handler says why errors are lost in it. */
export function reasonOfFunction({ outline, text, resolver }: ResolvedCode, handler: number): boolean {
  const own = outline.regions[resolver.functionAround(handler)];
  if (own?.kind !== 'function') return false;
  const inner = /^\s*:?\s*[rRuU]?("""|''')([\s\S]*?)\1/.exec(text.slice(own.body.start, own.body.start + 4000));
  if (outline.language === 'python') return inner !== null && waivesAll.test(inner[2] ?? '');
  const lineStart = text.lastIndexOf('\n', own.opener.start - 1) + 1;
  return waivesAll.test(text.slice(firstLineAbove(text, lineStart), lineStart));
}

/** Other tools' names for what is lost here. */
const silencers =
  /nolint\b(?!:)|nolint:\S*(errcheck|errchkjson|nilerr|all)|eslint-disable\S*\s.*(no-empty|no-unused|no-floating|promise)|oxlint-disable.*no-empty|biome-ignore.*noEmpty|NOSONAR|noqa(?!:)|noqa:.*(S110|S112|E722|BLE001|SIM105)|pylint:\s*disable=.*(bare|broad|lost)/i;

/** Whether a comment on the lines of a statement keeps another tool from reporting a lost error. */
export function isSilenced({ outline, text }: ResolvedCode, statement: Span): boolean {
  const lineStart = text.lastIndexOf('\n', statement.start - 1) + 1;
  const above = text.lastIndexOf('\n', lineStart - 2) + 1;
  const lineEnd = endOfLine(text, statement.end);
  return inSpan(outline.comments, { start: above, end: lineEnd }, startOf).some(({ start, end }) =>
    silencers.test(text.slice(start, end)),
  );
}

/** Whether a reason stands on the lines of a statement or, alone, on the line above it. */
export function reasonAt(code: ResolvedCode, statement: Span): boolean {
  const { outline, text } = code;
  const lineStart = text.lastIndexOf('\n', statement.start - 1) + 1;
  const lineEnd = endOfLine(text, statement.end);
  const above = text.lastIndexOf('\n', lineStart - 2) + 1;
  // A block comment above may begin many lines before.
  return inSpan(outline.comments, { start: Math.max(0, above - 2000), end: lineEnd }, startOf).some((comment) => {
    const near = comment.start >= lineStart ? comment.start < lineEnd : comment.end > above && comment.end <= lineStart;
    const words = text.slice(comment.start, comment.end);
    return near && (comment.start >= lineStart || alone(text, comment)) && statesReason(words);
  });
}

const startOf = (span: Span) => span.start;

/** Start of the comment lines that stand directly above a line, eight at most. */
function firstLineAbove(text: string, lineStart: number): number {
  let start = lineStart;
  for (let lines = 0; lines < 8 && start > 0; lines++) {
    const before = text.lastIndexOf('\n', start - 2) + 1;
    if (!/^[ \t]*(\/\/|#|\/?\*)/.test(text.slice(before, start))) break;
    start = before;
  }
  return start;
}

function alone(text: string, comment: Span): boolean {
  return text.slice(text.lastIndexOf('\n', comment.start - 1) + 1, comment.start).trim() === '';
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline;
}
