import type { ContextUse } from '../../model/context-fact.ts';
import type { Edit, Span } from '../../model/span.ts';
import type { Call } from '../../syntax/code/outline.ts';
import { begunAlone } from './context-begun.ts';
import { isEnding, logging, type Around, type AtHand } from './context-endings.ts';
import { cancelling, findCancels } from './context-cancels.ts';
import { takenFrom } from './kept-cancels.ts';
import { whyApart } from './lives-longer.ts';
import { endlessLoops, isUnused, queriesWithout, requestsWithout } from './context-unasked.ts';
import { callsNamed, type NamedCall } from '../code/calls-named.ts';
import { bindingsByName, bindingsOfCalls, callsByPlace } from '../code/lookup.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { withinOf, writtenName } from '../code/written.ts';
import { literally } from '../../syntax/code/literally.ts';
import { say } from '../../words/say.ts';

/** Parameters that bring a context, by their type: how it is taken from them. */
const bringing: readonly { readonly type: RegExp; readonly take: string; readonly ofRequest: boolean }[] = [
  { type: /^context\.Context$/, take: '', ofRequest: false },
  { type: /^\*?http\.Request$/, take: '.Context()', ofRequest: true },
  { type: /^\*gin\.Context$/, take: '.Request.Context()', ofRequest: true },
  { type: /^echo\.Context$/, take: '.Request().Context()', ofRequest: true },
  { type: /^(\*fiber\.Ctx|fiber\.Ctx)$/, take: '.UserContext()', ofRequest: true },
];

const fresh = /^context\.(Background|TODO)$/;
const making = (last: string) => /^(?:Background|TODO|NotifyContext)$|^With[A-Z]/.test(last);
/** Start-up of telemetry, and functions that only feed metrics: nobody waits for them. */
const starting = /^(init|setup|new)\w*(Trac|Otel|Telemetry|Metrics|Meter|Logg)/i;
const observing = /^observe([A-Z]|$)/;
/** Where Go code hands a context on, begins one anew, or loses the function that ends it. */
export function extractContexts(code: ResolvedCode): ContextUse[] {
  const { outline } = code;
  if (outline.language !== 'go') return [];
  if (
    !outline.imports.some(({ module }) => module === 'context' || module.endsWith('/http') || /gin|echo/.test(module))
  )
    return [...takenFrom(code, []), ...queriesWithout(code)];
  return [
    ...callsNamed(code, making).flatMap((named) => begun(code, named)),
    ...outline.calls.flatMap((call) => outlived(code, call)),
    ...firstPassed(code),
    ...findCancels(code),
    ...endlessLoops(code, (region) => contextAround(code, region)),
    ...requestsWithout(code, (region) => contextAround(code, region)),
    ...queriesWithout(code),
  ];
}

/** The first call of each function that gets the context at hand: one tells that it is handed on. */
function firstPassed(code: ResolvedCode): ContextUse[] {
  const { outline, resolver } = code;
  const seen = new Set<number>();
  const known = new Map<number, AtHand | undefined>();
  return outline.calls.flatMap((call, index): ContextUse[] => {
    const region = resolver.functionAround(call.region);
    if (region === 0 || seen.has(region)) return [];
    if (!known.has(region)) known.set(region, atHand(code, region));
    const own = known.get(region);
    const first = own && call.args[0]?.value;
    if (!first) return [];
    const given =
      first.kind === 'path' ? first.path : first.kind === 'call' ? outline.calls[first.call]?.callee : undefined;
    if (given?.base !== undefined || given?.names[0] !== own.parameter) return [];
    if (isOverwritten(code, { own, region }, call.start) || makesUnused(code, index)) return [];
    if (own.written !== (first.kind === 'call' ? `${given.names.join('.')}()` : given.names.join('.'))) return [];
    seen.add(region);
    const api = writtenName(outline, call);
    return [
      { kind: 'context-use', does: 'passes', span: first.span, atHand: own.written, api, ...withinOf(code, region) },
    ];
  });
}

/** No call gets the context that this one makes. */
function makesUnused(code: ResolvedCode, call: number): boolean {
  return (
    bindingsOfCalls(code)
      .get(call)
      ?.some(([, binding]) => isUnused(code, binding)) === true
  );
}

/** Before a place another context, which does not come from the caller's, took the name of the one at hand. */
function isOverwritten(code: ResolvedCode, around: Around, before: number): boolean {
  const { outline, resolver } = code;
  const named = bindingsByName(code).get(around.own.parameter) ?? [];
  return named.some((binding) => {
    // The last questions read the text.
    const { value, span, region } = binding;
    if (span.end > before || value?.kind !== 'call') return false;
    if (resolver.functionAround(region) !== around.region || isGuard(code, value.call, around)) return false;
    const first = outline.calls[value.call]?.args[0]?.value;
    const made =
      cancelling.test(resolver.names(value.call)[0] ?? '') && first?.kind === 'call' ? first.call : value.call;
    return fresh.test(resolver.names(made)[0] ?? '');
  });
}

