import { fieldOf, isNothing, type MapTree, mapTree, type Origin, textTree, type Tree, withField } from './tree.ts';

/** `spec.containers.[name=app].image` in its parts; dots in brackets and after a backslash are no separators. */
export function partsOfPath(path: string): string[] {
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  for (let i = 0; i < path.length; i++) {
    const sign = path[i] ?? '';
    if (sign === '\\' && path[i + 1] === '.') {
      part += '.';
      i++;
    } else if (sign === '.' && depth === 0) {
      if (part !== '') parts.push(part);
      part = '';
    } else {
      if (sign === '[' && (depth > 0 || part === '')) depth++;
      if (sign === ']' && depth > 0) depth--;
      part += sign;
    }
  }
  if (part !== '') parts.push(part);
  // `a.[b.c]` names one key, in brackets for its dots.
  return parts.map((each) => (/^\[[^=\]]*\]$/.test(each) ? each.slice(1, -1) : each));
}

export interface PartChange {
  set(old: Tree): Tree;
  /** What is made of a missing part; absent: it is not made. */
  readonly create?: Tree['type'] | undefined;
  readonly origin: Origin;
}

/** A tree with the parts at a path changed, and how many there are. */
export function changeParts(tree: Tree, path: readonly string[], change: PartChange): { tree: Tree; count: number } {
  const counter = { count: 0 };
  const changed = walk(tree, path, { change, counter });
  return { tree: changed ?? tree, count: counter.count };
}

/** The parts at a path. */
export function partsAt(tree: Tree, path: readonly string[]): Tree[] {
  const found: Tree[] = [];
  const set = (old: Tree): Tree => {
    found.push(old);
    return old;
  };
  changeParts(tree, path, { set, origin: {} });
  return found;
}

interface Walk {
  readonly change: PartChange;
  readonly counter: { count: number };
}

function walk(tree: Tree, [first, ...rest]: readonly string[], context: Walk): Tree | undefined {
  if (first === undefined) {
    context.counter.count++;
    return context.change.set(tree);
  }
  if (tree.type === 'unknown') {
    context.counter.count++;
    return tree;
  }
  const condition = /^\[([^=]*)=(.*)\]$/s.exec(first);
  if (condition)
    return walkMatching(tree, { key: condition[1] ?? '', value: condition[2] ?? '' }, { ...context, rest });
  if (tree.type === 'list') return walkList(tree, first, { ...context, rest });
  if (tree.type !== 'map') return undefined;
  return first === '*' ? walkAll(tree, rest, context) : walkField(tree, first, { ...context, rest });
}

interface Rest extends Walk {
  readonly rest: readonly string[];
}

function walkField(tree: MapTree, name: string, { rest, ...context }: Rest): Tree | undefined {
  const old = tree.fields.get(name);
  const { create, origin } = context.change;
  if (!old && create === undefined) return undefined;
  const isEmpty = !old || (isNothing(old.value) && create !== undefined);
  const start = isEmpty ? madeFor(rest[0], create) : old.value;
  const value = walk(start, rest, context);
  if (value === undefined) return undefined;
  return withField(tree, name, { key: old?.key ?? origin, value });
}

function madeFor(next: string | undefined, create: Tree['type'] | undefined): Tree {
  if (next === undefined) {
    if (create === 'map') return mapTree([]);
    return create === 'list' ? { type: 'list', items: [] } : textTree('');
  }
  return next.startsWith('[') || next === '-' || /^\d+$/.test(next) ? { type: 'list', items: [] } : mapTree([]);
}

function walkAll(tree: MapTree, rest: readonly string[], context: Walk): Tree {
  let changed = tree;
  for (const [name, { key, value }] of tree.fields) {
    const next = walk(value, rest, context);
    if (next) changed = withField(changed, name, { key, value: next });
  }
  return changed;
}

function walkList(tree: Tree & { type: 'list' }, first: string, { rest, ...context }: Rest): Tree | undefined {
  if (first === '*') {
    return { ...tree, items: tree.items.map((item) => walk(item, rest, context) ?? item) };
  }
  const { create } = context.change;
  if (first === '-') {
    if (create === undefined) {
      const last = tree.items.at(-1);
      const value = last && walk(last, rest, context);
      return value && { ...tree, items: tree.items.with(-1, value) };
    }
    const made = walk(madeFor(rest[0], create), rest, context);
    return made && { ...tree, items: [...tree.items, made] };
  }
  if (!/^\d{1,6}$/.test(first)) return undefined;
  const index = Number(first);
  const old = tree.items[index];
  if (!old && (create === undefined || index !== tree.items.length)) return undefined;
  const value = walk(old ?? madeFor(rest[0], create), rest, context);
  return value && { ...tree, items: old ? tree.items.with(index, value) : [...tree.items, value] };
}

function walkMatching(
  tree: Tree,
  { key, value }: { key: string; value: string },
  { rest, ...context }: Rest,
): Tree | undefined {
  if (tree.type !== 'list') return undefined;
  let found = false;
  const items = tree.items.map((item) => {
    const own = key === '' ? item : fieldOf(item, key);
    if (own?.type !== 'scalar' || own.text !== value) return item;
    found = true;
    return walk(item, rest, context) ?? item;
  });
  if (found || context.change.create === undefined || key === '') return { ...tree, items };
  const start = mapTree([[key, { key: context.change.origin, value: textTree(value, context.change.origin) }]]);
  const made = walk(start, rest, context);
  return made && { ...tree, items: [...tree.items, made] };
}
