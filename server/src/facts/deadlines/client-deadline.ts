import type { KnownPack } from '../../knowledge/outgoing-match.ts';
import type { DeadlineOption } from '../../knowledge/outgoing.ts';
import type { Value } from '../../syntax/code/outline.ts';
import { positional, readingOf } from './call-deadline.ts';
import type { Client } from '../calls/clients.ts';
import { stepsOf } from './deadline-steps.ts';
import { readEntries, readHolder, readOptions, shortened } from './deadline.ts';
import { adapterDeadline } from '../limits/adapters.ts';
import { allOf, firstOf, missing, unclear } from './given.ts';
import type { Given } from './given.ts';
import type { At } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { readDuration } from './duration.ts';
import { say } from '../../words/say.ts';

/** What a client says where it is made, and what is later set on it. */
export function clientDeadline(client: Client, code: ResolvedCode, depth = 0): Given {
  const { known, pattern, call, literal, options, parent, holders } = client;
  const steps = call === undefined ? [] : stepsOf(call, code);
  const reading = readingOf(known, { code, steps });
  const made = call === undefined ? undefined : code.outline.calls[call];
  const at = call === undefined ? undefined : code.resolver.placeOf(call);
  const said: Given[] = [];
  if (made && at) {
    said.push(
      readEntries(
        made.args.filter(({ name }) => name !== undefined),
        at,
        reading,
      ),
    );
    for (const position of options) {
      const value = made.args[position]?.value;
      if (value) said.push(readOptions(value, at, reading));
    }
    said.push(positional(made, pattern.deadline, { code, at }));
    if (made.args.some(({ spread }) => spread)) said.push(unclear(say('client-deadline.its-options-are-spread-from')));
  }
  if (literal) said.push(readEntries(literal.value.entries, literal.at, reading));
  const fields = pattern.fields.map((option): DeadlineOption => ({
    option,
    is: 'duration',
    none: [],
    plain: [],
    wraps: [],
  }));
  const calls = new Set(steps);
  for (const holder of holders) {
    said.push(readHolder(holder, { ...reading, options: [...known.outgoing.deadlines, ...fields] }));
    for (const each of holder.calls) calls.add(each);
  }
  said.push(...settersAmong([...calls], { code, known, pattern }));
  if (depth < 6) said.push(...carried(client, [...calls], { code, depth }));
  const member = code.outline.bindings.find(
    ({ how, targets }) => how === 'field' && pattern.classMembers.includes(targets[0]?.names[0] ?? ''),
  );
  if (member) said.push({ state: 'given', because: shortened(code.text.slice(member.span.start, member.span.end)) });
  const word = pattern.boundedBy.find((each) => code.text.includes(each));
  if (word !== undefined) said.push({ state: 'given', because: say('client-deadline.is-set', { word }) });
  const own = firstOf(said);
  if (own.state === 'missing' && parent) return clientDeadline(parent, code);
  const bearer = pattern.bearer === undefined ? undefined : made?.args[pattern.bearer]?.value;
  if (own.state === 'missing' && bearer && at && !isFresh(bearer, at, code))
    return unclear(say('client-deadline.its-context-may-contain-a'));
  const open = client.open ?? pattern.open;
  return own.state === 'missing' && open !== undefined ? unclear(open) : own;
}

function isFresh(value: Value, at: At, { resolver }: ResolvedCode): boolean {
  const names = resolver.evaluate(value, at).map((origin) => resolver.canonical(origin)[0] ?? '');
  return names.length > 0 && names.every((name) => /^context\.(Background|TODO)\(\)$/.test(name));
}

/** What the parts say that a client goes through: a request factory, a transport. */
function carried(
  client: Client,
  calls: readonly number[],
  { code, depth }: { code: ResolvedCode; depth: number },
): Given[] {
  const { outline, resolver } = code;
  const read = (index: number | undefined, position: number): Given[] => {
    const value = index === undefined ? undefined : outline.calls[index]?.args[position]?.value;
    if (!value || index === undefined) return [];
    const ways = resolver.evaluate(value, resolver.placeOf(index)).map((origin): Given => {
      if (origin.kind === 'value') return missing;
      const part = client.behind(origin);
      if (!part) return unclear(say('client-deadline.its-transport-is-created-elsewhere'));
      const said = clientDeadline(part, code, depth + 1);
      const fallback = part.pattern.default ?? part.known.outgoing.default.timeout;
      return said.state === 'missing' && fallback === 'finite'
        ? { state: 'given', because: part.known.outgoing.default.says }
        : said;
    });
    return [allOf(ways)];
  };
  return client.pattern.carriers.flatMap(({ at, by }) =>
    by.length === 0
      ? read(client.call, at)
      : calls.flatMap((call) => (by.includes(outline.calls[call]?.callee.names.at(-1) ?? '') ? read(call, at) : [])),
  );
}

