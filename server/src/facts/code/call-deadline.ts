import type { KnownPack } from '../../knowledge/outgoing-match.ts';
import type { CallPattern, DeadlineOption } from '../../knowledge/outgoing.ts';
import type { Call, Value } from '../../syntax/code/outline.ts';
import type { Client } from './clients.ts';
import { contextDeadline } from './deadline-sources.ts';
import { readDuration, readEntries, readHolder, readOptions, shortened } from './deadline.ts';
import type { Reading } from './deadline.ts';
import { allOf, firstOf, missing, unclear } from './given.ts';
import type { Given } from './given.ts';
import type { At } from './origin.ts';
import type { ResolvedCode } from './resolved.ts';
import { visitValue } from './values.ts';
import { wrapperDeadline } from './wrappers.ts';

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
    ...(isHidden ? [unclear('its arguments are spread from elsewhere')] : []),
    requestDeadline(index, pattern, { code, known }),
    ...(context ? [contextDeadline(context, at, code)] : []),
    chainDeadline(steps, { code, known }),
    wrapperDeadline(index, code),
    isStream(index, code) ? unclear('an event stream is meant to stay open') : missing,
  ]);
}

/** A deadline that is given by its position: `urlopen(url, None, 5)`. */
function positional(call: Call, position: number | undefined, { code, at }: { code: ResolvedCode; at: At }): Given {
  const given = position === undefined ? undefined : call.args[position];
  if (!given || call.args.slice(0, (position ?? 0) + 1).some(({ name, spread }) => name !== undefined || spread))
    return missing;
  return readDuration(given.value, at, { code, written: shortened(code.text.slice(given.span.start, given.span.end)) });
}

