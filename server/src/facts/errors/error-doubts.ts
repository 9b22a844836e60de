import type { ErrorHandler } from '../../model/code-fact.ts';
import type { Region } from '../../syntax/code/outline.ts';
import { isReport } from './loggers.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { triedRegion } from './tried.ts';
import { callsIn, inSpan, lastName, writtenName } from '../code/written.ts';

/** Calls that get a logger, and those on texts that stand between a report and what it says. */
const gettingLogger = /^get_?(run_?|child_?)?logger$/i;
/** `emit_log_messages`, `captured_logs.append`. */
const ofLogs = /(^|[._])logs?([._]|$)/i;
/** Look-ups in a table that is written in capitals. */
const ofTable = /^_?[A-Z][A-Z\d_]+\.get$/;
const ofTexts = /^(str|len|isinstance|repr|strip|format|join|getattr|upper|lower)$/;

/** What speaks for the loss of an error, though nobody wrote it down. */
export function doubtOf(code: ResolvedCode, handler: number): ErrorHandler['doubt'] {
  const region = code.outline.regions[handler];
  if (!region?.caught) return undefined;
  if (region.caught.how === 'nil-check')
    return isKept(code, region) ? 'kept' : isWait(code, region) ? 'waits' : undefined;
  return region.caught.how === 'catch' ? doubtOfTried(code, handler) : undefined;
}

/** `answer.err`, where `answer` was given: the error stays where it was. */
function isKept({ outline, resolver }: ResolvedCode, { caught, parent }: Region): boolean {
  const [owner, ...fields] = caught?.name?.split('.') ?? [];
  if (caught?.call !== undefined || fields.length === 0) return false;
  const around = outline.regions[resolver.functionAround(parent)];
  return around?.parameters?.some(({ name }) => name === owner) === true;
}

/** `queue.WaitReady(ctx)` fails when the context ends: there is nothing left to do. */
function isWait({ outline, text }: ResolvedCode, { caught }: Region): boolean {
  const call = caught?.call === undefined ? undefined : outline.calls[caught.call];
  const [only] = call?.args ?? [];
  if (!call || !only || call.args.length !== 1 || !/^Wait/.test(call.callee.names.at(-1) ?? '')) return false;
  return /^(\w*[cC]tx|context)$/.test(text.slice(only.span.start, only.span.end));
}

/** What was tried is a report of something else, or nothing but an assertion. */
function doubtOfTried(code: ResolvedCode, handler: number): ErrorHandler['doubt'] {
  const { outline, text } = code;
  const tried = triedRegion(code, handler);
  const body = tried === undefined ? undefined : outline.regions[tried]?.body;
  if (!body) return undefined;
  const calls = callsIn(outline, body);
  if (calls.length === 0) {
    const lines = text
      .slice(body.start, body.end)
      .split('\n')
      .map((line) => line.replace(/^\s*:?\s*/, ''));
    return outline.language === 'python' && lines.every((line) => line === '' || /^assert\b/.test(line))
      ? 'asserts'
      : undefined;
  }
  const kinds = calls.map((index) => {
    const call = outline.calls[index];
    const written = call ? writtenName(outline, call) : '';
    const last = lastName(written);
    if (isReport(code, index) || gettingLogger.test(last) || ofLogs.test(written)) return 'report';
    return ofTexts.test(last) || ofTable.test(written) ? 'text' : 'work';
  });
  const sets = inSpan(outline.bindings, body, ({ span }) => span.start);
  const changes = sets.some(({ targets }) => targets.some(({ names }) => names.length > 1));
  return kinds.includes('report') && !kinds.includes('work') && !changes ? 'reports' : undefined;
}
