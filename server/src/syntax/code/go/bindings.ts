import { kinds } from '../scanner/kinds.ts';
import type { Binding, Value } from '../outline.ts';
import type { Range } from '../shapes.ts';
import type { Reading } from './reading.ts';

/** An assignment or declaration, in tokens. */
export interface Assignment {
  readonly targets: readonly Range[];
  /** The values; none where they are no expression of their own. */
  readonly given: readonly Range[];
  readonly how: Binding['how'];
  readonly type?: Range | undefined;
  readonly span: Range;
}

/** `a, b := 1, 2` are two bindings, `a, err := f()` is one. */
export function bind(reading: Reading, { targets, given, how, type, span }: Assignment): void {
  const { tokens, draft, lastCalls, writes } = reading;
  const { region } = draft;
  const add = (own: readonly Range[], value: Range | (() => Value) | undefined) =>
    draft.binding({ targets: own, how, type, value, span });
  const first = given[0];
  const other = type !== undefined && given.length === 0 ? undefined : () => unknown(reading, span);
  if (given.length > 1) for (const [at, target] of targets.entries()) add([target], given[at] ?? other);
  else add(targets, first ?? other);
  for (const [at, target] of targets.entries()) {
    const from = given.length > 1 ? given[at] : first;
    const key = `${region} ${tokens.slice(target.from, target.to)}`;
    const call = from ? callOf(reading, from) : undefined;
    if (call === undefined) lastCalls.delete(key);
    else lastCalls.set(key, call);
    writes.push(how === 'declare' ? { target, hides: { from: span.to, to: reading.scopeEnd } } : { target });
  }
}

function unknown({ tokens }: Reading, { from, to }: Range): Value {
  return { kind: 'other', span: tokens.span(from, to) };
}

/** The bracket of the call that an expression is. */
function callOf({ tokens, draft }: Reading, { from, to }: Range): number | undefined {
  if (tokens.kind(to - 1) !== kinds.close) return undefined;
  const open = tokens.match(to - 1);
  return open > from && draft.beginsAt(open) === from ? open : undefined;
}
