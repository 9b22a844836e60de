import type { RetryPolicy } from '../../model/retry-fact.ts';
import type { Argument, Call, Value } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { numberAt } from './numbers.ts';
import { retryWords } from './retry-words.ts';

type Policy = Omit<RetryPolicy, 'kind' | 'span' | 'by'>;

interface Site {
  readonly code: ResolvedCode;
  readonly call: Call;
  readonly index: number;
}

interface Known {
  readonly names: RegExp;
  readonly by: string;
  readonly read: (site: Site) => Policy | undefined;
}

/** How often each library tries, and how long it waits, by its documentation. */
const known: readonly Known[] = [
  // github.com/softonic/axios-retry: 3 retries, and no delay between them by default.
  {
    names: /^axios-retry(\.default)?$/,
    by: 'axios-retry',
    read: (site) => ({
      ...attempts(optionOf(site, 1, 'retries'), { fallback: 3, more: 1 }),
      delay: given(site, 1, 'retryDelay') ? 'present' : hasOpenOptions(site, 1) ? 'unknown' : 'absent',
    }),
  },
  // github.com/sindresorhus/p-retry and github.com/vercel/async-retry: 10 retries, delays that grow from 1 s.
  {
    names: /^(p-retry|async-retry)(\.default)?$/,
    by: 'p-retry',
    read: (site) => ({
      ...(given(site, 1, 'forever')
        ? { attempts: 'unlimited' as const }
        : attempts(optionOf(site, 1, 'retries'), { fallback: 10, more: 1 })),
      delay: 'present',
    }),
  },
  // tenacity.readthedocs.io: without `stop` it never ends, without `wait` it does not wait.
  { names: /^tenacity\.(retry|Retrying|AsyncRetrying)$/, by: 'tenacity', read: tenacity },
  // github.com/litl/backoff: without max_tries and max_time it never ends.
  {
    names: /^backoff\.on_(exception|predicate)$/,
    by: 'backoff',
    read: (site) => {
      const tries = keyword(site, 'max_tries');
      const isTimed = keyword(site, 'max_time') !== undefined;
      const count = tries ? attempts({ value: numberOf(site, tries), written: true }, { fallback: 0, more: 0 }) : {};
      return {
        ...(tries || isTimed ? count : { attempts: 'unlimited' as const }),
        ...(isTimed ? { timed: true as const } : {}),
        delay: 'present',
      };
    },
  },
  // urllib3.readthedocs.io, Retry: backoff_factor is 0 by default.
  {
    names: /^(urllib3(\.util)?(\.retry)?|requests\.packages\.urllib3\.util\.retry|requests\.adapters)\.Retry$/,
    by: 'urllib3 Retry',
    read: (site) => {
      const total = keyword(site, 'total') ?? site.call.args.find(({ name }) => name === undefined)?.value;
      const factor = keyword(site, 'backoff_factor');
      if (!total) return undefined;
      const waits = factor ? numberOf(site, factor) : 0;
      return {
        ...attempts({ value: numberOf(site, total), written: true }, { fallback: 0, more: 1 }),
        delay: waits === undefined ? 'unknown' : waits > 0 ? 'present' : 'absent',
      };
    },
  },
  // docs.spring.io, @Retryable: 3 attempts, 1 s between them.
  {
    names: /^org\.springframework\.(retry\.annotation|resilience\.annotation)\.Retryable$/,
    by: '@Retryable',
    read: (site) => {
      const written = keyword(site, 'maxAttempts') ?? keyword(site, 'maxAttemptsExpression');
      return {
        ...attempts(
          { value: written && numberOf(site, written), written: written !== undefined },
          { fallback: 3, more: 0 },
        ),
        delay: 'present',
      };
    },
  },
  // pkg.go.dev/github.com/hashicorp/go-retryablehttp: RetryMax is 4, with exponential backoff.
  {
    names: /^github\.com\/hashicorp\/go-retryablehttp\.NewClient$/,
    by: 'go-retryablehttp',
    read: (site) => retryable(site),
  },
  {
    names: /^github\.com\/cenkalti\/backoff(\/v\d+)?\.Retry(Notify\w*|WithData)?$/,
    by: 'cenkalti/backoff',
    read: cenkalti,
  },
  // pkg.go.dev/github.com/avast/retry-go: 10 attempts with backoff and jitter; 0 attempts never end.
  {
    names: /^github\.com\/avast\/retry-go(\/v\d+)?\.(Do|DoWithData)$/,
    by: 'avast/retry-go',
    read: (site) => {
      const inner = innerCall(site, /^Attempts$/);
      const written = inner && numberOf(site, inner.args[0]?.value);
      if (innerCall(site, /^UntilSucceeded$/) ?? (inner && written === 0))
        return { attempts: 'unlimited', delay: 'present' };
      return {
        ...attempts({ value: written, written: inner !== undefined }, { fallback: 10, more: 0 }),
        delay: 'present',
      };
    },
  },
];

/** How the retries of a file are bounded, where a library makes them. */
export function extractRetryPolicies(code: ResolvedCode): RetryPolicy[] {
  if (!new RegExp(retryWords).test(code.text)) return [];
  const { outline, resolver } = code;
  const called = outline.calls.flatMap((call, index): RetryPolicy[] => {
    const names = resolver.names(index);
    const found = known.find(({ names: pattern }) => names.some((name) => pattern.test(name)));
    const policy = found?.read({ code, call, index });
    return found && policy ? [{ kind: 'retry-policy', span: call.nameSpan, by: found.by, ...policy }] : [];
  });
  return called;
}

