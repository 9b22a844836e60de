import type { OutgoingCall, RetryLayer } from '../../model/code-fact.ts';
import type { Fact } from '../../model/fact.ts';
import type { Span } from '../../model/span.ts';
import type { Argument, Call, Value } from '../../syntax/code/outline.ts';
import type { At, Origin } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { retryWords } from './retry-words.ts';
import { numberAt } from './numbers.ts';

/** What a library gives for one call of it, or nothing. */
type Reader = (site: Site) => Omit<RetryLayer, 'kind' | 'span'> | undefined;

interface Site {
  readonly code: ResolvedCode;
  readonly call: Call;
  readonly index: number;
}

/** Retries that a file declares around calls, where their number is written or the library's default is documented. */
export function extractRetries(code: ResolvedCode, facts: readonly Fact[]): RetryLayer[] {
  const { outline, text } = code;
  if (!new RegExp(retryWords).test(text)) return [];
  const found = outline.calls.flatMap((call, index): RetryLayer[] => {
    const last = call.callee.names.at(-1) ?? '';
    const module = moduleOf(code, index);
    const read =
      module === undefined ? undefined : readers.find(({ of, names }) => of.test(module) && names.test(last));
    const layer = read?.read({ code, call, index });
    return layer && layer.attempts > 1 && layer.covers.length > 0
      ? [{ kind: 'retry', span: call.nameSpan, ...layer }]
      : [];
  });
  return [...found, ...ofServiceConfig(code, facts)];
}

/** The module that what is called comes from, by its import: that of its first name, or of the class it is made of. */
function moduleOf({ outline, resolver }: ResolvedCode, index: number): string | undefined {
  const root = outline.calls[index]?.callee.names[0];
  const direct = outline.imports.find(({ local }) => local === root);
  if (direct) return direct.module;
  return resolver
    .callee(index)
    .flatMap((origin) => resolver.identify(origin).flatMap(({ module }) => module ?? []))
    .at(0);
}

const readers: readonly { readonly of: RegExp; readonly names: RegExp; readonly read: Reader }[] = [
  // github.com/softonic/axios-retry: 3 retries, idempotent requests only, one timeout for all unless `shouldResetTimeout`.
  { of: /^axios-retry$/, names: /./, read: axiosRetry },
  // github.com/sindresorhus/got, documentation/7-retry.md; ky's README: its timeout is for all attempts.
  { of: /^(got|ky)$/, names: /./, read: byOption },
  // github.com/sindresorhus/p-retry and github.com/vercel/async-retry: 10 retries.
  { of: /^(p-retry|async-retry)$/, names: /./, read: (site) => around(site, option(site, 1, 'retries', 10), 1) },
  // tenacity.readthedocs.io; without `stop` it never ends.
  { of: /^tenacity/, names: /^retry$/, read: tenacity },
  {
    of: /^backoff$/,
    names: /^on_(exception|predicate)$/,
    read: (site) => decorated(site, keyword(site, 'max_tries'), 'backoff'),
  },
  // urllib3.readthedocs.io, urllib3.util.Retry; requests hands it to its adapters.
  { of: /^requests/, names: /^mount$/, read: mounted },
  // docs.spring.io, org.springframework.retry.annotation.Retryable: maxAttempts = 3.
  {
    of: /^org\.springframework\.retry\.annotation/,
    names: /^Retryable$/,
    read: (site) =>
      decorated(site, keyword(site, 'maxAttempts') ?? (hasKeyword(site, 'maxAttempts') ? undefined : 3), '@Retryable'),
  },
  // pkg.go.dev/github.com/hashicorp/go-retryablehttp: RetryMax is 4.
  { of: /hashicorp\/go-retryablehttp$/, names: /^NewClient$/, read: retryable },
  { of: /cenkalti\/backoff/, names: /^Retry(Notify\w*|WithData)?$/, read: cenkalti },
  // pkg.go.dev/github.com/avast/retry-go: 10 attempts.
  {
    of: /avast\/retry-go/,
    names: /^Do(WithData)?$/,
    read: (site) => around(site, innerCall(site, 'Attempts') ?? 10, 0),
  },
];

function axiosRetry({ code, call, index }: Site): ReturnType<Reader> {
  const client = call.args[0]?.value;
  const retries = option({ code, call, index }, 1, 'retries', 3);
  if (client?.kind !== 'path' || retries === undefined) return undefined;
  const options = entriesOf(call.args[1]?.value);
  const resets = options.find(({ name }) => name === 'shouldResetTimeout')?.value;
  const isReset = resets?.kind === 'boolean' && resets.text === 'true';
  return {
    by: 'axios-retry',
    attempts: retries + 1,
    covers: callsOn(code, { client, at: code.resolver.placeOf(index) }),
    ...(isReset ? {} : { shares: true }),
    ...(options.some(({ name }) => name === 'retryCondition') ? {} : { safeOnly: true }),
  };
}

