import type { DeadlineOption } from '../../knowledge/outgoing.ts';
import type { Value } from '../../syntax/code/outline.ts';
import type { At, Origin } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';

/** What a value goes through that only wraps another: that other, or `default` where none is given; undefined for a value that is no wrapper. */
export function wrappedBy(
  origin: Origin,
  { wraps }: Pick<DeadlineOption, 'wraps'>,
  { outline, resolver }: ResolvedCode,
): { readonly value: Value; readonly at: At } | 'default' | undefined {
  if (wraps.length === 0) return undefined;
  const names = resolver.canonical(origin);
  const found = wraps.find((each) => each.names.some((name) => names.includes(name)));
  if (!found) return undefined;
  if (origin.kind === 'literal') {
    const entry = origin.value.entries.find(({ name }) => name !== undefined && name === found.field);
    return entry && entry.value.kind !== 'null' ? { value: entry.value, at: origin.at } : 'default';
  }
  if (origin.kind !== 'result' || found.at === undefined) return undefined;
  const value = outline.calls[origin.call]?.args[found.at]?.value;
  return value && value.kind !== 'null' ? { value, at: resolver.placeOf(origin.call) } : 'default';
}
