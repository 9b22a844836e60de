import type { Call } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { endOfLine } from '../code/written.ts';

/** A function's own context, and how it is written there. */
export interface AtHand {
  readonly written: string;
  /** The parameter that brings it. */
  readonly parameter: string;
  /** It ends when the answer to a request is sent. */
  readonly ofRequest: boolean;
}

/** Where a context is at hand, or would be. */
export interface Around {
  readonly own: AtHand;
  readonly region: number;
  /** What lies between the place and that function. */
  readonly apart?: 'goroutine' | 'defer' | 'closure';
}

/** Functions whose work goes on when their caller's does not. */
const ending =
  /shut_?down|stop|close|clean_?up|tear_?down|detach|background|async|rollback|release|drain|flush|finali[sz]e|recover|^(main|init|run)$|^(Test|Benchmark|Example|Fuzz)/i;
const endingCall = /\.(Shutdown|Stop|Close|Rollback|Release|Unlock|Drain|Flush|ForceFlush|GracefulStop)\s*\(/;
/** Words of a comment that say that somebody thought of it. */
const reason =
  /context|ctx|cancel|deadline|detach|background|outliv|independen|surviv|on purpose|deliberate|regardless/i;
/** Words of a description that give the work a context of its own. */
const ownContext = /detach|outliv|independen|surviv|dedicated context|background context|on purpose|deliberate/i;
/** What logs takes from a context no more than its values. */
export const logging = /log|(Debug|Info|Warn(ing)?|Error|Trace)(f|Context|Ctx)?$/i;

/** What ends things, or says that it goes on without its caller, is meant to have a context of its own. */
export function isEnding(code: ResolvedCode, call: Call, { region }: Around): boolean {
  const { outline, text, resolver } = code;
  if (ending.test(outline.regions[region]?.name ?? '') || ending.test(resolver.within(call.region) ?? '')) return true;
  const body = outline.regions[region]?.body ?? { start: 0, end: 0 };
  // Behind a wait for the end of the context, or for a signal.
  if (/<-\s*\w|\.Done\(\)|\.Wait\(/.test(text.slice(body.start, call.start))) return true;
  const lineStart = text.lastIndexOf('\n', call.start) + 1;
  const lineEnd = endOfLine(text, call.brackets.end);
  if (endingCall.test(text.slice(lineStart, call.start)) || isDescribed(code, region)) return true;
  let from = lineStart;
  for (const { start, end } of outline.comments.filter((comment) => comment.start < lineEnd).reverse()) {
    if (text.slice(end, from).trim() !== '' && start < lineStart) break;
    if (reason.test(text.slice(start, end))) return true;
    from = Math.min(from, start);
  }
  const held = /(\w+)(?:\s*,\s*\w+)?\s*:?=[^=]*$/.exec(text.slice(lineStart, call.start))?.[1];
  if (held === undefined) return false;
  const later = text.slice(lineEnd, body.end);
  return new RegExp(`${endingCall.source}\\s*${held}\\b`).test(later);
}

/** The comment above a function says that its work has a context of its own. */
function isDescribed({ outline, text }: ResolvedCode, region: number): boolean {
  const lineStart = text.lastIndexOf('\n', outline.regions[region]?.opener.start ?? 0) + 1;
  let from = lineStart;
  for (const { start, end } of outline.comments.filter((comment) => comment.end <= lineStart).reverse()) {
    if (text.slice(end, from).trim() !== '') return false;
    if (ownContext.test(text.slice(start, end))) return true;
    from = start;
  }
  return false;
}
