import type { RateLimiter } from '../../model/infrastructure-fact.ts';
import type { Argument } from '../../syntax/code/outline.ts';
import { callsNamed, type NamedCall } from '../code/calls-named.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { writtenName } from '../code/written.ts';
import { rateLimiterWords } from './rate-limiter-words.ts';

/** Middleware that refuses requests above a rate, by its module and the name of what makes it. */
const makers: readonly (readonly [RegExp, RegExp])[] = [
  [/^express-rate-limit$/, /^(default|rateLimit)\(\)$/],
  [/^koa-ratelimit$/, /^default\(\)$/],
  [/^hono-rate-limiter$/, /^rateLimiter\(\)$/],
  [/^@fastify\/rate-limit$|^fastify-rate-limit$/, /^default$/],
  [/^github\.com\/go-chi\/httprate$/, /^Limit(All|By\w+)?\(\)$/],
  [/^github\.com\/labstack\/echo(\/v\d+)?\/middleware$/, /^RateLimiter(WithConfig)?\(\)$/],
  [/^github\.com\/gofiber\/fiber(\/v\d+)?\/middleware\/limiter$/, /^New\(\)$/],
];

const words = new RegExp(rateLimiterWords);
/** What puts a middleware or plug-in before the handlers. */
const installing: ReadonlySet<string> = new Set(['use', 'Use', 'register']);

/** Rate limits that code puts before its handlers. */
export function extractRateLimiters(code: ResolvedCode): RateLimiter[] {
  if (!words.test(code.text)) return [];
  if (code.outline.language === 'python')
    return code.outline.calls.flatMap((call, index) => ofFlask(code, { call, index }));
  return callsNamed(code, installing).flatMap((found) => installed(code, found));
}

function installed(code: ResolvedCode, { call, index }: NamedCall): RateLimiter[] {
  const at = code.resolver.placeOf(index);
  const limiter = call.args.find(({ value }) => {
    const known = code.resolver.evaluate(value, at).flatMap(code.resolver.identify);
    return known.some(({ module = '', name }) => makers.some(([from, made]) => from.test(module) && made.test(name)));
  });
  if (!limiter) return [];
  const [first] = call.args;
  const path = first?.value.kind === 'string' ? first.value.text : undefined;
  const isPart = (path !== undefined && !/^\/\*?$/.test(path)) || isOptional(call.args);
  return [
    {
      kind: 'rate-limiter',
      span: call.nameSpan,
      api: `${writtenName(code.outline, call)}(${code.text.slice(limiter.span.start, limiter.span.end).slice(0, 40)})`.replace(
        /\s+/g,
        ' ',
      ),
      covers: isPart ? 'some' : 'all',
    },
  ];
}

/** `register(rateLimit, { global: false })`: routes ask for it one by one. */
function isOptional(args: readonly Argument[]): boolean {
  return args.some(
    ({ value }) =>
      value.kind === 'object' &&
      value.entries.some(
        ({ name, value: given }) => name === 'global' && given.kind === 'boolean' && given.text === 'false',
      ),
  );
}

/** `Limiter(…, app=app, default_limits=[…])` of Flask-Limiter: what has no limits by default limits decorated routes alone. */
function ofFlask(code: ResolvedCode, { call, index }: NamedCall): RateLimiter[] {
  const isLimiter = code.resolver.names(index).some((name) => /^flask_limiter\.(\w+\.)?Limiter$/.test(name));
  if (!isLimiter) return [];
  const limits = call.args.find(
    ({ name, value }) =>
      /^(default|application)_limits$/.test(name ?? '') && !(value.kind === 'list' && value.items.length === 0),
  );
  return [
    {
      kind: 'rate-limiter',
      span: call.nameSpan,
      api: writtenName(code.outline, call),
      covers: limits ? 'all' : 'some',
    },
  ];
}
