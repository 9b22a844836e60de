import type { Place } from '../../../model/span.ts';
import { addedField } from '../resource.ts';
import {
  type Field,
  inPlaceOf,
  isNothing,
  itemsAt,
  type MapTree,
  type ScalarTree,
  textAt,
  type Tree,
  withField,
  withoutField,
} from '../tree.ts';
import type { Misfit } from './strategic-merge.ts';

/** A mistake in one operation, at its place. */
export interface OperationMisfit extends Misfit {
  readonly at?: Place;
}

/** An object with the operations of a JSON patch (RFC 6902) applied in their order. */
export function jsonPatch(object: MapTree, operations: Tree): MapTree | OperationMisfit {
  if (operations.type !== 'list') return { misfit: 'a JSON patch is a list of operations' };
  let tree: Tree = withWrittenNulls(object);
  for (const operation of itemsAt(operations)) {
    const next = applied(tree, operation);
    if ('misfit' in next) return { ...next, ...(operation.at ? { at: operation.at } : {}) };
    tree = next;
  }
  return tree.type === 'map' ? tree : { misfit: 'the patch replaces the whole object' };
}

function applied(tree: Tree, operation: Tree): Tree | Misfit {
  const [op, path, from] = ['op', 'path', 'from'].map((name) => textAt(operation, name));
  if (path === undefined) return { misfit: 'an operation of a JSON patch needs a path' };
  const target = pointer(path);
  const value = operation.type === 'map' ? operation.fields.get('value')?.value : undefined;
  switch (op) {
    case 'add':
    case 'replace':
      if (value === undefined) return { misfit: `the operation ${op} needs a value` };
      return changed(tree, target, { op, value: written(value), path });
    case 'remove':
      return changed(tree, target, { op, path });
    case 'test':
      return tested(tree, target, value, path);
    case 'copy':
    case 'move': {
      if (from === undefined) return { misfit: `the operation ${op} needs from` };
      const found = lookUp(tree, pointer(from));
      if (found === undefined) return { misfit: `${from} is not in the object` };
      const left = op === 'copy' ? tree : changed(tree, pointer(from), { op: 'remove', path: from });
      return 'misfit' in left ? left : changed(left, target, { op: 'add', value: found, path });
    }
    default:
      return { misfit: `a JSON patch has no operation ${op ?? ''}` };
  }
}

function pointer(path: string): string[] {
  const [, ...parts] = path.split('/');
  return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

interface Change {
  readonly op: 'add' | 'replace' | 'remove';
  readonly value?: Tree;
  readonly path: string;
}

function changed(tree: Tree, [first, ...rest]: readonly string[], change: Change): Tree | Misfit {
  if (first === undefined) return change.value ?? { misfit: 'the whole object cannot be removed' };
  if (tree.type === 'unknown') return tree;
  if (tree.type === 'map') {
    const old = tree.fields.get(first);
    if (rest.length > 0) {
      if (!old) return missing(change);
      const value = changed(old.value, rest, change);
      return 'misfit' in value ? value : withField(tree, first, { key: old.key, value });
    }
    // A value that is not there can be replaced, but not removed.
    if (!old && change.op === 'remove') return missing(change);
    return change.value ? withField(tree, first, fieldFor(old, change.value)) : withoutField(tree, first);
  }
  if (tree.type === 'list') return changedItem(tree, [first, ...rest], change);
  return missing(change);
}

function fieldFor(old: Field | undefined, value: Tree): Field {
  return old ? { key: old.key, value: inPlaceOf(old.value, value) } : addedField(value);
}

function changedItem(
  tree: Tree & { type: 'list' },
  [first = '', ...rest]: readonly string[],
  change: Change,
): Tree | Misfit {
  const isLast = rest.length === 0;
  const { items } = tree;
  if (isLast && first === '-' && change.op === 'add')
    return { ...tree, items: [...items, ...(change.value ? [change.value] : [])] };
  const count = isLast && change.op === 'add' ? items.length + 1 : items.length;
  const index = indexOf(first, count);
  if (index === undefined) return missing(change);
  const old = items[index];
  if (!isLast) {
    if (!old) return missing(change);
    const value = changed(old, rest, change);
    return 'misfit' in value ? value : { ...tree, items: items.with(index, value) };
  }
  if (change.op === 'remove') return { ...tree, items: items.toSpliced(index, 1) };
  if (!change.value) return missing(change);
  if (change.op === 'add') return { ...tree, items: items.toSpliced(index, 0, change.value) };
  return { ...tree, items: items.with(index, inPlaceOf(old, change.value)) };
}

/** An index counts from the end where it is negative. */
function indexOf(text: string, count: number): number | undefined {
  if (!/^-?\d{1,7}$/.test(text)) return undefined;
  const index = Number(text) < 0 ? count + Number(text) : Number(text);
  return index >= 0 && index < count ? index : undefined;
}

function lookUp(tree: Tree, path: readonly string[]): Tree | undefined {
  return path.reduce<Tree | undefined>((found, part) => {
    if (found?.type === 'map') return found.fields.get(part)?.value;
    if (found?.type !== 'list') return undefined;
    const index = indexOf(part, found.items.length);
    return index === undefined ? undefined : found.items[index];
  }, tree);
}

function tested(tree: Tree, path: readonly string[], value: Tree | undefined, named: string): Tree | Misfit {
  const found = lookUp(tree, path);
  const isEqual =
    found === undefined || isNothing(found) ? isNothing(value) : value !== undefined && equal(found, value);
  return isEqual ? tree : { misfit: `the test of ${named} fails` };
}

function equal(a: Tree, b: Tree): boolean {
  if (a.type === 'scalar' && b.type === 'scalar') return a.text === b.text && (a.tag === 'str') === (b.tag === 'str');
  if (a.type === 'list' && b.type === 'list')
    return (
      a.items.length === b.items.length &&
      a.items.every((item, i) => b.items.some((other, j) => i === j && equal(item, other)))
    );
  if (a.type !== 'map' || b.type !== 'map' || a.fields.size !== b.fields.size) return false;
  return [...a.fields].every(([name, { value }]) => {
    const other = b.fields.get(name)?.value;
    return other !== undefined && equal(value, other);
  });
}

function missing({ path }: Change): Misfit {
  return { misfit: `${path} is not in the object` };
}

const persistent = new WeakMap<MapTree, MapTree>();

/** A patch goes through JSON, where an empty value becomes a null that stays. */
function withWrittenNulls(object: MapTree): MapTree {
  const known = persistent.get(object);
  if (known) return known;
  const result = written(object);
  const map = result.type === 'map' ? result : object;
  persistent.set(object, map);
  persistent.set(map, map);
  return map;
}

function written(tree: Tree): Tree {
  if (tree.type === 'scalar') {
    const isEmptyNull = tree.tag === 'null' && tree.text === '';
    const kept: ScalarTree = isEmptyNull ? { ...tree, text: 'null' } : tree;
    return kept;
  }
  if (tree.type === 'list') {
    const items = tree.items.map(written);
    return items.every((item, i) => item === tree.items[i]) ? tree : { ...tree, items };
  }
  if (tree.type !== 'map') return tree;
  let result = tree;
  for (const [name, { key, value }] of tree.fields) {
    const next = written(value);
    if (next !== value) result = withField(result, name, { key, value: next });
  }
  return result;
}