/** `context.Background()` below a function that was given a context, and contexts that are derived from the one at hand. */
function begun(code: ResolvedCode, { call, index }: NamedCall): ContextUse[] {
  const { outline, resolver } = code;
  const [name = ''] = resolver.names(index);
  const around = contextAround(code, call.region);
  if (!around) return fresh.test(name) ? begunAlone(code, call, index) : [];
  const place = {
    span: call.nameSpan,
    atHand: around.own.written,
    api: writtenName(outline, call),
    ...withinOf(code, call.region),
  };
  if (cancelling.test(name)) {
    const parent = call.args[0]?.value;
    const from = parent?.kind === 'call' ? resolver.names(parent.call)[0] : undefined;
    // No call gets what is made here.
    if (makesUnused(code, index)) return [];
    return from !== undefined && fresh.test(from) ? [] : [{ kind: 'context-use', does: 'passes', ...place }];
  }
  if (!fresh.test(name) || isGuard(code, index, around) || isApart(code, index, around)) return [];
  if (around.apart === 'goroutine' || around.apart === 'defer' || isEnding(code, call, around)) return [];
  const { name: within = '' } = outline.regions[around.region] ?? {};
  const doubt =
    around.apart === 'closure'
      ? say('contexts.the-enclosing-function-may-run')
      : (whyApart(code, index, { around, within }) ??
        (starting.test(within) || observing.test(within)
          ? say('contexts.the-name-suggests-that-no', { within })
          : givesContext(code, around.region)
            ? say('contexts.creates-a-context-for-its', { within })
            : undefined));
  const repair = doubt === undefined ? replaceBy(code, call, around.own.written) : undefined;
  const more = { ...(doubt ? { doubt } : {}), ...(repair ? { repair } : {}) };
  return [{ kind: 'context-use', does: 'begins-anew', ...place, ...more }];
}

/** The nearest function around a region that was given a context. */
function contextAround(code: ResolvedCode, region: number): Around | undefined {
  const { outline, resolver } = code;
  let apart: Around['apart'];
  for (
    let at = resolver.functionAround(region);
    at > 0;
    at = resolver.functionAround(outline.regions[at]?.parent ?? 0)
  ) {
    const own = atHand(code, at);
    if (own) return { own, region: at, ...(apart ? { apart } : {}) };
    const started = callsByPlace(code).get(outline.regions[at]?.opener.start ?? -1);
    if (started?.how === 'go') apart = 'goroutine';
    else if (started?.how === 'defer') apart ??= 'defer';
    else if (!started) apart ??= 'closure';
  }
  return undefined;
}

function atHand({ outline }: ResolvedCode, region: number): AtHand | undefined {
  for (const { name, type } of outline.regions[region]?.parameters ?? []) {
    if (type === undefined || name === '' || name === '_') continue;
    const found = bringing.find((each) => each.type.test(type));
    if (found) return { written: name + found.take, parameter: name, ofRequest: found.ofRequest };
  }
  return undefined;
}

/** Whether a function gives a context back: which one it shall be is what it is for. */
function givesContext({ outline, text }: ResolvedCode, region: number): boolean {
  const own = outline.regions[region];
  const head = own ? text.slice(own.opener.start, own.body.start) : '';
  return /\)\s*(?:\(\s*(?:\w+\s+)?)?context\.Context\b[^()]*(?:\([^()]*\)[^()]*)?\)?\s*\{?\s*$/.test(head);
}

/** `if ctx == nil { ctx = context.Background() }`, and a branch for that case that returns. */
function isGuard({ outline, text }: ResolvedCode, index: number, { own }: Around): boolean {
  const call = outline.calls[index];
  const before = call ? text.slice(Math.max(0, call.start - 200), call.start) : '';
  if (
    new RegExp(`\\bif\\b[^\\n{]*(?<![\\w.])${literally(own.parameter)}\\s*==\\s*nil\\b[^\\n{]*\\{[^{}]*$`).test(before)
  )
    return true;
  // On some ways only: what they are for cannot be told. On all ways it is no fallback.
  if (call && outline.regions[call.region]?.kind === 'function') return false;
  return outline.bindings.some(
    ({ how, value, targets }) =>
      how === 'assign' &&
      value?.kind === 'call' &&
      value.call === index &&
      targets[0]?.names.join('.') === own.parameter,
  );
}

/** It goes to a log, is told of the one at hand as well, or is kept with what ends it for somebody else. */
function isApart(code: ResolvedCode, index: number, { own }: Around): boolean {
  const { outline, text, resolver } = code;
  const taken = resolver.argumentOf({ call: index });
  const by = taken && outline.calls[taken.call];
  if (!by) return false;
  if (by.callee.names.some((name) => logging.test(name))) return true;
  // A span alone is taken from what begins it.
  const spanOnly = outline.bindings.some(
    ({ value, targets }) =>
      value?.kind === 'call' && value.call === taken.call && targets.length > 1 && targets[0]?.names.join('.') === '_',
  );
  if (spanOnly && by.callee.names.at(-1) === 'Start') return true;
  const others = by.args.filter((_, position) => position !== taken.position);
  // A limit that is taken from the deadline of the one at hand ends no later than that.
  const told = [own.written, ...deadlinesOf(code, own)];
  if (others.some(({ span }) => told.some((each) => mentions(text.slice(span.start, span.end), each)))) return true;
  return outline.bindings.some(
    ({ value, targets }) => value?.kind === 'call' && value.call === taken.call && (targets[1]?.names.length ?? 0) > 1,
  );
}