/** A number that options may hold: `written` where they name it at all. */
interface Option {
  readonly value: number | undefined;
  readonly written: boolean;
}

function attempts(
  { value, written }: Option,
  { fallback, more }: { fallback: number; more: number },
): { attempts?: number | 'unlimited' } {
  if (!written) return { attempts: fallback + more };
  if (value === undefined) return {};
  return { attempts: Number.isFinite(value) ? value + more : 'unlimited' };
}

function entriesAt({ call }: Site, position: number): readonly Argument[] {
  const value = call.args[position]?.value;
  return value?.kind === 'object' ? value.entries : [];
}

function given(site: Site, position: number, name: string): boolean {
  return entriesAt(site, position).some((entry) => entry.name === name && entry.value.kind !== 'null');
}

/** Options that are no literal, or take others in, may say anything. */
function hasOpenOptions(site: Site, position: number): boolean {
  const value = site.call.args[position]?.value;
  return value !== undefined && (value.kind !== 'object' || value.entries.some(({ spread }) => spread));
}

function optionOf(site: Site, position: number, name: string): Option {
  const entry = entriesAt(site, position).find((each) => each.name === name);
  if (!entry) return { value: undefined, written: hasOpenOptions(site, position) };
  if (entry.value.kind === 'path' && entry.value.path.names.at(-1) === 'Infinity')
    return { value: Infinity, written: true };
  return { value: numberOf(site, entry.value), written: true };
}

function keyword({ call }: Site, name: string): Value | undefined {
  return call.args.find((each) => each.name === name)?.value;
}

function numberOf({ code, index }: Site, value: Value | undefined): number | undefined {
  return value && numberAt(code, value, code.resolver.placeOf(index));
}

function tenacity(site: Site): Policy {
  const [stop, wait] = [keyword(site, 'stop'), keyword(site, 'wait')];
  const text = stop ? site.code.text.slice(stop.span.start, stop.span.end) : '';
  const made = stop?.kind === 'call' ? site.code.outline.calls[stop.call] : undefined;
  const count = made?.callee.names.at(-1) === 'stop_after_attempt' ? numberOf(site, made.args[0]?.value) : undefined;
  const isNever = /\bstop_never\b/.test(text);
  const isTimed = /stop_after_delay|stop_before_delay/.test(text);
  return {
    ...(count !== undefined
      ? { attempts: count }
      : (!stop && !hasSpread(site)) || isNever
        ? { attempts: 'unlimited' as const }
        : {}),
    ...(isTimed ? { timed: true as const } : {}),
    delay: wait
      ? /wait_none/.test(site.code.text.slice(wait.span.start, wait.span.end))
        ? 'absent'
        : 'present'
      : hasSpread(site)
        ? 'unknown'
        : 'absent',
  };
}

function hasSpread({ call }: Site): boolean {
  return call.args.some(({ spread }) => spread);
}

function retryable({ code, index, call }: Site): Policy {
  const { outline, resolver } = code;
  const name = outline.bindings
    .find(({ value }) => value?.kind === 'call' && value.call === index)
    ?.targets[0]?.names.join('.');
  const around = resolver.functionAround(call.region);
  const set = outline.bindings.find(
    ({ targets, region }) =>
      targets[0]?.names.join('.') === `${name}.RetryMax` && resolver.functionAround(region) === around,
  );
  const retries = set?.value
    ? numberAt(code, set.value, { region: set.region, offset: set.span.end })
    : set
      ? undefined
      : 4;
  return { ...(retries === undefined ? {} : { attempts: retries + 1 }), delay: 'present' };
}

/** pkg.go.dev/github.com/cenkalti/backoff: exponential backoff ends after 15 minutes, a constant one never. */
function cenkalti(site: Site): Policy {
  const { text } = site.code;
  const retries = innerCall(site, /^WithMaxRetries$/);
  const tries = innerCall(site, /^WithMaxTries$/);
  const count = tries
    ? numberOf(site, tries.args[0]?.value)
    : retries
      ? numberOf(site, retries.args[1]?.value)
      : undefined;
  if (count !== undefined)
    return { attempts: tries ? count : count + 1, delay: /ZeroBackOff/.test(text) ? 'absent' : 'present' };
  if (/MaxElapsedTime\s*(=|:|\()\s*0\b/.test(text)) return { attempts: 'unlimited', delay: 'present' };
  const isExponential = /NewExponentialBackOff/.test(text);
  return isExponential ? { timed: true, delay: 'present' } : { delay: 'unknown' };
}

/** A call within the arguments, in depth: `backoff.WithContext(backoff.WithMaxRetries(b, 3), ctx)`. */
function innerCall({ code, call }: Site, name: RegExp, depth = 3): Call | undefined {
  for (const { value } of call.args) {
    const inner = value.kind === 'call' ? code.outline.calls[value.call] : undefined;
    if (!inner || value.kind !== 'call') continue;
    if (name.test(inner.callee.names.at(-1) ?? '')) return inner;
    const deeper = depth > 0 ? innerCall({ code, call: inner, index: value.call }, name, depth - 1) : undefined;
    if (deeper) return deeper;
  }
  return undefined;
}
