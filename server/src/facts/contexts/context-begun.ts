import type { ContextUse } from '../../model/context-fact.ts';
import type { Call } from '../../syntax/code/outline.ts';
import { isEnding, logging, type Around } from './context-endings.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { withinOf, writtenName } from '../code/written.ts';

/** Calls that take a context for what is in it, and wait for nothing. */
const valuing = /span|trac|contextwith|propagat|baggage|logger|metadata|enabled|register|inject|extract/i;
/** Calls that make something which lives longer than the request: clients, pools, credentials. */
const making =
  /^(?:New|Make|Must|Open|Dial|Connect|Build|Create\w*Client)|^Blocking(?:Dial|New)|From[A-Z]|(?:Credentials|Config|ClientContext)$/;

/** What is in memory or on the disk of the machine ends by itself. */
const atHome = /disk|local|file|mem(ory)?$|buf|heap|entries$/i;

/** `context.Background()` as what a call gets, in a function that was given none: its caller may have one. */
export function begunAlone(code: ResolvedCode, call: Call, index: number): ContextUse[] {
  const { outline, resolver } = code;
  const region = resolver.functionAround(call.region);
  const taken = resolver.argumentOf({ call: index });
  const by = taken && outline.calls[taken.call];
  // What has a limit of its own, is derived or logged, or runs beside, is right without the caller's.
  if (!by || by.how !== undefined || /^With[A-Z]|^NotifyContext$|^Start/.test(by.callee.names.at(-1) ?? '')) return [];
  const last = by.callee.names.at(-1) ?? '';
  if (by.callee.names.some((each) => logging.test(each)) || valuing.test(last)) return [];
  if (making.test(last) || by.callee.names.some((each) => atHome.test(each))) return [];
  const own: Around = { own: { written: 'ctx', parameter: 'ctx', ofRequest: false }, region };
  if (isEnding(code, call, own)) return [];
  const api = writtenName(outline, call);
  return [
    {
      kind: 'context-use',
      does: 'begins',
      span: call.nameSpan,
      atHand: writtenName(outline, by),
      api,
      ...withinOf(code, call.region),
    },
  ];
}
