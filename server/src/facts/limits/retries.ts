import type { OutgoingCall, RetryLayer } from '../../model/code-fact.ts';
import type { Fact } from '../../model/fact.ts';
import type { Span } from '../../model/span.ts';
import type { Argument, Value } from '../../syntax/code/outline.ts';
import type { At, Origin } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { numberAt } from './numbers.ts';
import {
  avastAttempts,
  axiosRetryAttempts,
  backoffAttempts,
  cenkaltiAttempts,
  keyword,
  promiseRetryAttempts,
  retryableHttpAttempts,
  springAttempts,
  tenacityAttempts,
  urllibAttempts,
  type Attempts,
  type RetrySite,
} from './retry-attempts.ts';
import { mayRetry } from './retry-policies.ts';
import { say } from '../../words/say.ts';

/** What a library gives for one call of it, or nothing. */
type Reader = (site: RetrySite) => Omit<RetryLayer, 'kind' | 'span'> | undefined;

/** Retries that a file declares around calls, where their number is written or the library's default is documented. */
export function extractRetries(code: ResolvedCode, facts: readonly Fact[]): RetryLayer[] {
  const { outline } = code;
  const found = (mayRetry(code) ? outline.calls : []).flatMap((call, index): RetryLayer[] => {
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

/** What is tried without end is no layer that multiplies: nobody can say by how much. */
function layer(by: string, attempts: Attempts, covers: readonly Span[]): ReturnType<Reader> {
  return typeof attempts === 'number' ? { by, attempts, covers } : undefined;
}

const readers: readonly { readonly of: RegExp; readonly names: RegExp; readonly read: Reader }[] = [
  // github.com/softonic/axios-retry: 3 retries, idempotent requests only, one timeout for all unless `shouldResetTimeout`.
  { of: /^axios-retry$/, names: /./, read: axiosRetry },
  // github.com/sindresorhus/got, documentation/7-retry.md; ky's README: its timeout is for all attempts.
  { of: /^(got|ky)$/, names: /./, read: byOption },
  { of: /^(p-retry|async-retry)$/, names: /./, read: (site) => around(site, promiseRetryAttempts(site)) },
  { of: /^tenacity/, names: /^retry$/, read: (site) => decorated(site, tenacityAttempts(site), 'tenacity') },
  {
    of: /^backoff$/,
    names: /^on_(exception|predicate)$/,
    read: (site) => decorated(site, backoffAttempts(site), 'backoff'),
  },
  // urllib3.readthedocs.io, urllib3.util.Retry; requests hands it to its adapters.
  { of: /^requests/, names: /^mount$/, read: mounted },
  {
    of: /^org\.springframework\.retry\.annotation/,
    names: /^Retryable$/,
    read: (site) => decorated(site, springAttempts(site), '@Retryable'),
  },
  {
    of: /hashicorp\/go-retryablehttp$/,
    names: /^NewClient$/,
    read: (site) => layer('go-retryablehttp', retryableHttpAttempts(site), callsOfMade(site.code, site.index)),
  },
  {
    of: /cenkalti\/backoff/,
    names: /^Retry(Notify\w*|WithData)?$/,
    read: (site) => around(site, cenkaltiAttempts(site)),
  },
  { of: /avast\/retry-go/, names: /^Do(WithData)?$/, read: (site) => around(site, avastAttempts(site)) },
];

function axiosRetry({ code, call, index }: RetrySite): ReturnType<Reader> {
  const client = call.args[0]?.value;
  const attempts = axiosRetryAttempts({ code, call, index });
  if (client?.kind !== 'path' || typeof attempts !== 'number') return undefined;
  const options = entriesOf(call.args[1]?.value);
  const resets = options.find(({ name }) => name === 'shouldResetTimeout')?.value;
  const isReset = resets?.kind === 'boolean' && resets.text === 'true';
  return {
    by: 'axios-retry',
    attempts,
    covers: callsOn(code, { client, at: code.resolver.placeOf(index) }),
    ...(isReset ? {} : { shares: true }),
    ...(options.some(({ name }) => name === 'retryCondition') ? {} : { safeOnly: true }),
  };
}

/** `retry: 2` and `retry: { limit: 2 }` among the options of a call, or of a client that is made here. */
function byOption({ code, call, index }: RetrySite): ReturnType<Reader> {
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

/** A function that is given to be tried again. */
function around({ code, call }: RetrySite, attempts: Attempts): ReturnType<Reader> {
  const covers = call.args.flatMap(({ value }) => {
    const body = value.kind === 'function' ? code.outline.regions[value.region]?.body : undefined;
    return body ? [body] : value.kind === 'path' ? bodiesOf(code, value.path.names) : [];
  });
  const module = code.outline.imports.find(({ local }) => local === call.callee.names[0])?.module ?? '';
  const by = module
    .replace(/\/v\d+$/, '')
    .split('/')
    .slice(-2)
    .join('/');
  return layer(by, attempts, covers);
}

function decorated({ code, index }: RetrySite, attempts: Attempts, by: string): ReturnType<Reader> {
  const region = code.outline.regions.find(
    ({ kind, decorators }) => kind === 'function' && decorators?.includes(index),
  );
  return region && layer(by, attempts, [region.body]);
}

/** `session.mount('https://', HTTPAdapter(max_retries=Retry(total=3)))`, also with the adapter or the policy in a variable. */
function mounted({ code, call, index }: RetrySite): ReturnType<Reader> {
  const { outline, resolver } = code;
  const at = resolver.placeOf(index);
  const made = (value: Value | undefined): RetrySite | undefined => {
    const [only, ...more] = value ? resolver.evaluate(value, at) : [];
    const inner = only?.kind === 'result' && more.length === 0 ? outline.calls[only.call] : undefined;
    return inner && only?.kind === 'result' ? { code, call: inner, index: only.call } : undefined;
  };
  const adapter = made(call.args[1]?.value);
  const given = adapter && keyword(adapter, 'max_retries');
  const policy = made(given);
  const retries = numberAt(code, given, at);
  const attempts =
    policy?.call.callee.names.at(-1) === 'Retry'
      ? urllibAttempts(policy)
      : retries === undefined
        ? undefined
        : retries + 1;
  const covers = madeBehind(resolver.callee(index)).flatMap((session) => callsOfMade(code, session));
  const found = layer('urllib3 Retry', attempts, covers);
  return found && { ...found, safeOnly: true };
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
  if (!text.includes('maxAttempts')) return [];
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
    : [{ kind: 'retry', span, by: say('retries.the-grpc-service-config'), attempts, covers, shares: true }];
}