/** `retry: 2` and `retry: { limit: 2 }` among the options of a call, or of a client that is made here. */
function byOption({ code, call, index }: Site): ReturnType<Reader> {
  const given = call.args.flatMap(({ value }) => entriesOf(value)).find(({ name }) => name === 'retry')?.value;
  if (!given) return undefined;
  const inner = entriesOf(given).find(({ name }) => name === 'limit')?.value;
  const limit = numberAt(code, inner ?? given, code.resolver.placeOf(index));
  const root = call.callee.names[0] ?? '';
  const isKy = code.outline.imports.some(({ local, module }) => local === root && module === 'ky');
  const isClient = /^(extend|create)$/.test(call.callee.names.at(-1) ?? '');
  if (limit === undefined) return undefined;
  return {
    by: isKy ? 'ky' : 'got',
    attempts: limit + 1,
    covers: isClient ? callsOfMade(code, index) : [call.nameSpan],
    ...(isKy ? { shares: true } : {}),
    safeOnly: true,
  };
}

/** A function that is given to be tried again; `more` where the number counts retries and not attempts. */
function around({ code, call }: Site, count: number | undefined, more: number): ReturnType<Reader> {
  const covers = call.args.flatMap(({ value }) => {
    const body = value.kind === 'function' ? code.outline.regions[value.region]?.body : undefined;
    return body ? [body] : value.kind === 'path' ? bodiesOf(code, value.path.names) : [];
  });
  const by = code.outline.imports.find(({ local }) => local === call.callee.names[0])?.module ?? '';
  return count === undefined
    ? undefined
    : {
        by: by
          .replace(/\/v\d+$/, '')
          .split('/')
          .slice(-2)
          .join('/'),
        attempts: count + more,
        covers,
      };
}

function tenacity(site: Site): ReturnType<Reader> {
  const stop = site.call.args.find(({ name }) => name === 'stop')?.value;
  const made = stop?.kind === 'call' ? site.code.outline.calls[stop.call] : undefined;
  if (made?.callee.names.at(-1) !== 'stop_after_attempt') return undefined;
  return decorated(site, numberAt(site.code, made.args[0]?.value, site.code.resolver.placeOf(site.index)), 'tenacity');
}

function decorated({ code, index }: Site, attempts: number | undefined, by: string): ReturnType<Reader> {
  const region = code.outline.regions.find(
    ({ kind, decorators }) => kind === 'function' && decorators?.includes(index),
  );
  return region && attempts !== undefined ? { by, attempts, covers: [region.body] } : undefined;
}

/** `session.mount('https://', HTTPAdapter(max_retries=Retry(total=3)))`, also with the adapter or the policy in a variable. */
function mounted({ code, call, index }: Site): ReturnType<Reader> {
  const { outline, resolver } = code;
  const at = resolver.placeOf(index);
  const made = (value: Value | undefined): Call | undefined => {
    const [only, ...more] = value ? resolver.evaluate(value, at) : [];
    return only?.kind === 'result' && more.length === 0 ? outline.calls[only.call] : undefined;
  };
  const given = made(call.args[1]?.value)?.args.find(({ name }) => name === 'max_retries')?.value;
  const policy = made(given);
  const isPolicy = policy?.callee.names.at(-1) === 'Retry';
  const total =
    policy?.args.find(({ name }) => name === 'total') ?? policy?.args.find(({ name }) => name === undefined);
  const retries = isPolicy ? numberAt(code, total?.value, at) : numberAt(code, given, at);
  const covers = madeBehind(resolver.callee(index)).flatMap((session) => callsOfMade(code, session));
  return retries === undefined ? undefined : { by: 'urllib3 Retry', attempts: retries + 1, covers, safeOnly: true };
}

function retryable({ code, call, index }: Site): ReturnType<Reader> {
  const { outline, resolver } = code;
  const name = outline.bindings
    .find(({ value }) => value?.kind === 'call' && value.call === index)
    ?.targets[0]?.names.join('.');
  const around = resolver.functionAround(call.region);
  const set = outline.bindings.find(
    ({ targets, region }) =>
      targets[0]?.names.join('.') === `${name}.RetryMax` && resolver.functionAround(region) === around,
  );
  const at = set && { region: set.region, offset: set.span.end };
  const retries = set && at ? numberAt(code, set.value, at) : 4;
  return retries === undefined
    ? undefined
    : { by: 'go-retryablehttp', attempts: retries + 1, covers: callsOfMade(code, index) };
}

