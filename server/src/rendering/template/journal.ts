import type { Dict, Value } from '../value.ts';
import { unknown } from '../values/make.ts';
import type { Scope } from './scope.ts';

/** What a branch that may not run has changed, so that it can be taken back and made unknown. */
export interface Journal {
  readonly writes: Write[];
}

type Write =
  | { readonly on: 'entry'; readonly target: Dict; readonly key: string; readonly former: Value | undefined }
  | { readonly on: 'variable'; readonly scope: Scope; readonly slot: number; readonly former: Value };

/** Writes an entry of a map; `value` undefined removes it. */
export function writeEntry(
  journal: Journal | undefined,
  { target, key, value }: { target: Dict; key: string; value: Value | undefined },
): void {
  journal?.writes.push({ on: 'entry', target, key, former: target.entries.get(key) });
  if (value === undefined) target.entries.delete(key);
  else target.entries.set(key, value);
}

/** Writes a variable that is declared. */
export function writeVariable(
  journal: Journal | undefined,
  { scope, slot, value }: { scope: Scope; slot: number; value: Value },
): void {
  const former = scope.values[slot];
  if (former) journal?.writes.push({ on: 'variable', scope, slot, former });
  scope.values[slot] = value;
}

/** Takes back what was written. */
export function takeBack({ writes }: Journal): void {
  for (const write of writes.toReversed()) {
    if (write.on === 'variable') write.scope.values[write.slot] = write.former;
    else if (write.former === undefined) write.target.entries.delete(write.key);
    else write.target.entries.set(write.key, write.former);
  }
}

/** Makes everything that was written unknown; the outer journal, if there is one, keeps that. */
export function blur({ writes }: Journal, { because, outer }: { because: string; outer: Journal | undefined }): void {
  for (const write of writes) {
    const value = unknown(because);
    if (write.on === 'variable') {
      if (write.slot < write.scope.values.length) writeVariable(outer, { ...write, value });
    } else writeEntry(outer, { ...write, value });
  }
}
