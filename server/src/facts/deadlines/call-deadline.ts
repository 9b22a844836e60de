import type { KnownPack } from '../../knowledge/outgoing-match.ts';
import type { CallPattern, DeadlineOption } from '../../knowledge/outgoing.ts';
import type { Call, Value } from '../../syntax/code/outline.ts';
import { contextDeadline } from './deadline-sources.ts';
import { chainDeadline, stepsOf } from './deadline-steps.ts';
import { readEntries, readOptions, shortened } from './deadline.ts';
import type { Reading } from './deadline.ts';
import { allOf, firstOf, missing, unclear } from './given.ts';
import type { Given } from './given.ts';
import type { At, Origin } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { visitValue } from '../code/names/values.ts';
import { waitsAmong } from '../limits/bounded-waits.ts';
import { wrapperDeadline } from './wrappers.ts';
import { readDuration } from './duration.ts';
import { say } from '../../words/say.ts';

interface About {
  readonly code: ResolvedCode;
  readonly known: KnownPack;
}

/** Names of variables that hold an address, not options. */
const addressName = /(ur[il]|href|link|host|endpoint|address|path|origin|domain)s?$/i;

/** What a call itself says about its deadline: by options, request, context, chain or wrapper. */
export function callDeadline(index: number, pattern: CallPattern, { code, known }: About): Given {
  const call = code.outline.calls[index];
  if (!call) return missing;
  const at = code.resolver.placeOf(index);
  const steps = stepsOf(index, code);
  const reading = readingOf(known, { code, steps });
  const spread = call.args.findIndex((argument) => argument.spread);
  const isHidden = spread >= 0 && pattern.options.some((position) => position >= spread);
  const named = readEntries(
    call.args.filter((argument) => argument.name !== undefined),
    at,
    reading,
  );
  const optional = pattern.options.map((position) => {
    const value = call.args[position]?.value;
    if (!value || (position === pattern.url && isAddress(value, { code, at, pattern, index }))) return missing;
    return readOptions(value, at, reading);
  });
  const context = pattern.context === undefined ? undefined : call.args[pattern.context]?.value;
  return firstOf([
    named,
    ...optional,
    positional(call, pattern.deadline, { code, at }),
    ...(isHidden ? [unclear(say('call-deadline.its-arguments-are-spread-from'))] : []),
    requestDeadline(index, pattern, { code, known }),
    ...(context ? [contextDeadline(context, at, code)] : []),
    chainDeadline(steps, { code, known }),
    waitsAmong(steps, code),
    wrapperDeadline(index, code),
    isStream(index, code) ? unclear(say('call-deadline.an-event-stream-is-meant')) : missing,
    pattern.open === undefined ? missing : unclear(pattern.open),
  ]);
}

/** A deadline that is given by its position: `urlopen(url, None, 5)`. */
export function positional(
  call: Call,
  position: number | undefined,
  { code, at }: { code: ResolvedCode; at: At },
): Given {
  const given = position === undefined ? undefined : call.args[position];
  if (!given || call.args.slice(0, (position ?? 0) + 1).some(({ name, spread }) => name !== undefined || spread))
    return missing;
  return readDuration(given.value, at, { code, written: shortened(code.text.slice(given.span.start, given.span.end)) });
}

/** What the reading of a library's options needs to know. */
export function readingOf(
  { outgoing, pack }: KnownPack,
  { code, steps }: { code: ResolvedCode; steps: readonly number[] },
): Reading {
  return {
    code,
    options: outgoing.deadlines,
    endsByItself: outgoing.default.timeout === 'finite',
    isCompleted: ({ completed }: DeadlineOption) =>
      completed !== undefined &&
      steps.some((step) => {
        const { callee, args = [] } = code.outline.calls[step] ?? {};
        const first = args[0]?.value;
        return (
          completed.by.includes(callee?.names.at(-1) ?? '') &&
          first?.kind === 'string' &&
          first.text === completed.first
        );
      }),
    isOwnType: (literal) =>
      (literal.kind === 'literal' && !literal.value.type) ||
      code.resolver.identify(literal).some(({ module }) => {
        const packs = module === undefined ? [] : code.knowledge.forModule(code.outline.language, module);
        return packs.some((each) => each.outgoing);
      }),
    elsewhere: say('call-deadline.the-options-of-are-set', { name: pack.name }),
  };
}

