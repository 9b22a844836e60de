import type { DeadlineOption } from '../../knowledge/outgoing.ts';
import type { Argument, Value } from '../../syntax/code/outline.ts';
import { contextDeadline, signalDeadline } from './deadline-sources.ts';
import { allOf, firstOf, leftToCallers, missing, unclear, withMs } from './given.ts';
import type { Given } from './given.ts';
import { factorsOf, isEndless, mayBeZero, toldBy } from '../limits/empty-values.ts';
import { wrappedBy } from '../limits/wrapped-values.ts';
import { millisecondsAt } from '../limits/timeouts.ts';
import type { At, Holder, Origin } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';

/** What the reading of options needs to know of the library and of the call. */
export interface Reading {
  readonly code: ResolvedCode;
  readonly options: readonly DeadlineOption[];
  /** Whether the result is later handled as this option needs. */
  readonly isCompleted: (option: DeadlineOption) => boolean;
  /** Whether a literal is of no type, or of one that a pack knows: another's may hold a deadline under another name. */
  readonly isOwnType: (literal: Origin) => boolean;
  /** The library ends a call by itself where nothing is said. */
  readonly endsByItself: boolean;
  /** Clause for options that come from elsewhere. */
  readonly elsewhere: string;
}

/** What an argument that may be the options says. */
export function readOptions(value: Value, at: At, reading: Reading): Given {
  return allOf(reading.code.resolver.evaluate(value, at).map((origin) => readOrigin(origin, reading)));
}

function readOrigin(origin: Origin, reading: Reading): Given {
  if (origin.kind === 'literal' && origin.names.length === 0) {
    return firstOf([readEntries(origin.value.entries, origin.at, reading), readHolder(origin.holder, reading)]);
  }
  if (origin.kind === 'value' || (origin.kind === 'function' && origin.names.length === 0)) return missing;
  if (origin.kind === 'result') {
    const names = reading.code.resolver.canonical(origin);
    const { args = [] } = reading.code.outline.calls[origin.call] ?? {};
    const at = reading.code.resolver.placeOf(origin.call);
    if (names.includes('Object.assign()') || names.includes('Object.freeze()')) {
      return firstOf(
        args.map((argument) =>
          argument.spread ? unclear(reading.elsewhere) : readOptions(argument.value, at, reading),
        ),
      );
    }
    if (names.includes('URL()') || names.includes('url.URL()') || names.includes('url.parse()')) return missing;
  }
  return unclear(reading.elsewhere);
}

/** What the entries of a literal, or keyword arguments, say. */
export function readEntries(entries: readonly Argument[], at: At, reading: Reading): Given {
  const said = reading.options.map((option) => readEntry(entries, option, { at, reading }));
  const spreads = entries
    .filter((entry) => entry.spread)
    .map((entry) => {
      const origins = reading.code.resolver.evaluate(entry.value, at);
      return allOf(origins.map((origin) => readOrigin(origin, reading)));
    });
  return liftedPart(entries, said, { at, reading }) ?? firstOf([...said, ...spreads]);
}

/** A part that ends by default is given no end: then the whole has none, unless a signal or another limit ends all of it. */
function liftedPart(
  entries: readonly Argument[],
  said: readonly Given[],
  { at, reading }: { at: At; reading: Reading },
): Given | undefined {
  const { code, options } = reading;
  if (!reading.endsByItself || said.some(({ state }) => state === 'off')) return undefined;
  if (options.some(({ is }, index) => is !== 'duration' && said[index]?.state !== 'missing')) return undefined;
  for (const { option, partly, none } of options) {
    const entry = partly === undefined ? undefined : entries.findLast(({ name }) => name === option);
    if (!entry) continue;
    const written = shortened(code.text.slice(entry.span.start, entry.span.end));
    if (readDuration(entry.value, at, { code, written, none }).state === 'off')
      return unclear(`\`${written}\` removes the limit of one phase`);
  }
  return undefined;
}

function readEntry(
  entries: readonly Argument[],
  option: DeadlineOption,
  { at, reading }: { at: At; reading: Reading },
): Given {
  const [first = '', ...rest] = option.option.split('.');
  const entry = entries.findLast(({ name }) => name === first);
  if (!entry) return missing;
  return readGiven(entry.value, rest, { at, option, reading, span: entry.span });
}

/** What was later assigned to the members of a variable says. */
export function readHolder(holder: Holder | undefined, reading: Reading): Given {
  const said: Given[] = [];
  for (const { names, value, at } of holder?.members ?? []) {
    for (const option of reading.options) {
      const wanted = option.option.split('.');
      if (!names.every((name, index) => wanted[index] === name)) continue;
      const span = { start: at.offset, end: value.span.end };
      said.push(readGiven(value, wanted.slice(names.length), { at, option, reading, span }));
    }
  }
  return firstOf(said);
}

