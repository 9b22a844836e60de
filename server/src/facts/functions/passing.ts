import type { Passed } from '../../model/path-fact.ts';
import { isInside } from '../code/written.ts';
import { millisecondsOf } from './milliseconds.ts';
import type { Call, Outline, Value } from '../../syntax/code/outline.ts';
import type { Carrier } from './carriers.ts';
import type { Symbols } from './symbols.ts';

interface Reading {
  readonly outline: Outline;
  readonly text: string;
  readonly symbols: Symbols;
  /** Carriers of the functions, by region. */
  readonly carriers: ReadonlyMap<number, Carrier>;
}

const timing = /^With(?:Timeout|Deadline)(?:Cause)?$/;
const fresh = /^(?:Background|TODO|WithoutCancel)$/;
const maxDepth = 8;

/** What each call is given of what carries deadlines; undefined where it is given none. */
export function openPassing(reading: Reading): (call: Call) => Passed | undefined {
  const { outline } = reading;
  const around = withins(reading);
  switch (outline.language) {
    case 'go':
      return (call) => ofGo(call, reading);
    case 'python':
      return (call) => around(call) ?? ofPython(call, reading);
    case 'java':
    case 'csharp':
      return () => undefined;
    default:
      return (call) => ofScript(call, reading);
  }
}

// Go

function ofGo(call: Call, reading: Reading): Passed | undefined {
  for (const { value } of call.args.slice(0, 2)) {
    const found = contextIn(value, call, { reading, depth: 0 });
    if (found) return found;
  }
  return undefined;
}

/** A context, or a request that was made with one. */
function contextIn(
  value: Value,
  { region, start }: Pick<Call, 'region' | 'start'>,
  { reading, depth }: { reading: Reading; depth: number },
): Passed | undefined {
  if (depth > maxDepth) return undefined;
  const { outline, symbols, carriers } = reading;
  if (value.kind === 'call') return contextOf(value.call, { reading, depth });
  if (value.kind !== 'path' || value.path.base !== undefined) return undefined;
  const [name = '', ...members] = value.path.names;
  if (members.length > 0) return /ctx|context$/i.test(members.at(-1) ?? '') ? { is: 'unknown' } : undefined;
  const declared = symbols.lookup(name, region);
  if (!declared) return undefined;
  const last = declared.values.findLast(({ end }) => end <= start);
  // Only what the function itself gives it counts: a branch may have given it another.
  const given = last?.value;
  if (last && given && last.position === 0 && given.kind !== 'other') {
    const found = contextIn(given, { region: last.region, start: last.end }, { reading, depth: depth + 1 });
    if (found) return found.is === 'own' || isInside(outline, region, last.region) ? found : { is: 'unknown' };
  }
  const own = carriers.get(declared.region);
  if (declared.parameter && own?.parameter === name) return { is: 'own' };
  const isTyped = declared.type !== undefined && /^(?:context\.Context|\*?http\.Request)$/.test(declared.type);
  return isTyped || /^(?:ctx|context)$/i.test(name) || (outline.language === 'go' && /ctx$/i.test(name))
    ? { is: 'unknown' }
    : undefined;
}

function contextOf(index: number, { reading, depth }: { reading: Reading; depth: number }): Passed | undefined {
  const { outline, symbols, carriers } = reading;
  const call = outline.calls[index];
  if (!call) return undefined;
  const { base, names } = call.callee;
  const last = names.at(-1) ?? '';
  if (base === undefined && names.length === 2 && names[0] === 'context') {
    if (fresh.test(last)) return { is: 'fresh', by: `context.${last}` };
    if (timing.test(last)) return timedBy(call, reading);
  }
  // `r.Context()`, `c.Request.Context()`, `stream.Context()`.
  if (call.args.length === 0 && /^(?:User)?Context$|^StdContext$/.test(last)) {
    const root = base === undefined ? names[0] : outline.calls[base]?.callee.names[0];
    const declared = root === undefined ? undefined : symbols.lookup(root, call.region);
    if (declared?.parameter && carriers.get(declared.region)?.parameter === root) return { is: 'own' };
    return { is: 'unknown' };
  }
  // A request without a context, or one that is built with one.
  if (base === undefined && names.length === 2 && names[0] === 'http' && last === 'NewRequest')
    return { is: 'fresh', by: 'http.NewRequest' };
  // Whatever else is made of one has it: spans, values, metadata, requests.
  for (const { value } of call.args.slice(0, 2)) {
    const found = contextIn(value, call, { reading, depth: depth + 1 });
    if (!found) continue;
    return /time_?out|deadline/i.test(last) && found.is !== 'timed' ? { is: 'unknown' } : found;
  }
  return undefined;
}

function timedBy(call: Call, { text }: Reading): Passed {
  const given = call.args[1]?.span;
  const ms = given ? millisecondsOf(text.slice(given.start, given.end)) : undefined;
  return {
    is: 'timed',
    by: `context.${call.callee.names.at(-1) ?? ''}`,
    at: call.nameSpan,
    ...(ms === undefined ? {} : { ms }),
  };
}

// TypeScript and JavaScript