/** Variables that hold when the context at hand ends, or a time before: `deadline, ok := ctx.Deadline()`, `deadline.Add(-time.Second)`. */
function deadlinesOf({ outline, text }: ResolvedCode, { written }: AtHand): string[] {
  const found: string[] = [];
  for (const { value, targets } of outline.bindings) {
    const name = targets[0]?.names.join('.');
    if (value?.kind !== 'call' || name === undefined || name === '_') continue;
    const made = text.slice(value.span.start, value.span.end);
    const earlier = found.some((each) => new RegExp(`^${literally(each)}\\.Add\\(\\s*-`).test(made));
    if (earlier || made === `${written}.Deadline()`) found.push(name);
  }
  return found;
}

/** The context is written there, and not a part of something longer. */
function mentions(text: string, written: string): boolean {
  return new RegExp(`(?<![\\w.])${literally(written)}(?!\\w)`).test(text);
}

function replaceBy({ text }: ResolvedCode, call: Call, written: string) {
  const span: Span = { start: call.start, end: call.brackets.end };
  // Where it is kept in a variable of that name, the line would assign it to itself.
  const before = text.slice(text.lastIndexOf('\n', call.start) + 1, call.start);
  if (new RegExp(`^\\s*${literally(written.replace(/\W.*/, ''))}\\s*:?=\\s*$`).test(before)) return undefined;
  const edits: Edit[] = [{ span, text: written }];
  return { title: say('context-signals.propagate', { atHand: written }), edits };
}

/** `go work(r.Context())` in a handler that does not wait for it. */
function outlived(code: ResolvedCode, call: Call): ContextUse[] {
  const { outline, text } = code;
  if (call.how !== 'go') return [];
  const around = contextAround(code, call.region);
  if (!around?.own.ofRequest || around.apart) return [];
  const body = outline.regions[around.region]?.body ?? { start: 0, end: 0 };
  const started = outline.regions.find(
    ({ opener, kind }) => kind === 'function' && opener.start === call.nameSpan.start,
  );
  const given: Span = { start: started?.body.start ?? call.brackets.start, end: call.brackets.end };
  const names = contextNames(code, around);
  const uses = heldIn(text.slice(given.start, given.end), names);
  if (!uses || /WithoutCancel\s*\(/.test(text.slice(given.start, given.end))) return [];
  const rest = text.slice(call.brackets.end, body.end);
  if (/<-|\.Wait\(|\bselect\s*\{/.test(rest) || /\bfor\b[^\n]*range\s+\w*(ch|results?|out)\w*\b/i.test(rest)) return [];
  const start = given.start + uses.index;
  const span = { start, end: start + uses[0].length };
  return [
    {
      kind: 'context-use',
      does: 'outlived',
      span,
      atHand: around.own.written,
      api: uses[0],
      ...withinOf(code, call.region),
    },
  ];
}

/** Functions that read values of a context, or log with them, and hold it for nothing else. */
const reading =
  /\b\w*(?:From(?:\w*Context|Ctx)?|Ctx|(?:Debug|Info|Warn|Error|Log)(?:Context)?|Extract\w*|Inject\w*)\($/;

/** The first place where a text uses a context for more than what is in it, and more than to see when it ends. */
function heldIn(source: string, names: readonly string[]): RegExpExecArray | undefined {
  for (const name of names) {
    const own = literally(name);
    // A variable of that name of its own hides it.
    if (/^\w+$/.test(name) && new RegExp(`(?<![\\w.])${own}\\s*(?:,\\s*\\w+\\s*)?:=`).test(source)) continue;
    for (const found of source.matchAll(
      new RegExp(`(?<![\\w.])${own}(?![\\w(])(?!\\.(?:Value|Done|Err|Deadline)\\()`, 'g'),
    ))
      if (!reading.test(source.slice(0, found.index))) return found;
  }
  return undefined;
}

/** How the context of a request is written in a function: as it comes, or by the variables that hold it. */
function contextNames({ outline, resolver }: ResolvedCode, { own, region }: Around): string[] {
  const names = [own.written];
  const root = own.written.split('.')[0] ?? '';
  for (const { targets, value, region: at } of outline.bindings) {
    const name = targets[0]?.names.length === 1 ? targets[0].names[0] : undefined;
    if (value?.kind !== 'call' || name === undefined || name === '_' || resolver.functionAround(at) !== region)
      continue;
    const call = outline.calls[value.call];
    if (!call || call.callee.names[0] !== root || call.callee.names.at(-1) !== 'Context') continue;
    names.push(name);
  }
  return names;
}
