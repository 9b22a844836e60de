import type { CodeLanguage, Value } from '../../syntax/code/outline.ts';
import { literally } from '../../syntax/code/literally.ts';
import type { Origin } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';

/** Calls that only turn one form of a number into another. */
const converting: Readonly<Record<CodeLanguage, RegExp | undefined>> = {
  typescript: /^(Number|parseInt|parseFloat|Number\.(parseInt|parseFloat)|Math\.(trunc|floor|round))\(\)$/,
  javascript: /^(Number|parseInt|parseFloat|Number\.(parseInt|parseFloat)|Math\.(trunc|floor|round))\(\)$/,
  python: /^(float|int)\(\)$/,
  go: undefined,
  java: undefined,
  csharp: undefined,
};

/** Languages in which a number may be missing. */
const hasEmptyNumbers: ReadonlySet<CodeLanguage> = new Set(['typescript', 'javascript', 'python']);

/** A value that is more than any wait: as good as no limit. */
const endless =
  /^(Infinity|Number\.(POSITIVE_INFINITY|MAX_VALUE|MAX_SAFE_INTEGER)|(math|numpy|np)\.inf|(Long|Integer)\.MAX_VALUE|(System\.(Threading\.)?)?(Timeout\.Infinite(TimeSpan)?|TimeSpan\.MaxValue))$/;

/** A variable of the environment, which is empty where nobody sets it. */
const environment =
  /^(process\.env|import\.meta\.env|Bun\.env|Deno\.env\.get\(\)|(os\.)?getenv\(\)|(os\.)?environ\.get\(\)|os\.Getenv\(\))/;

/** Whether a value has no end. */
export function isEndless(origin: Origin, { resolver }: ResolvedCode): boolean {
  return resolver.canonical(origin).some((name) => endless.test(name));
}

/**
 * The argument that tells what a call gives: what it turns into a number, or what it gives where nothing is found.
 * `nothing` where it may give nothing; undefined where it is another call.
 */
export function toldBy(origin: Origin, { outline, resolver }: ResolvedCode): number | 'nothing' | undefined {
  const names = resolver.canonical(origin);
  const call = origin.kind === 'result' ? outline.calls[origin.call] : undefined;
  if (call && names.some((name) => converting[outline.language]?.test(name))) return call.args[0] ? 0 : undefined;
  const last = call?.callee.names.at(-1) ?? '';
  const isLookup = outline.language === 'python' && call !== undefined && (last === 'get' || last === 'getenv');
  if (isLookup && origin.kind === 'result' && origin.names.length === 0) {
    if (call.args.some(({ spread }) => spread)) return undefined;
    const fallback = call.args.findIndex(
      ({ name }, position) => name === 'default' || (name === undefined && position === 1),
    );
    return fallback < 0 ? 'nothing' : fallback;
  }
  return names.some((name) => environment.test(name)) ? 'nothing' : undefined;
}

/** A field of a struct that came from elsewhere: zero where nobody sets it, and nothing in this file does. */
export function mayBeZero(
  { value, origin }: { readonly value: Value; readonly origin: Origin },
  { outline, text }: ResolvedCode,
): boolean {
  if (outline.language !== 'go' || origin.kind !== 'typed' || origin.made !== 'given' || value.kind !== 'path')
    return false;
  const { names, base } = value.path;
  const field = names.at(-1);
  if (base !== undefined || names.length < 2 || field === undefined) return false;
  const set = `\\b${literally(field)}\\s*(?:(?:==|<=?)\\s*0\\b|(?:=|:)\\s*(?:[1-9]|time\\.|\\w*[dD]efault))`;
  return !new RegExp(set).test(text);
}

/** The names in a product, `monitor.timeout * 1000`: one that is empty makes all of it none. */
export function factorsOf(value: Value, { outline, text }: ResolvedCode): Value[] {
  if (value.kind !== 'other' || !hasEmptyNumbers.has(outline.language)) return [];
  const source = text.slice(value.span.start, value.span.end);
  if (!/^[\w$.]+(\s*\*\s*[\w$.]+)+$/.test(source)) return [];
  return source
    .split('*')
    .map((factor) => factor.trim())
    .filter((factor) => /^[A-Za-z_$]/.test(factor) && !/\.(length|size)$/.test(factor))
    .map((factor) => ({ kind: 'path', path: { names: factor.split('.') }, span: value.span }));
}