function cenkalti(site: Site): ReturnType<Reader> {
  const retries = innerCall(site, 'WithMaxRetries', 1);
  const tries = innerCall(site, 'WithMaxTries');
  return around(site, tries ?? (retries === undefined ? undefined : retries + 1), 0);
}

/** The number that a call gets within the arguments of another: `retry.Attempts(3)`. */
function innerCall({ code, call }: Site, name: string, position = 0): number | undefined {
  for (const { value } of call.args) {
    const inner = value.kind === 'call' ? code.outline.calls[value.call] : undefined;
    if (value.kind === 'call' && inner?.callee.names.at(-1) === name)
      return numberAt(code, inner.args[position]?.value, code.resolver.placeOf(value.call));
  }
  return undefined;
}

/** A number among the options; `fallback` where they do not name it. */
function option({ code, call, index }: Site, position: number, name: string, fallback: number): number | undefined {
  const value = call.args[position]?.value;
  if (!value) return fallback;
  if (value.kind !== 'object' || value.entries.some(({ spread }) => spread)) return undefined;
  const entry = value.entries.find((each) => each.name === name);
  return entry ? numberAt(code, entry.value, code.resolver.placeOf(index)) : fallback;
}

function keyword({ code, call, index }: Site, name: string): number | undefined {
  const given = call.args.find((each) => each.name === name)?.value;
  return given && numberAt(code, given, code.resolver.placeOf(index));
}

function hasKeyword({ call }: Site, name: string): boolean {
  return call.args.some((each) => each.name === name || each.name === `${name}Expression`);
}

function entriesOf(value: Value | undefined): readonly Argument[] {
  return value?.kind === 'object' ? value.entries : [];
}

/** The names of calls on a client: on what made it, wherever it is held; on a module by its name. */
function callsOn(code: ResolvedCode, { client, at }: { client: Value & { kind: 'path' }; at: At }): Span[] {
  const made = madeBehind(code.resolver.evaluate(client, at));
  if (made.length > 0) return made.flatMap((index) => callsOfMade(code, index));
  const [root = '', ...members] = client.path.names;
  return members.length > 0
    ? []
    : code.outline.calls.flatMap(({ callee, nameSpan }) => (callee.names[0] === root ? [nameSpan] : []));
}

function madeBehind(origins: readonly Origin[]): number[] {
  return origins.flatMap((origin) => (origin.kind === 'result' ? [origin.call] : []));
}

/** The names of calls on what a call makes. */
function callsOfMade({ outline, resolver }: ResolvedCode, made: number): Span[] {
  return outline.calls.flatMap(({ nameSpan }, index) =>
    index !== made && madeBehind(resolver.callee(index)).includes(made) ? [nameSpan] : [],
  );
}

/** The body of the one function of a name, or of the one in the variable of that name. */
function bodiesOf({ outline }: ResolvedCode, names: readonly string[]): Span[] {
  if (names.length !== 1) return [];
  const inVariables = outline.bindings.flatMap(({ targets, value }) =>
    targets[0]?.names.join('.') === names[0] && value?.kind === 'function' ? [value.region] : [],
  );
  const named = outline.regions.flatMap(({ kind, name }, index) =>
    kind === 'function' && name === names[0] ? [index] : [],
  );
  const [own, ...others] = new Set([...named, ...inVariables]);
  const body = own === undefined ? undefined : outline.regions[own]?.body;
  return body && others.length === 0 ? [body] : [];
}

/** `maxAttempts` in a service config of gRPC (grpc.io/docs/guides/retry; more than 5 count as 5), for calls of this file. */
function ofServiceConfig({ text }: ResolvedCode, facts: readonly Fact[]): RetryLayer[] {
  const found = /\\?["']?maxAttempts\\?["']?\s*:\s*\\?["']?(\d+)/.exec(text);
  if (!found || !/retryPolicy/.test(text)) return [];
  const named = [...text.matchAll(/\\?["']?service\\?["']?\s*:\s*\\?["']([\w.]+)/g)].map(([, name = '']) =>
    name.slice(name.lastIndexOf('.') + 1),
  );
  const calls = facts.filter((fact): fact is OutgoingCall => fact.kind === 'outgoing-call' && fact.protocol === 'rpc');
  const isMeant = ({ api }: OutgoingCall) =>
    named.length === 0 || named.some((name) => api.startsWith(name.replace(/Service$/, '')));
  const covers = calls.filter(isMeant).map(({ span }) => span);
  const attempts = Math.min(5, Number(found[1]));
  const span = { start: found.index, end: found.index + found[0].length };
  // The time of a call holds for all its attempts.
  return covers.length === 0 || attempts < 2
    ? []
    : [{ kind: 'retry', span, by: 'the gRPC service config', attempts, covers, shares: true }];
}
