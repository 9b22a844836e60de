import type { Argument, Call, Value } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { numberAt } from './numbers.ts';

/** A call of a library that tries again. */
export interface RetrySite {
  readonly code: ResolvedCode;
  readonly call: Call;
  readonly index: number;
}

/** Attempts at most, the first among them; undefined where the number is not written. */
export type Attempts = number | 'unlimited' | undefined;

/** `attempts` where it is a number or `unlimited`. */
export function known(attempts: Attempts): { attempts?: number | 'unlimited' } {
  return attempts === undefined ? {} : { attempts };
}

/** A number that options may hold: `written` where they name it at all. */
interface Option {
  readonly value: number | undefined;
  readonly written: boolean;
}

/** `more` where the library counts retries and not attempts. */
function counted({ value, written }: Option, { fallback, more }: { fallback: number; more: number }): Attempts {
  if (!written) return fallback + more;
  if (value === undefined) return undefined;
  return Number.isFinite(value) ? value + more : 'unlimited';
}

/** github.com/softonic/axios-retry: 3 retries. */
export function axiosRetryAttempts(site: RetrySite): Attempts {
  return counted(optionOf(site, 1, 'retries'), { fallback: 3, more: 1 });
}

/** github.com/sindresorhus/p-retry and github.com/vercel/async-retry: 10 retries. */
export function promiseRetryAttempts(site: RetrySite): Attempts {
  if (isGiven(site, 1, 'forever')) return 'unlimited';
  return counted(optionOf(site, 1, 'retries'), { fallback: 10, more: 1 });
}

/** tenacity.readthedocs.io: without `stop` it never ends. */
export function tenacityAttempts(site: RetrySite): Attempts {
  const stop = keyword(site, 'stop');
  const made = stop?.kind === 'call' ? site.code.outline.calls[stop.call] : undefined;
  const count = made?.callee.names.at(-1) === 'stop_after_attempt' ? numberOf(site, made.args[0]?.value) : undefined;
  if (count !== undefined) return count;
  return (!stop && !hasSpread(site)) || (stop && /\bstop_never\b/.test(textOf(site, stop))) ? 'unlimited' : undefined;
}

/** github.com/litl/backoff: without max_tries and max_time it never ends. */
export function backoffAttempts(site: RetrySite): Attempts {
  const tries = keyword(site, 'max_tries');
  if (tries) return counted({ value: numberOf(site, tries), written: true }, { fallback: 0, more: 0 });
  return keyword(site, 'max_time') === undefined ? 'unlimited' : undefined;
}

/** urllib3.readthedocs.io, urllib3.util.Retry; undefined where it names no number. */
export function urllibAttempts(site: RetrySite): Attempts {
  const total = urllibTotal(site);
  return total && counted({ value: numberOf(site, total), written: true }, { fallback: 0, more: 1 });
}

/** The number of retries that a policy of urllib3 is given. */
export function urllibTotal(site: RetrySite): Value | undefined {
  return keyword(site, 'total') ?? site.call.args.find(({ name }) => name === undefined)?.value;
}

/** docs.spring.io, @Retryable: 3 attempts. */
export function springAttempts(site: RetrySite): Attempts {
  const written = keyword(site, 'maxAttempts') ?? keyword(site, 'maxAttemptsExpression');
  return counted({ value: numberOf(site, written), written: written !== undefined }, { fallback: 3, more: 0 });
}

/** pkg.go.dev/github.com/hashicorp/go-retryablehttp: RetryMax is 4. */
export function retryableHttpAttempts({ code, index, call }: RetrySite): Attempts {
  const { outline, resolver } = code;
  const name = outline.bindings
    .find(({ value }) => value?.kind === 'call' && value.call === index)
    ?.targets[0]?.names.join('.');
  const around = resolver.functionAround(call.region);
  const set = outline.bindings.find(
    ({ targets, region }) =>
      targets[0]?.names.join('.') === `${name}.RetryMax` && resolver.functionAround(region) === around,
  );
  if (!set) return 5;
  const retries = set.value && numberAt(code, set.value, { region: set.region, offset: set.span.end });
  return retries === undefined ? undefined : retries + 1;
}

/** pkg.go.dev/github.com/cenkalti/backoff: attempts that are counted. */
export function cenkaltiAttempts(site: RetrySite): Attempts {
  const tries = innerCall(site, /^WithMaxTries$/);
  if (tries) return numberOf(site, tries.args[0]?.value);
  const retries = innerCall(site, /^WithMaxRetries$/);
  const count = retries && numberOf(site, retries.args[1]?.value);
  if (count !== undefined) return count + 1;
  return /MaxElapsedTime\s*(=|:|\()\s*0\b/.test(site.code.text) ? 'unlimited' : undefined;
}

/** pkg.go.dev/github.com/avast/retry-go: 10 attempts; 0 attempts never end. */
export function avastAttempts(site: RetrySite): Attempts {
  const inner = innerCall(site, /^Attempts$/);
  const written = inner && numberOf(site, inner.args[0]?.value);
  if (innerCall(site, /^UntilSucceeded$/) ?? (inner && written === 0)) return 'unlimited';
  return counted({ value: written, written: inner !== undefined }, { fallback: 10, more: 0 });
}

function entriesAt({ call }: RetrySite, position: number): readonly Argument[] {
  const value = call.args[position]?.value;
  return value?.kind === 'object' ? value.entries : [];
}

/** Whether options name something, and it is not null. */
export function isGiven(site: RetrySite, position: number, name: string): boolean {
  return entriesAt(site, position).some((entry) => entry.name === name && entry.value.kind !== 'null');
}

/** Options that are no literal, or take others in, may say anything. */
export function hasOpenOptions(site: RetrySite, position: number): boolean {
  const value = site.call.args[position]?.value;
  return value !== undefined && (value.kind !== 'object' || value.entries.some(({ spread }) => spread));
}

function optionOf(site: RetrySite, position: number, name: string): Option {
  const entry = entriesAt(site, position).find((each) => each.name === name);
  if (!entry) return { value: undefined, written: hasOpenOptions(site, position) };
  if (entry.value.kind === 'path' && entry.value.path.names.at(-1) === 'Infinity')
    return { value: Infinity, written: true };
  return { value: numberOf(site, entry.value), written: true };
}

/** The value of an argument by its name. */
export function keyword({ call }: RetrySite, name: string): Value | undefined {
  return call.args.find((each) => each.name === name)?.value;
}

/** Arguments that are taken in may say anything. */
export function hasSpread({ call }: RetrySite): boolean {
  return call.args.some(({ spread }) => spread);
}

/** A value as a number, where it is one. */
export function numberOf({ code, index }: RetrySite, value: Value | undefined): number | undefined {
  return value && numberAt(code, value, code.resolver.placeOf(index));
}

/** A value as it is written. */
export function textOf({ code }: RetrySite, { span }: Value): string {
  return code.text.slice(span.start, span.end);
}

/** A call within the arguments, in depth: `backoff.WithContext(backoff.WithMaxRetries(b, 3), ctx)`. */
function innerCall({ code, call }: RetrySite, name: RegExp, depth = 3): Call | undefined {
  for (const { value } of call.args) {
    const inner = value.kind === 'call' ? code.outline.calls[value.call] : undefined;
    if (!inner || value.kind !== 'call') continue;
    if (name.test(inner.callee.names.at(-1) ?? '')) return inner;
    const deeper = depth > 0 ? innerCall({ code, call: inner, index: value.call }, name, depth - 1) : undefined;
    if (deeper) return deeper;
  }
  return undefined;
}
