import { merge, type MergeContext } from './strategic-merge.ts';
import { fieldOf, isNothing, type ListTree, textAt, textTree, type Tree, withField } from './tree.ts';

const directive = '$patch';

interface ListContext extends MergeContext {
  /** None for a list of plain values. */
  readonly keys: readonly string[];
}

/**
 * Two lists merged by the keys of their items, in the order that Kustomize gives them: the patch's items first.
 * An item without any of the keys makes the list unknown, since Kustomize then loses items.
 */
export function mergeLists(old: ListTree | undefined, patch: ListTree | undefined, context: ListContext): Tree | undefined {
  const asked = patch?.items.find((item) => item.type === 'map' && item.fields.size === 1 && item.fields.has(directive));
  const strategy = textAt(asked, directive);
  if (strategy === 'delete') return undefined;
  const given = patch && asked ? { ...patch, items: patch.items.filter((item) => item !== asked) } : patch;
  const base = !old || strategy === 'replace' ? given : old;
  if (!base) return undefined;
  const added = base === old ? given : base;
  return context.keys.length === 0 ? mergeValues(base, added) : mergeItems(base, added, context);
}

function mergeValues(base: ListTree, patch: ListTree | undefined): Tree {
  const seen = new Set<string>();
  const items = [...(patch?.items ?? []), ...base.items].filter((item) => {
    const text = item.type === 'scalar' ? item.text : '';
    return !seen.has(text) && Boolean(seen.add(text));
  });
  return { ...base, items };
}

function mergeItems(base: ListTree, patch: ListTree | undefined, context: ListContext): Tree {
  const { keys } = context;
  const sources = patch && patch !== base ? [patch, base] : [base];
  const all = sources.flatMap((source) => source.items);
  if (all.some((item) => item.type !== 'map' || keys.every((key) => valueOf(item, key) === '')))
    return { ...base, type: 'unknown', because: `an item of ${context.path} has no ${keys.join(' or ')}` };
  const wanted = distinct(all.map((item) => keys.map((key) => valueOf(item, key))));
  if (keys.length > 1) unite(wanted);
  const used = keys.map((_, i) => wanted.some((values) => values[i] !== ''));
  let kept: readonly Tree[] = base.items;
  let made: Tree[] = [];
  for (const values of wanted) {
    const match = pairs(keys, values, (i) => values[i] !== '');
    const own = pairs(keys, values, (i) => values[i] !== '' || used[i] === true);
    const [before, after] = [base, patch].map((source) => source?.items.find((item) => isMatch(item, match)));
    let value = merge(before, after, { ...context, shape: context.shape?.item });
    if (value?.type !== 'map' || isNothing(value) || value.fields.size === 0) {
      kept = kept.filter((item) => !isMatch(item, own));
      continue;
    }
    for (const [key, text] of match) {
      if (!value.fields.has(key)) value = withField(value, key, { key: {}, value: textTree(text) });
    }
    made = placed(made, value, own);
  }
  // The items of the object replace what was made for them: a merge changed them in place.
  const merged = new Map(made.map((item) => [itemKey(item, keys), item]));
  const several = used.filter(Boolean).length > 1;
  for (const item of kept) {
    const own = keys.flatMap((key, i): [string, string][] => (used[i] ? [[key, valueOf(item, key)]] : []));
    const changed = replacement(item, { base, patch, merged, keys });
    if (several) made = made.filter((other) => !isMatch(other, own));
    made = placed(made, changed, own);
  }
  return same(made, base.items) ? base : { ...base, items: made };
}

/** The item of the object after the merge; one that a patch replaced as a whole stays, as in Kustomize. */
function replacement(
  item: Tree,
  { base, patch, merged, keys }: { base: ListTree; patch: ListTree | undefined; merged: ReadonlyMap<string, Tree>; keys: readonly string[] },
): Tree {
  const isFirst = base.items.find((other) => itemKey(other, keys) === itemKey(item, keys)) === item;
  const given = patch === base ? undefined : patch?.items.find((other) => itemKey(other, keys) === itemKey(item, keys));
  if (!isFirst || textAt(given, directive) === 'replace') return item;
  return merged.get(itemKey(item, keys)) ?? item;
}

/** Replaces the items with these values, or appends. */
function placed(items: readonly Tree[], item: Tree, own: readonly (readonly [string, string])[]): Tree[] {
  let found = false;
  const next = items.map((other) => {
    if (!isMatch(other, own)) return other;
    found = true;
    return item;
  });
  return found ? next : [...next, item];
}

/** An empty value stands for any, as Kustomize compares it. */
function isMatch(item: Tree, own: readonly (readonly [string, string])[]): boolean {
  return own.every(([key, text]) => fieldOf(item, key) !== undefined && (text === '' || valueOf(item, key) === text));
}

function pairs(keys: readonly string[], values: readonly string[], takes: (i: number) => boolean): [string, string][] {
  return keys.flatMap((key, i): [string, string][] => (takes(i) ? [[key, values[i] ?? '']] : []));
}

function valueOf(item: Tree, key: string): string {
  const value = fieldOf(item, key);
  return value?.type === 'scalar' && value.tag !== 'null' ? value.text : '';
}

function itemKey(item: Tree, keys: readonly string[]): string {
  return keys.map((key) => valueOf(item, key)).join('\n');
}

function distinct(lists: readonly string[][]): string[][] {
  return [...new Map(lists.map((list) => [list.join('\n'), list])).values()];
}

/** Fills in what is left out: `80` and `80, TCP` are the same port. */
function unite(wanted: string[][]): void {
  for (const [i, left] of wanted.entries()) {
    for (const [j, right] of wanted.entries()) {
      const both = united(left, right);
      if (both) wanted[i] = wanted[j] = both;
    }
  }
}

function united(left: readonly string[], right: readonly string[]): string[] | undefined {
  let common = false;
  const both: string[] = [];
  for (const [i, a] of left.entries()) {
    const b = right[i] ?? '';
    if (a === b) common = true;
    else if (a !== '' && b !== '') return undefined;
    both.push(a === '' ? b : a);
  }
  return common ? both : undefined;
}

function same(a: readonly Tree[], b: readonly Tree[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}