function readingOf(
  { outgoing, pack }: KnownPack,
  { code, steps }: { code: ResolvedCode; steps: readonly number[] },
): Reading {
  return {
    code,
    options: outgoing.deadlines,
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
    elsewhere: `the options of ${pack.name} come from elsewhere`,
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
  const elsewhere = unclear('its request is made elsewhere and may carry a deadline');
  return allOf(
    code.resolver.evaluate(value, at).map((origin): Given => {
      if (origin.kind === 'value' || origin.kind === 'literal') return missing;
      const names = code.resolver.identify(origin).map((each) => each.name);
      const made =
        origin.kind === 'result'
          ? request.made.find((each) => each.names.some((own) => names.includes(`${own}()`)))
          : undefined;
      if (!made || origin.kind !== 'result') {
        if (!mayBeAddress) return elsewhere;
        return request.named.some((end) => name.toLowerCase().endsWith(end)) ? elsewhere : missing;
      }
      const { args = [] } = code.outline.calls[origin.call] ?? {};
      const there = code.resolver.placeOf(origin.call);
      const context = made.context === undefined ? undefined : args[made.context]?.value;
      const reading = readingOf(known, { code, steps: [] });
      return firstOf([
        ...(context ? [contextDeadline(context, there, code)] : []),
        ...made.options.flatMap((position) => {
          const options = args[position]?.value;
          return options ? [readOptions(options, there, reading)] : [];
        }),
      ]);
    }),
  );
}

/** Calls in the same chain, before and after, and on the variable that holds the result. */
function stepsOf(index: number, code: ResolvedCode): number[] {
  const { outline, resolver } = code;
  const steps: number[] = [];
  for (let base = outline.calls[index]?.callee.base; base !== undefined; base = outline.calls[base]?.callee.base) {
    if (base < 0 || steps.length > 40) break;
    steps.push(base);
  }
  const after = [index];
  for (let call = after.pop(); call !== undefined && steps.length < 80; call = after.pop()) {
    const next = resolver.chained(call);
    steps.push(...next);
    after.push(...next);
  }
  const whole = new Set([index, ...steps]);
  for (const { targets, value, region, span } of outline.bindings) {
    const target = targets[0];
    if (value?.kind !== 'call' || !whole.has(value.call) || !target || target.base !== undefined) continue;
    for (const origin of resolver.origins(target, { region, offset: span.end })) {
      if (origin.kind === 'result' && whole.has(origin.call)) steps.push(...(origin.holder?.calls ?? []));
    }
  }
  // A request may be built in a variable, step by step, before it is sent.
  for (const origin of resolver.callee(index)) if ('holder' in origin) steps.push(...(origin.holder?.calls ?? []));
  return steps;
}

function chainDeadline(steps: readonly number[], { code, known }: About): Given {
  return firstOf(
    steps.flatMap((step) => {
      const call = code.outline.calls[step];
      const name = call?.callee.names.at(-1) ?? '';
      const setter = known.outgoing.chain.find(({ names }) => names.includes(name));
      const value = call?.args[0]?.value;
      if (!setter || !call || !value) return [];
      const at = code.resolver.placeOf(step);
      if (setter.is === 'context') return [contextDeadline(value, at, code)];
      const written = shortened(code.text.slice(call.nameSpan.start, call.brackets.end));
      return [readDuration(value, at, { code, written })];
    }),
  );
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

/** What a client says where it is made, and what is later set on it. */
export function clientDeadline(client: Client, code: ResolvedCode): Given {
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
    if (made.args.some(({ spread }) => spread)) said.push(unclear('its options are spread from elsewhere'));
  }
  if (literal) said.push(readEntries(literal.value.entries, literal.at, reading));
  const fields = pattern.fields.map((option): DeadlineOption => ({ option, is: 'duration', none: [], plain: [] }));
  const calls = new Set(steps);
  for (const holder of holders) {
    said.push(readHolder(holder, { ...reading, options: [...known.outgoing.deadlines, ...fields] }));
    for (const each of holder.calls) calls.add(each);
  }
  said.push(...settersAmong([...calls], { code, known, pattern }));
  const member = code.outline.bindings.find(
    ({ how, targets }) => how === 'field' && pattern.classMembers.includes(targets[0]?.names[0] ?? ''),
  );
  if (member) said.push({ state: 'given', because: shortened(code.text.slice(member.span.start, member.span.end)) });
  const own = firstOf(said);
  return own.state === 'missing' && parent ? clientDeadline(parent, code) : own;
}

function settersAmong(
  calls: readonly number[],
  { code, known, pattern }: About & { pattern: Client['pattern'] },
): Given[] {
  return calls.flatMap((index) => {
    const call = code.outline.calls[index];
    const value = call?.args[0]?.value;
    if (!call || !value) return [];
    const names = call.callee.names.join('.');
    if (known.outgoing.hooks.some((hook) => names.endsWith(hook))) return [hookDeadline(value, code)];
    if (!pattern.setters.includes(call.callee.names.at(-1) ?? '')) return [];
    const written = shortened(code.text.slice(call.nameSpan.start, call.brackets.end));
    return [readDuration(value, code.resolver.placeOf(index), { code, written })];
  });
}

/** What was done to a client that has no deadline of its own, and may bound its calls nevertheless: `session.mount(…)`. */
export function openDeadline({ pattern, holders }: Client, code: ResolvedCode): Given {
  const { opaque } = pattern;
  if (!opaque) return missing;
  const isPlain = (call: number) => {
    const last = code.outline.calls[call]?.args.at(-1);
    const origins = last ? code.resolver.evaluate(last.value, code.resolver.placeOf(call)) : [];
    return origins.some((origin) => code.resolver.identify(origin).some(({ name }) => opaque.plain.includes(name)));
  };
  for (const { calls, members } of holders) {
    const set = members.find(({ names }) => opaque.replaced.includes(names[0] ?? ''))?.names[0];
    const called = calls
      .filter((call) => !isPlain(call))
      .map((call) => code.outline.calls[call]?.callee.names.at(-1) ?? '')
      .find((name) => opaque.called.includes(name));
    const found = set ?? called;
    if (found !== undefined) return unclear(`\`${found}\` of its client may bound it`);
  }
  return missing;
}

/** What a function that sees every request says: it may set a deadline. */
export function hookDeadline(value: Value, { outline, text }: ResolvedCode): Given {
  const body = value.kind === 'function' ? outline.regions[value.region]?.body : undefined;
  const mentions = body && /timeout|signal|abort/i.test(text.slice(body.start, body.end));
  return mentions ? unclear('an interceptor here deals with timeouts') : missing;
}