/** In a place where either may stand: whether it is the address. */
function isAddress(
  value: Value,
  { code, at, pattern, index }: { code: ResolvedCode; at: At; pattern: CallPattern; index: number },
): boolean {
  if (value.kind === 'string') return true;
  // With further arguments in the places of options, the first is the address.
  const next = code.outline.calls[index]?.args.find(
    (_, position) => position > 0 && pattern.options.includes(position),
  );
  if (next && next.value.kind !== 'function')
    return code.resolver.evaluate(value, at).every(({ kind }) => kind !== 'literal');
  return value.kind === 'path' && addressName.test(value.path.names.at(-1) ?? '');
}

/** What the request says that a call sends. */
function requestDeadline(index: number, { request, url }: CallPattern, { code, known }: About): Given {
  const value = request && code.outline.calls[index]?.args[request.at]?.value;
  if (!value) return missing;
  const at = code.resolver.placeOf(index);
  const mayBeAddress = url === request.at;
  const name = value.kind === 'path' ? (value.path.names.at(-1) ?? '') : '';
  const elsewhere = unclear(say('call-deadline.its-request-is-created-elsewhere'));
  return allOf(
    code.resolver.evaluate(value, at).map((origin): Given => {
      if (origin.kind === 'value' || origin.kind === 'literal') return missing;
      const names = code.resolver.identify(origin).map((each) => each.name);
      const made =
        origin.kind === 'result'
          ? request.made.find((each) => each.names.some((own) => names.some((name) => isMade(name, own, each))))
          : undefined;
      if (!made || origin.kind !== 'result') {
        if (!mayBeAddress) return elsewhere;
        return request.named.some((end) => name.toLowerCase().endsWith(end)) ? elsewhere : missing;
      }
      const { args = [] } = code.outline.calls[origin.call] ?? {};
      const there = code.resolver.placeOf(origin.call);
      const context = made.context === undefined ? undefined : args[made.context]?.value;
      const reading = readingOf(known, { code, steps: [] });
      const isFromElsewhere = made.fluent && names.some((name) => name.includes('{}'));
      return firstOf([
        ...(made.fluent ? [chainDeadline(stepsOf(origin.call, code), { code, known })] : []),
        ...(isFromElsewhere ? [elsewhere] : []),
        ...settingsOf(origin, made.settings, { code, known }),
        ...(context ? [contextDeadline(context, there, code)] : []),
        ...made.options.flatMap((position) => {
          const options = args[position]?.value;
          return options ? [readOptions(options, there, reading)] : [];
        }),
      ]);
    }),
  );
}

/** `HttpRequest.newBuilder().uri().build()` is made by `HttpRequest.newBuilder`. */
function isMade(name: string, own: string, { fluent }: { fluent: boolean }): boolean {
  const start = own.endsWith('{}') ? own : `${own}()`;
  return name === start || (fluent && name.startsWith(`${start}.`));
}

/** What the settings say that a request is given: `get.setConfig(RequestConfig.custom()…build())`. */
function settingsOf(origin: Origin, settings: readonly string[], about: About): Given[] {
  const { outline, resolver } = about.code;
  const calls = 'holder' in origin ? (origin.holder?.calls ?? []) : [];
  return calls.flatMap((index) => {
    const call = outline.calls[index];
    const value = call?.args[0]?.value;
    if (!value || !settings.includes(call.callee.names.at(-1) ?? '')) return [];
    const ways = resolver
      .evaluate(value, resolver.placeOf(index))
      .map((each) =>
        each.kind === 'result'
          ? chainDeadline(stepsOf(each.call, about.code), about)
          : unclear(say('call-deadline.its-request-uses-settings-that')),
      );
    return [allOf(ways)];
  });
}

function isStream(index: number, { outline }: ResolvedCode): boolean {
  let found = false;
  for (const argument of outline.calls[index]?.args ?? []) {
    visitValue(argument.value, (value) => {
      found ||= value.kind === 'string' && value.text.includes('text/event-stream');
    });
  }
  return found;
}
