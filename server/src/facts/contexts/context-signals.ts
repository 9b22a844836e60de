import type { ContextUse } from '../../model/context-fact.ts';
import type { Repair } from '../../model/observation.ts';
import type { Span } from '../../model/span.ts';
import type { Call, Region } from '../../syntax/code/outline.ts';
import { matchOrigin } from '../calls/clients.ts';
import { addOption } from '../repairs/outgoing-repairs.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { withinOf, writtenName } from '../code/written.ts';
import { literally } from '../../syntax/code/literally.ts';
import { say } from '../../words/say.ts';

/** Outgoing calls of a function that was given an `AbortSignal`, or in Python a timeout: whether they get it. */
export function extractSignals(code: ResolvedCode): ContextUse[] {
  const { outline, text } = code;
  if (outline.language === 'python') return outline.calls.flatMap((call, index) => timeoutOf(code, call, index));
  if (outline.language !== 'typescript' && outline.language !== 'javascript') return [];
  if (!/\bsignal\b/.test(text)) return [];
  return outline.calls.flatMap((call, index) => signalOf(code, call, index));
}

/** In Python a caller's deadline comes as a parameter: `def price(item, timeout)`, which the call of a library must get. */
function timeoutOf(code: ResolvedCode, call: Call, index: number): ContextUse[] {
  const { outline, text, resolver } = code;
  const region = outline.regions[resolver.functionAround(call.region)];
  const atHand = region?.parameters?.find(({ name }) => /^(timeout|deadline)(_s|_ms|_seconds)?$/.test(name))?.name;
  if (!region || atHand === undefined) return [];
  for (const origin of resolver.callee(index)) {
    const match = matchOrigin(origin, code);
    if (match?.role !== 'call' && match?.role !== 'method') continue;
    const place = placeOf(code, call, atHand);
    const own = new RegExp(`\\b${literally(atHand)}\\b(?!\\s*=[^=])`);
    if (limits(code, { own, region, call })) return [{ ...place, does: 'passes' }];
    // Used for something else it may bound the call all the same; the name of an argument is no use.
    if (own.test(text.slice(region.body.start, region.body.end))) return [];
    // Where nothing bounds the call, that is what is reported of it.
    const given = text.slice(call.brackets.start, call.brackets.end);
    const isBounded = match.known.outgoing.default.timeout === 'finite' || /\btimeout\s*=/.test(given);
    if (!isBounded) return [];
    const isOpen = call.args.some(({ spread }) => spread);
    return [
      { ...place, does: 'drops', ...(isOpen ? { doubt: say('context-signals.its-options-are-set-elsewhere') } : {}) },
    ];
  }
  return [];
}

/** What waits no longer than it is told, and what makes clients, by their names. */
const limiting = /timeout|wait_for|fail_after|move_on|deadline|client|session|transport|request/i;

/** Whether the parameter is given to the call itself, or to what limits all calls in it or of its client. */
function limits(
  { outline, text }: ResolvedCode,
  { own, region, call }: { own: RegExp; region: Region; call: Call },
): boolean {
  return outline.calls.some(
    (each) =>
      each.start >= region.body.start &&
      each.brackets.end <= region.body.end &&
      (each === call || limiting.test(each.callee.names.at(-1) ?? '')) &&
      own.test(text.slice(each.brackets.start, each.brackets.end)),
  );
}

function signalOf(code: ResolvedCode, call: Call, index: number): ContextUse[] {
  const { text, resolver } = code;
  const region = resolver.functionAround(call.region);
  const atHand = region === 0 ? undefined : signalAtHand(code, region);
  if (atHand === undefined) return [];
  for (const origin of resolver.callee(index)) {
    const match = matchOrigin(origin, code);
    if (match?.role !== 'call' && match?.role !== 'method') continue;
    const { known, pattern } = match;
    if (!known.outgoing.deadlines.some(({ is }) => is === 'signal')) continue;
    const place = placeOf(code, call, atHand);
    const given = text.slice(call.brackets.start, call.brackets.end);
    const root = atHand.split('.')[0] ?? '';
    const replaced = replacedBy(code, call, root);
    if (replaced) return [{ ...place, does: 'drops', ...replacedHow(code, { region, root, atHand, span: replaced }) }];
    const isNamed = (source: string) =>
      /\bsignal\b/i.test(source) || new RegExp(`\\b${literally(root)}\\b`).test(source);
    if (isNamed(given) || call.args.some(({ value }) => takesIt(code, value, { index, isNamed })))
      return [{ ...place, does: 'passes' }];
    const options = pattern.options
      .filter((position) => position !== pattern.url || call.args.length === 1)
      .map((position) => call.args[position])
      .find((argument) => argument !== undefined);
    const isOpen =
      call.args.some(({ spread }) => spread) || (options !== undefined && mayHoldIt(code, options.value, index));
    if (isOpen) return [{ ...place, does: 'drops', doubt: say('context-signals.its-options-are-set-elsewhere') }];
    const repair = repairOf(code, call, { atHand, options: pattern.options, url: pattern.url });
    return [{ ...place, does: 'drops', ...(repair ? { repair } : {}) }];
  }
  return [];
}

