import type { Dict, Value } from '../value.ts';
import { openEntries } from '../values/keys.ts';
import { unknown } from '../values/make.ts';
import type { Scope } from './scope.ts';

/** What a branch that may not run has changed, so that it can be taken back and made unknown. */
export interface Journal {
  readonly writes: Write[];
}

type Write =
  | {
      readonly on: 'entry';
      readonly target: Dict;
      readonly key: string;
      readonly value: Value | undefined;
      readonly former: Value | undefined;
    }
  | { readonly on: 'variable'; readonly scope: Scope; readonly slot: number; readonly former: Value };

/** Writes an entry of a map; `value` undefined removes it. */
export function writeEntry(
  journal: Journal | undefined,
  { target, key, value }: { target: Dict; key: string; value: Value | undefined },
): void {
  journal?.writes.push({ on: 'entry', target, key, value, former: target.entries.get(key) });
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
  const value = unknown(because);
  const lost = new Map<Dict['entries'], Set<string>>();
  const seen = new Map<Dict['entries'], Set<string>>();
  for (const write of writes) {
    if (write.on === 'variable') {
      if (write.slot < write.scope.values.length) writeVariable(outer, { scope: write.scope, slot: write.slot, value });
      continue;
    }
    const { target, key } = write;
    // What was there before a way is what its first write to the key found.
    const isNew = !added(seen, { target, key }) && write.former === undefined;
    if (isNew || write.value === undefined) added(lost, { target, key });
  }
  for (const write of writes) {
    if (write.on === 'variable') continue;
    const { target, key } = write;
    const mayBeMissing = lost.get(target.entries)?.has(key);
    if (mayBeMissing) openEntries(target, because);
    writeEntry(outer, { target, key, value: mayBeMissing ? undefined : value });
  }
}

/** Adds a key of a map; tells whether it was there. */
function added(keys: Map<Dict['entries'], Set<string>>, { target, key }: { target: Dict; key: string }): boolean {
  const own = keys.get(target.entries) ?? new Set();
  const wasThere = own.has(key);
  own.add(key);
  keys.set(target.entries, own);
  return wasThere;
}
