import type { DeadlineOption } from '../../knowledge/outgoing.ts';
import type { Argument, Value } from '../../syntax/code/outline.ts';
import { contextDeadline, signalDeadline } from './deadline-sources.ts';
import { allOf, firstOf, missing, unclear, withMs } from './given.ts';
import type { Given } from './given.ts';
import { wrappedBy } from '../limits/wrapped-values.ts';
import type { At, Holder, Origin } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { readDuration } from './duration.ts';
import { say } from '../../words/say.ts';

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
      return unclear(say('deadline.removes-the-limit-of-one', { written }));
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
  // Without a limit on the answer the call has none, whatever bounds the rest.
  if (
    call.args.some(({ name, value }) => name === 'read' && readDuration(value, at, { code, written }).state === 'off')
  )
    return { state: 'off', because: say('deadline.does-not-limit-the-response', { written }) };
  const whole = built.whole.find((parts) => parts.every((part) => read(part).state === 'given'));
  if (whole) {
    const last = read(whole.at(-1) ?? '');
    return withMs({ state: 'given', because: written }, last.state === 'given' ? last.ms : undefined);
  }
  const isNothing = call.args.every(({ value }) => readDuration(value, at, { code, written }).state === 'off');
  if (isNothing) return { state: 'off', because: say('deadline.disables-it', { written }) };
  return unclear(say('deadline.may-limit-one-phase-only', { written }));
}

/** Code for a message: one line of bearable length. */
export function shortened(source: string): string {
  const line = source.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
