import type { RetryPolicy } from '../../model/retry-fact.ts';
import { oncePerFile } from '../code/once-per-file.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import {
  avastAttempts,
  axiosRetryAttempts,
  backoffAttempts,
  cenkaltiAttempts,
  hasOpenOptions,
  hasSpread,
  isGiven,
  keyword,
  known as knownAttempts,
  numberOf,
  promiseRetryAttempts,
  retryableHttpAttempts,
  springAttempts,
  tenacityAttempts,
  textOf,
  urllibAttempts,
  urllibTotal,
  type RetrySite,
} from './retry-attempts.ts';
import { retryWords } from './retry-words.ts';

type Policy = Omit<RetryPolicy, 'kind' | 'span' | 'by'>;

interface Known {
  readonly names: RegExp;
  readonly by: string;
  readonly read: (site: RetrySite) => Policy | undefined;
}

/** How long each library waits between attempts, by its documentation; `retry-attempts.ts` says how often it tries. */
const known: readonly Known[] = [
  // github.com/softonic/axios-retry: no delay between retries by default.
  {
    names: /^axios-retry(\.default)?$/,
    by: 'axios-retry',
    read: (site) => ({
      ...knownAttempts(axiosRetryAttempts(site)),
      delay: isGiven(site, 1, 'retryDelay') ? 'present' : hasOpenOptions(site, 1) ? 'unknown' : 'absent',
    }),
  },
  // github.com/sindresorhus/p-retry and github.com/vercel/async-retry: delays that grow from 1 s.
  {
    names: /^(p-retry|async-retry)(\.default)?$/,
    by: 'p-retry',
    read: (site) => ({ ...knownAttempts(promiseRetryAttempts(site)), delay: 'present' }),
  },
  // tenacity.readthedocs.io: without `wait` it does not wait.
  { names: /^tenacity\.(retry|Retrying|AsyncRetrying)$/, by: 'tenacity', read: tenacity },
  {
    names: /^backoff\.on_(exception|predicate)$/,
    by: 'backoff',
    read: (site) => ({
      ...knownAttempts(backoffAttempts(site)),
      ...(keyword(site, 'max_time') === undefined ? {} : { timed: true as const }),
      delay: 'present',
    }),
  },
  // urllib3.readthedocs.io, Retry: backoff_factor is 0 by default.
  {
    names: /^(urllib3(\.util)?(\.retry)?|requests\.packages\.urllib3\.util\.retry|requests\.adapters)\.Retry$/,
    by: 'urllib3 Retry',
    read: (site) => {
      const factor = keyword(site, 'backoff_factor');
      if (!urllibTotal(site)) return undefined;
      const waits = factor ? numberOf(site, factor) : 0;
      return {
        ...knownAttempts(urllibAttempts(site)),
        delay: waits === undefined ? 'unknown' : waits > 0 ? 'present' : 'absent',
      };
    },
  },
  // docs.spring.io, @Retryable: 1 s between attempts.
  {
    names: /^org\.springframework\.(retry\.annotation|resilience\.annotation)\.Retryable$/,
    by: '@Retryable',
    read: (site) => ({ ...knownAttempts(springAttempts(site)), delay: 'present' }),
  },
  // pkg.go.dev/github.com/hashicorp/go-retryablehttp: exponential backoff.
  {
    names: /^github\.com\/hashicorp\/go-retryablehttp\.NewClient$/,
    by: 'go-retryablehttp',
    read: (site) => ({ ...knownAttempts(retryableHttpAttempts(site)), delay: 'present' }),
  },
  {
    names: /^github\.com\/cenkalti\/backoff(\/v\d+)?\.Retry(Notify\w*|WithData)?$/,
    by: 'cenkalti/backoff',
    read: cenkalti,
  },
  // pkg.go.dev/github.com/avast/retry-go: backoff and jitter.
  {
    names: /^github\.com\/avast\/retry-go(\/v\d+)?\.(Do|DoWithData)$/,
    by: 'avast/retry-go',
    read: (site) => ({ ...knownAttempts(avastAttempts(site)), delay: 'present' }),
  },
];

const retries = new RegExp(retryWords);
/** In Go a library has a path; `backoff` alone is a variable. */
const inGo = /go-retryablehttp|cenkalti\/backoff|avast\/retry-go/;

/** Whether a file may name a library that tries again. */
export const mayRetry = oncePerFile(
  ({ text, outline }) => retries.test(text) && (outline.language !== 'go' || inGo.test(text)),
);

/** How the retries of a file are bounded, where a library makes them. */
export function extractRetryPolicies(code: ResolvedCode): RetryPolicy[] {
  if (!mayRetry(code)) return [];
  const { outline, resolver } = code;
  return outline.calls.flatMap((call, index): RetryPolicy[] => {
    const names = resolver.names(index);
    const found = known.find(({ names: pattern }) => names.some((name) => pattern.test(name)));
    const policy = found?.read({ code, call, index });
    return found && policy ? [{ kind: 'retry-policy', span: call.nameSpan, by: found.by, ...policy }] : [];
  });
}

function tenacity(site: RetrySite): Policy {
  const [stop, wait] = [keyword(site, 'stop'), keyword(site, 'wait')];
  const isTimed = stop !== undefined && /stop_after_delay|stop_before_delay/.test(textOf(site, stop));
  return {
    ...knownAttempts(tenacityAttempts(site)),
    ...(isTimed ? { timed: true as const } : {}),
    delay: wait
      ? /wait_none/.test(textOf(site, wait))
        ? 'absent'
        : 'present'
      : hasSpread(site)
        ? 'unknown'
        : 'absent',
  };
}

/** pkg.go.dev/github.com/cenkalti/backoff: exponential backoff ends after 15 minutes, a constant one never. */
function cenkalti(site: RetrySite): Policy {
  const { text } = site.code;
  const attempts = cenkaltiAttempts(site);
  if (attempts === 'unlimited') return { attempts, delay: 'present' };
  if (attempts !== undefined) return { attempts, delay: /ZeroBackOff/.test(text) ? 'absent' : 'present' };
  return /NewExponentialBackOff/.test(text) ? { timed: true, delay: 'present' } : { delay: 'unknown' };
}