interface Entry {
  readonly at: At;
  readonly option: DeadlineOption;
  readonly reading: Reading;
  readonly span: { start: number; end: number };
}

/** What a value says that was given for an option, or for the outer part of a dotted one. */
function readGiven(value: Value, rest: readonly string[], entry: Entry): Given {
  const { at, option, reading, span } = entry;
  const { code } = reading;
  const written = shortened(code.text.slice(span.start, span.end));
  if (rest.length === 0) {
    const said = readDeadline(value, at, { code, option, written });
    if (!option.partly || reading.isCompleted(option)) return said;
    return said.state === 'given' || said.state === 'unclear' ? unclear(option.partly) : missing;
  }
  const [next = '', ...further] = rest;
  return allOf(
    code.resolver.evaluate(value, at).map((origin): Given => {
      if (origin.kind === 'value') return missing;
      if (code.resolver.identify(origin).some(({ name }) => option.plain.includes(name))) {
        return readHolder('holder' in origin ? origin.holder : undefined, {
          ...reading,
          options: [{ ...option, option: rest.join('.') }],
        });
      }
      const inside = wrappedBy(origin, option, code);
      if (inside === 'default') return missing;
      if (inside && inside.value !== value) return readGiven(inside.value, rest, { ...entry, at: inside.at });
      const isOwn = origin.kind === 'literal' && origin.names.length === 0 && reading.isOwnType(origin);
      if (!isOwn) return unclear(option.partly ?? reading.elsewhere);
      const inner = origin.value.entries.findLast(({ name }) => name === next);
      const later = readHolder(origin.holder, { ...reading, options: [{ ...option, option: rest.join('.') }] });
      const given = inner ? readGiven(inner.value, further, { ...entry, at: origin.at, span: inner.span }) : missing;
      return firstOf([given, later]);
    }),
  );
}

function readDeadline(
  value: Value,
  at: At,
  { code, option, written }: { code: ResolvedCode; option: DeadlineOption; written: string },
): Given {
  if (option.is === 'signal') return signalDeadline(value, at, code);
  if (option.is === 'context') return contextDeadline(value, at, code);
  if (option.built) {
    const said = code.resolver.evaluate(value, at).map((origin) => readBuilt(origin, option.built, { code, written }));
    if (said.every((each) => each !== undefined) && said.length > 0) return allOf(said);
  }
  // What an object of options says, the options with dotted names say.
  return readDuration(value, at, { code, written, none: option.none, object: missing });
}

/** What a deadline says that is built out of parts: `ClientTimeout(total=5)`; undefined for another value. */
function readBuilt(
  origin: Origin,
  built: DeadlineOption['built'],
  { code, written }: { code: ResolvedCode; written: string },
): Given | undefined {
  if (origin.kind !== 'result' || !built) return undefined;
  const isBuilt = code.resolver.identify(origin).some(({ name }) => built.by.some((by) => name === `${by}()`));
  const call = code.outline.calls[origin.call];
  if (!isBuilt || !call || call.args.some(({ spread }) => spread)) return undefined;
  const at = code.resolver.placeOf(origin.call);
  const read = (part: string): Given => {
    const isFirst = part === built.whole[0]?.[0] && call.args[0]?.name === undefined;
    const given = call.args.find(({ name }) => name === part) ?? (isFirst ? call.args[0] : undefined);
    return given ? readDuration(given.value, at, { code, written }) : missing;
  };
  // Whoever lifts the wait for an answer waits for ever, whatever bounds the rest.
  if (
    call.args.some(({ name, value }) => name === 'read' && readDuration(value, at, { code, written }).state === 'off')
  )
    return { state: 'off', because: `\`${written}\` does not limit the response` };
  const whole = built.whole.find((parts) => parts.every((part) => read(part).state === 'given'));
  if (whole) {
    const last = read(whole.at(-1) ?? '');
    return withMs({ state: 'given', because: written }, last.state === 'given' ? last.ms : undefined);
  }
  const isNothing = call.args.every(({ value }) => readDuration(value, at, { code, written }).state === 'off');
  if (isNothing) return { state: 'off', because: `\`${written}\` disables it` };
  return unclear(`\`${written}\` may limit one phase only`);
}

