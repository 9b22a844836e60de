import type { Binding, Value } from '../outline.ts';
import type { Range } from '../shapes.ts';
import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import { plainAnnotation } from './annotations.ts';
import { inside, isWhole, itemsOf, listed, type Reading } from './reading.ts';

/** An assignment in tokens; a value that is no expression of its own is *other*. */
export interface Bound {
  readonly value: Range | 'none' | 'other';
  readonly type?: Range | undefined;
  readonly how?: 'with';
  readonly span: Range;
}

/** Binds targets: `a, b = 1, 2` are two bindings, `a, b = f()` is one. */
export function bindTargets(reading: Reading, left: Range, bound: Bound): void {
  const { tokens, draft, scope } = reading;
  const { value, type, how, span } = bound;
  const targets = targetsOf(tokens, left);
  if (targets.length > 1 && typeof value !== 'string') {
    const given = listed(tokens, value);
    if (given?.length === targets.length) {
      for (const [at, target] of targets.entries())
        bindTargets(reading, target, { ...bound, value: given[at] ?? 'other' });
      return;
    }
  }
  if (targets.some((target) => isPattern(tokens, target))) {
    for (const target of targets) bindTargets(reading, target, { ...bound, value: 'other' });
    return;
  }
  const isField = scope?.kind === 'class' && targets.every((target) => isSingle(tokens, target));
  if (scope?.kind === 'function' && !how) for (const target of targets) declare(reading, target);
  draft.binding({
    targets,
    how: isField ? 'field' : (how ?? 'assign'),
    span,
    type: type && (() => plainAnnotation(tokens.slice(type.from, type.to))),
    value: valueOf(reading, { targets, value, span }),
  });
}

function valueOf(
  { tokens, draft }: Reading,
  { targets, value, span }: { targets: readonly Range[]; value: Bound['value']; span: Range },
): Range | (() => Value) | undefined {
  if (value === 'none') return undefined;
  const other = (): Value => ({ kind: 'other', span: tokens.span(span.from, span.to) });
  if (value === 'other') return other;
  if (targets.length < 2) return value;
  return () => {
    const found = draft.valueOf(value);
    return found.kind === 'call' ? found : other();
  };
}

/** A variable of a loop or comprehension; what it takes from the sequence is not known. */
export function bindEach({ tokens, draft }: Reading, left: Range): void {
  const isTuple = isWhole(tokens, left, brackets.round) || !isPattern(tokens, left);
  const targets = isTuple ? targetsOf(tokens, left) : [left];
  const how: Binding['how'] = 'declare';
  draft.binding({ targets, how, value: () => ({ kind: 'other', span: tokens.span(left.from, left.to) }), span: left });
}

function targetsOf(tokens: Tokens, left: Range): Range[] {
  if (left.to - left.from === 1) return [left];
  if (isPattern(tokens, left)) return itemsOf(tokens, inside(tokens, left.from));
  return itemsOf(tokens, left);
}

function isPattern(tokens: Tokens, range: Range): boolean {
  // One that nobody has closed is none: what is inside of it would be itself again.
  if (!tokens.isClosed(range.from)) return false;
  return isWhole(tokens, range, brackets.round) || isWhole(tokens, range, brackets.square);
}

function isSingle(tokens: Tokens, { from, to }: Range): boolean {
  return to - from === 1 && tokens.kind(from) === kinds.name;
}

/** An assignment makes a name local to the whole function, unless it is `global`. */
function declare({ tokens, draft, scope }: Reading, target: Range): void {
  if (!scope || !isSingle(tokens, target)) return;
  const name = tokens.word(target.from);
  if (scope.known.has(name)) return;
  scope.known.add(name);
  draft.binding({ targets: [target], how: 'declare', region: scope.region, span: target });
}