function settersAmong(
  calls: readonly number[],
  { code, known, pattern }: { code: ResolvedCode; known: KnownPack; pattern: Client['pattern'] },
): Given[] {
  return calls.flatMap((index) => {
    const call = code.outline.calls[index];
    const value = call?.args[0]?.value;
    if (!call || !value) return [];
    const names = call.callee.names.join('.');
    if (known.outgoing.hooks.some((hook) => names.endsWith(hook))) return [hookDeadline(value, code)];
    const last = call.callee.names.at(-1) ?? '';
    if (pattern.properties.includes(last)) return propertyDeadline(index, code);
    if (!pattern.setters.includes(last)) return [];
    const written = shortened(code.text.slice(call.nameSpan.start, call.brackets.end));
    return [readDuration(value, code.resolver.placeOf(index), { code, written })];
  });
}

/** `property(ClientProperties.READ_TIMEOUT, 5000)`. */
function propertyDeadline(index: number, code: ResolvedCode): Given[] {
  const [name, given] = code.outline.calls[index]?.args ?? [];
  if (!name || !given) return [];
  const written = code.text.slice(name.span.start, name.span.end);
  if (!/time_?-?out/i.test(written) || /connect/i.test(written)) return [];
  const says = shortened(`${written}, ${code.text.slice(given.span.start, given.span.end)}`);
  return [readDuration(given.value, code.resolver.placeOf(index), { code, written: says })];
}

/** What was done to a client that has no deadline of its own, and may bound its calls nevertheless: `session.mount(…)`. */
export function openDeadline({ pattern, holders }: Client, code: ResolvedCode): Given {
  const { opaque } = pattern;
  if (!opaque) return missing;
  for (const { calls, members } of holders) {
    const mounted = calls.filter((call) => code.outline.calls[call]?.callee.names.at(-1) === 'mount');
    const all = mounted.map((call) => {
      const last = code.outline.calls[call]?.args.at(-1)?.value;
      return last && adapterDeadline(last, code.resolver.placeOf(call), code);
    });
    const [bound] = all;
    const isSecure = mounted.some(
      (call) =>
        code.outline.calls[call]?.args[0]?.value.kind === 'string' &&
        /https/.test(code.text.slice(code.outline.calls[call]?.brackets.start, code.outline.calls[call]?.brackets.end)),
    );
    if (bound && isSecure && all.every((each) => each)) return bound;
    const set = members.find(({ names }) => opaque.replaced.includes(names[0] ?? ''))?.names[0];
    const called = calls
      .filter((call) => !isPlain(call, opaque.plain, code))
      .map((call) => code.outline.calls[call]?.callee.names.at(-1) ?? '')
      .find((name) => opaque.called.includes(name));
    const found = set ?? called;
    if (found !== undefined) return unclear(say('subclasses.of-its-client-may-set', { set: found }));
  }
  return missing;
}

/** Whether the last argument of a call is made by something that sets no deadline: `mount('https://', HTTPAdapter())`. */
export function isPlain(call: number, plain: readonly string[], { outline, resolver }: ResolvedCode): boolean {
  const last = outline.calls[call]?.args.at(-1);
  const origins = last ? resolver.evaluate(last.value, resolver.placeOf(call)) : [];
  return origins.some((origin) => resolver.identify(origin).some(({ name }) => plain.includes(name)));
}

/** What a function that sees every request says: it may set a deadline. */
export function hookDeadline(value: Value, { outline, text }: ResolvedCode): Given {
  const body = value.kind === 'function' ? outline.regions[value.region]?.body : undefined;
  const mentions = body && /timeout|signal|abort/i.test(text.slice(body.start, body.end));
  return mentions ? unclear(say('client-deadline.an-interceptor-here-handles-timeouts')) : missing;
}