/** What a duration says: zero and null switch the deadline off, a parameter may. */
export function readDuration(
  value: Value,
  at: At,
  {
    code,
    written,
    none = [],
    object,
    depth = 0,
  }: { code: ResolvedCode; written: string; none?: readonly string[]; object?: Given; depth?: number },
): Given {
  const ways = code.resolver.evaluate(value, at).map((origin): Given => {
    switch (origin.kind) {
      case 'value':
        return readConstant(origin.value, { written, none });
      case 'unknown':
        // A parameter of a declared type is given.
        if (origin.why === 'parameter' && code.outline.language !== 'java')
          return leftToCallers(`\`${written}\` may be empty`);
        for (const factor of depth > 4 ? [] : factorsOf(value, code)) {
          const said = readDuration(factor, at, { code, written, depth: depth + 1 });
          if (said.state !== 'given') return said.state === 'missing' ? unclear(`\`${written}\` may be empty`) : said;
        }
        return origin.why === 'field'
          ? unclear(`\`${written}\` is set elsewhere`)
          : { state: 'given', because: written };
      case 'literal':
        return origin.value.type === undefined && object ? object : { state: 'given', because: written };
      default: {
        if (isUnbounded(origin, code) || isEndless(origin, code))
          return { state: 'off', because: `\`${written}\` disables it` };
        if (mayBeZero({ value, origin }, code)) return unclear(`\`${written}\` may be zero, which means no limit`);
        const told = toldBy(origin, code);
        if (told === 'nothing') return unclear(`\`${written}\` may be empty and has no default`);
        if (told === undefined || origin.kind !== 'result' || depth > 4) return { state: 'given', because: written };
        const from = code.outline.calls[origin.call]?.args[told]?.value;
        if (!from) return { state: 'given', because: written };
        return readDuration(from, code.resolver.placeOf(origin.call), { code, written, none, depth: depth + 1 });
      }
    }
  });
  const ms = millisecondsAt(code, value, { at, written });
  const isField = value.kind === 'path' && /^(self|this|cls)$/.test(value.path.names[0] ?? '');
  if (isField && ways.some((way) => way.state === 'off')) return unclear(`\`${written}\` may be set elsewhere`);
  // A default stands behind a parameter, or behind what switches it off: `timeout ?? 5000`.
  const last = value.kind === 'either' ? value.of.at(-1) : undefined;
  const isDefault = last?.kind === 'number' || last?.kind === 'path';
  const isOff = ways.some((way) => way.state === 'off' || (way.state === 'missing' && value.kind === 'either'));
  const said = ways.some((way) => way.state === 'given') && (isDefault || !isOff) ? firstOf(ways) : allOf(ways);
  return withMs(said, ms);
}

/** Java's durations that say no time: `Duration.ZERO`, `Duration.ofMillis(0)`, `Timeout.DISABLED`. */
function isUnbounded(origin: Origin, { outline, resolver }: ResolvedCode): boolean {
  if (outline.language !== 'java') return false;
  const names = resolver.identify(origin).map(({ name }) => name);
  if (names.some((name) => /^(Duration\.ZERO|Timeout\.(DISABLED|INFINITE|ZERO\w*))$/.test(name))) return true;
  if (origin.kind !== 'result' || !names.some((name) => /^(Duration|Timeout)\.of\w*\(\)$/.test(name))) return false;
  const first = outline.calls[origin.call]?.args[0]?.value;
  return first?.kind === 'number' && isZero(first.text);
}

function readConstant(value: Value, { written, none }: { written: string; none: readonly string[] }): Given {
  const off: Given = { state: 'off', because: `\`${written}\` disables it` };
  switch (value.kind) {
    case 'null':
      return value.text === 'undefined' ? missing : off;
    case 'number':
      return isZero(value.text) || none.includes(value.text) ? off : { state: 'given', because: written };
    case 'list': {
      const unbounded = value.items.filter((item) => item.kind === 'null').length;
      if (unbounded === 0) return { state: 'given', because: written };
      // Connecting and reading, in this order: who waits for an answer waits for ever.
      if (value.items.at(-1)?.kind === 'null')
        return { state: 'off', because: `\`${written}\` does not limit the response` };
      return unbounded === value.items.length ? off : unclear(`\`${written}\` limits one phase only`);
    }
    case 'boolean':
      if (none.includes(value.text)) return off;
      return value.text === 'false' ? off : unclear(`\`${written}\` is not a duration`);
    case 'string':
      return value.text === '' ||
        isZero(value.text) ||
        /^[+-]?(inf(inity)?|nan)$/i.test(value.text) ||
        none.includes(value.text)
        ? off
        : { state: 'given', because: written };
    default:
      return { state: 'given', because: written };
  }
}

/** `0`, `0.0`, `0 * time.Second`, `-1`. */
function isZero(text: string): boolean {
  return /^(-\s*\d.*|0[\d_.]*\s*(\*.*|ms|s|m|h)?)$/i.test(text) && !/^0[\d_.]*[1-9]/.test(text);
}

/** Code for a message: one line of bearable length. */
export function shortened(source: string): string {
  const line = source.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