/** The time alone that ends a call, where its options name another signal than the caller's. */
function replacedBy({ outline, text, resolver }: ResolvedCode, call: Call, root: string): Span | undefined {
  for (const { value } of call.args) {
    const entry = value.kind === 'object' ? value.entries.findLast(({ name }) => name === 'signal') : undefined;
    if (!entry) continue;
    const { span } = entry.value;
    if (new RegExp(`\\b${literally(root)}\\b`).test(text.slice(span.start, span.end))) return undefined;
    const origins = resolver.evaluate(entry.value, { region: call.region, offset: call.start });
    const isTime = (index: number) => outline.calls[index]?.callee.names.join('.') === 'AbortSignal.timeout';
    const isAlone = origins.every(
      (origin) => origin.kind === 'result' && origin.names.length === 0 && isTime(origin.call),
    );
    return origins.length > 0 && isAlone ? span : undefined;
  }
  return undefined;
}

/** Whether the caller's signal may end the call in another way, and else the edit that joins both. */
function replacedHow(
  { outline, text }: ResolvedCode,
  { region, root, atHand, span }: { region: number; root: string; atHand: string; span: Span },
): Pick<ContextUse, 'doubt' | 'repair'> {
  const body = outline.regions[region]?.body ?? span;
  const uses = new RegExp(`(?<![\\w.])${literally(root)}\\b(?!\\s*:)`);
  if (uses.test(text.slice(body.start, body.end)))
    return { doubt: say('context-signals.is-checked-elsewhere-in-the', { atHand }) };
  const both = `AbortSignal.any([${atHand}, ${text.slice(span.start, span.end)}])`;
  return {
    repair: { title: say('context-signals.also-stop-it-when-ends', { atHand }), edits: [{ span, text: both }] },
  };
}

function placeOf(code: ResolvedCode, call: Call, atHand: string): Omit<ContextUse, 'does'> {
  return {
    kind: 'context-use',
    span: call.nameSpan,
    atHand,
    api: writtenName(code.outline, call),
    ...withinOf(code, call.region),
  };
}

/** How a function's own signal is written: a parameter, one taken out of it, or a member of typed options. */
function signalAtHand({ outline, text }: ResolvedCode, region: number): string | undefined {
  for (const { name, type } of outline.regions[region]?.parameters ?? []) {
    if (name !== '' && (/^(abort_?)?signal$/i.test(name) || /^AbortSignal\b/.test(type ?? ''))) return name;
    const member = /\b(\w*[sS]ignal)\??\s*:\s*AbortSignal\b/.exec(typeBody(type ?? '', text))?.[1];
    if (name !== '' && member !== undefined) return `${name}.${member}`;
  }
  const taken = outline.bindings.find(
    ({ how, region: at, targets }) => how === 'parameter' && at === region && targets[0]?.names.join('.') === 'signal',
  );
  return taken ? 'signal' : undefined;
}

/** The members of a type: its own text, or that of the interface of this file that it names. */
function typeBody(type: string, text: string): string {
  if (!/^\w+$/.test(type)) return type;
  const declared = new RegExp(`\\b(?:interface|type)\\s+${type}\\b[^{};]*\\{([^{}]*)\\}`).exec(text);
  return declared?.[1] ?? type;
}

/** Whether an argument was given the signal before: `options.signal = signal`, `new Request(url, init)`. */
function takesIt(
  { outline, resolver, text }: ResolvedCode,
  value: Call['args'][number]['value'],
  { index, isNamed }: { index: number; isNamed: (source: string) => boolean },
): boolean {
  if (value.kind !== 'path') return false;
  if (new RegExp(`\\b${value.path.names.map(literally).join('\\.')}\\.signal\\s*=[^=]`).test(text)) return true;
  return resolver.evaluate(value, resolver.placeOf(index)).some((origin) => {
    const made = origin.kind === 'result' ? outline.calls[origin.call]?.brackets : undefined;
    return made !== undefined && isNamed(text.slice(made.start, made.end));
  });
}

function mayHoldIt(code: ResolvedCode, value: Call['args'][number]['value'], index: number): boolean {
  return code.resolver
    .evaluate(value, code.resolver.placeOf(index))
    .some((origin) =>
      origin.kind === 'literal'
        ? origin.value.entries.some(({ spread, name }) => spread || name === 'signal')
        : origin.kind !== 'value',
    );
}

function repairOf(
  code: ResolvedCode,
  call: Call,
  { atHand, options, url }: { atHand: string; options: readonly number[]; url: number | undefined },
): Repair | undefined {
  const entry = atHand === 'signal' ? 'signal' : `signal: ${atHand}`;
  const title = say('context-signals.propagate', { atHand });
  // Where a body may stand in the same place, an edit could not tell which it is.
  const [position] = options;
  if (position === undefined || options.length > 1) return undefined;
  const edits = addOption(call, { positions: options, url, repair: { title, entry, filler: 'undefined' }, code });
  return edits && { title, edits };
}
