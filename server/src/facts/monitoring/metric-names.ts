import type { Metrics } from '../../knowledge/metrics.ts';
import type { Argument, Value } from '../../syntax/code/outline.ts';
import type { At } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';

/** Names stand on names; deeper than that they are not followed. */
const maxSteps = 5;

/** The text of a value with `*` for each part that is not known. */
export function nameText(
  code: ResolvedCode,
  value: Value,
  { at, joins, steps = 0 }: { at: At; joins: Metrics['joins']; steps?: number },
): string {
  if (steps > maxSteps) return '*';
  const further = (inner: Value, from: At) => nameText(code, inner, { at: from, joins, steps: steps + 1 });
  if (value.kind === 'other') return sum(code, value, at);
  const found = code.resolver.evaluate(value, at).map((origin): string => {
    if (origin.kind === 'value') {
      if (origin.value.kind === 'string') return parted(code, origin.value, origin.at);
      return origin.value.kind === 'other' ? sum(code, origin.value, origin.at) : '*';
    }
    if (origin.kind !== 'result') return '*';
    const call = code.outline.calls[origin.call];
    const isJoin = code.resolver
      .callee(origin.call)
      .some((each) => code.resolver.identify(each).some(({ name }) => joins.includes(name)));
    if (!call || !isJoin) return '*';
    const place = { region: call.region, offset: call.start };
    return call.args
      .map((argument) => further(argument.value, place))
      .filter((part) => part !== '')
      .join('_');
  });
  const different = new Set(found);
  return different.size === 1 ? (found[0] ?? '*') : '*';
}

type StringValue = Extract<Value, { text: string }>;

/** A string whose parts may be constants: `${namespace}_total`, f'{prefix}_total', `namespace + "_total"`. */
function parted(code: ResolvedCode, value: StringValue, at: At): string {
  if (!value.text.includes('${}')) return value.text;
  const written = code.text.slice(value.span.start, value.span.end);
  if (/^["'][^+]*["']\s*\+|\+\s*["'][^+]*["']$/.test(written)) return sum(code, value, at);
  const names = [...written.matchAll(/\$?\{\s*([A-Za-z_][\w.]*)?[^}]*\}/g)].map(([, name]) => name);
  let index = 0;
  return value.text.replaceAll('${}', () => constant(code, names[index++], at)).replace(/\*+/g, '*');
}

/** `"shop_" + kind + "_total"`: what stands between quotes is known, the rest may be a constant. */
function sum(code: ResolvedCode, value: Value, at: At): string {
  const written = code.text.slice(value.span.start, value.span.end);
  const parts = written.split('+').map((part) => part.trim());
  if (parts.length < 2 || parts.length > 6) return '*';
  return parts
    .map((part) => /^(["'`])((?:(?!\1)[^\\])*)\1$/.exec(part)?.[2] ?? constant(code, part, at))
    .join('')
    .replace(/\*+/g, '*');
}

/** The text that a name stands for; `*` where it is no constant. */
function constant(code: ResolvedCode, name: string | undefined, at: At): string {
  if (name === undefined || !/^[A-Za-z_][\w.]*$/.test(name)) return '*';
  const origins = code.resolver.origins({ names: name.split('.') }, at);
  const [only] = origins;
  const isText = origins.length === 1 && only?.kind === 'value' && only.value.kind === 'string';
  return isText ? only.value.text.replaceAll('${}', '*') : '*';
}

/** The entries of an argument that is an object, struct or dict, here or where it was made; undefined where it cannot be seen. */
export function entriesAt(code: ResolvedCode, value: Value | undefined, at: At): readonly Argument[] | undefined {
  if (!value) return undefined;
  const literals = code.resolver
    .evaluate(value, at)
    .flatMap((origin) => (origin.kind === 'literal' && origin.names.length === 0 ? [origin.value] : []));
  return literals.length === 1 ? literals[0]?.entries : undefined;
}

/** The strings of a list; undefined where one of them, or the list, cannot be seen. */
export function stringsAt(code: ResolvedCode, value: Value, at: At): string[] | undefined {
  const found = code.resolver.evaluate(value, at);
  const [only] = found;
  if (found.length !== 1 || !only) return undefined;
  const items =
    only.kind === 'value' && only.value.kind === 'list'
      ? only.value.items
      : only.kind === 'literal'
        ? only.value.entries.map((entry) => entry.value)
        : undefined;
  const texts = items?.map((item) => nameText(code, item, { at, joins: [] }));
  return texts?.every((text) => !text.includes('*')) ? texts : undefined;
}