function ofScript(call: Call, reading: Reading): Passed | undefined {
  for (const { value } of call.args) {
    if (value.kind === 'object') {
      const entry = value.entries.find(({ name }) => name === 'signal');
      if (entry) return signalIn(entry.value, call, reading);
      if (value.entries.some(({ spread }) => spread)) return { is: 'unknown' };
    } else {
      const isSignal = value.kind === 'path' && /^(?:abort_?)?signal$/i.test(value.path.names.at(-1) ?? '');
      if (isSignal || isTimer(value, reading)) return signalIn(value, call, reading);
    }
  }
  return undefined;
}

function isTimer(value: Value, { outline }: Reading): boolean {
  return value.kind === 'call' && outline.calls[value.call]?.callee.names.join('.') === 'AbortSignal.timeout';
}

function signalIn(value: Value, { region }: Call, reading: Reading): Passed {
  const { outline, symbols, carriers, text } = reading;
  if (value.kind === 'call') {
    const call = outline.calls[value.call];
    if (call?.callee.names.join('.') !== 'AbortSignal.timeout') return { is: 'unknown' };
    const given = call.args[0]?.span;
    const ms = given ? millisecondsOf(text.slice(given.start, given.end)) : undefined;
    return { is: 'timed', by: 'AbortSignal.timeout', at: call.nameSpan, ...(ms === undefined ? {} : { ms }) };
  }
  if (value.kind === 'null') return { is: 'fresh' };
  if (value.kind !== 'path' || value.path.base !== undefined || value.path.names.length !== 1) return { is: 'unknown' };
  const [name = ''] = value.path.names;
  const declared = symbols.lookup(name, region);
  const given = declared?.values.at(-1)?.value;
  if (declared && given?.kind === 'call' && declared.values.length === 1)
    return signalIn(given, { ...noCall, region }, reading);
  const isOwn = declared?.parameter && carriers.get(declared.region)?.parameter === name;
  return { is: isOwn ? 'own' : 'unknown' };
}

const noCall: Call = {
  callee: { names: [] },
  args: [],
  region: 0,
  nameSpan: { start: 0, end: 0 },
  start: 0,
  brackets: { start: 0, end: 0 },
};

// Python

function ofPython(call: Call, { symbols, carriers, text }: Reading): Passed | undefined {
  const given = call.args.find(({ name }) => name === 'timeout' || name === 'deadline');
  if (!given) return call.args.some(({ spread }) => spread) ? { is: 'unknown' } : undefined;
  const { value, span } = given;
  if (value.kind === 'null') return { is: 'fresh' };
  if (value.kind === 'number') {
    const seconds = Number(value.text);
    return { is: 'timed', by: text.slice(span.start, span.end), at: span, ms: seconds * 1000 };
  }
  if (value.kind !== 'path' || value.path.names.length !== 1) return { is: 'unknown' };
  const [name = ''] = value.path.names;
  const declared = symbols.lookup(name, call.region);
  const isOwn =
    declared?.parameter && declared.values.length === 0 && carriers.get(declared.region)?.parameter === name;
  return { is: isOwn ? 'own' : 'unknown' };
}

/**
 * What ends a Python call from around: `async with asyncio.timeout(3)` cancels what is awaited in it
 * (docs.python.org/3/library/asyncio-task.html#timeouts), `asyncio.wait_for(call(), 3)` what it is given.
 */
function withins({ outline, text }: Reading): (call: Call) => Passed | undefined {
  if (outline.language !== 'python' || !/timeout|wait_for|fail_after|move_on_after/.test(text)) return () => undefined;
  const blocks = new Map<number, Passed>();
  outline.regions.forEach(({ kind, opener }, index) => {
    if (kind !== 'block') return;
    const line = text.slice(opener.start, opener.start + 200).split('\n')[0] ?? '';
    const found = /\b(?:asyncio\.timeout|async_timeout\.timeout|anyio\.(?:fail|move_on)_after)\(\s*([\d.]*)/.exec(line);
    if (!found) return;
    const ms = found[1] === undefined || found[1] === '' ? undefined : Number(found[1]) * 1000;
    const at = { start: opener.start + found.index, end: opener.start + found.index + found[0].length };
    blocks.set(index, { is: 'within', by: found[0].replace(/\(.*/s, ''), at, ...(ms === undefined ? {} : { ms }) });
  });
  const waited = new Map<number, Passed>();
  for (const { callee, args, nameSpan } of outline.calls) {
    const [first, second] = args;
    if (callee.names.at(-1) !== 'wait_for' || first?.value.kind !== 'call' || !second) continue;
    const seconds = second.value.kind === 'number' ? Number(second.value.text) : undefined;
    if (second.value.kind === 'null') continue;
    const ms = seconds === undefined ? {} : { ms: seconds * 1000 };
    waited.set(first.value.call, { is: 'within', by: callee.names.join('.'), at: nameSpan, ...ms });
  }
  const indexes = new Map(outline.calls.map((call, index) => [call, index]));
  return (call) => {
    const own = waited.get(indexes.get(call) ?? -1);
    if (own) return own;
    for (let at = call.region; at > 0; at = outline.regions[at]?.parent ?? -1) {
      const found = blocks.get(at);
      if (found) return found;
      if (outline.regions[at]?.kind === 'function') return undefined;
    }
    return undefined;
  };
}
