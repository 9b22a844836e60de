import type { MergeContext } from './merge-context.ts';
import { fieldOf, type ListTree, textAt, textTree, type Tree, withField } from '../tree.ts';

const directive = '$patch';

interface ListContext extends MergeContext {
  /** None for a list of plain values. */
  readonly keys: readonly string[];
}

/**
 * Two lists merged by the keys of their items, in the order that Kustomize gives them: the patch's items first.
 * An item without any of the keys makes the list unknown, since Kustomize then loses items.
 */
export function mergeLists(
  old: ListTree | undefined,
  patch: ListTree | undefined,
  context: ListContext,
): Tree | undefined {
  const asked = patch?.items.find(
    (item) => item.type === 'map' && item.fields.size === 1 && item.fields.has(directive),
  );
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

type Pair = readonly [string, string];

function mergeItems(base: ListTree, patch: ListTree | undefined, context: ListContext): Tree {
  const { keys } = context;
  const sources = patch && patch !== base ? [patch, base] : [base];
  const all = sources.flatMap((source) => source.items);
  if (all.some((item) => item.type !== 'map' || keys.every((key) => valueOf(item, key) === '')))
    return { ...base, type: 'unknown', because: `an item of ${context.path} has no ${keys.join(' or ')}` };
  const wanted = distinct(all.map((item) => keys.map((key) => valueOf(item, key))));
  if (keys.length > 1) unite(wanted);
  const used = keys.filter((_, i) => wanted.some((values) => values[i] !== ''));
  // Items of the object as they are after the merge, which changes them in place.
  const merged = new Map<Tree, Tree>();
  let kept: readonly Tree[] = base.items;
  let made: readonly Tree[] = [];
  for (const values of wanted) {
    const own = keys.flatMap((key, i): Pair[] => (used.includes(key) ? [[key, values[i] ?? '']] : []));
    const match = own.filter(([, text]) => text !== '');
    const [before, after] = [base, patch].map((source) => source?.items.find((item) => isMatch(item, match)));
    const old = before && (merged.get(before) ?? before);
    let value = context.merge(old, after, { ...context, shape: context.shape?.item });
    if (value?.type !== 'map' || value.fields.size === 0) {
      kept = kept.filter((item) => !isMatch(item, own));
      continue;
    }
    for (const [key, text] of match) {
      if (!value.fields.has(key)) value = withField(value, key, { key: {}, value: textTree(text) });
    }
    if (before && textAt(after, directive) !== 'replace') merged.set(before, value);
    made = placed(made, value, own);
  }
  for (const item of kept) made = appended(made, merged.get(item) ?? item, used);
  return same(made, base.items) ? base : { ...base, items: made };
}

/** The items of the object follow those of the patch, in the steps of Kustomize. */
function appended(items: readonly Tree[], item: Tree, keys: readonly string[]): readonly Tree[] {
  let next = items;
  const values: string[] = [];
  for (const key of keys) {
    if (fieldOf(item, key) === undefined) next = [...next, item];
    else values.push(valueOf(item, key));
  }
  // Without a value for a key, the values before it decide.
  const own = values.map((value, i): Pair => [keys[i] ?? '', value]);
  if (keys.length > 1) next = next.filter((other) => !isMatch(other, own));
  return placed(next, item, own);
}

/** Replaces the items with these values, or appends. */
function placed(items: readonly Tree[], item: Tree, own: readonly Pair[]): readonly Tree[] {
  let found = false;
  const next = items.map((other) => {
    if (!isMatch(other, own)) return other;
    found = true;
    return item;
  });
  return found ? next : [...next, item];
}

/** An empty value stands for any, as Kustomize compares it. */
function isMatch(item: Tree, own: readonly Pair[]): boolean {
  return own.every(([key, text]) => fieldOf(item, key) !== undefined && (text === '' || valueOf(item, key) === text));
}

function valueOf(item: Tree, key: string): string {
  const value = fieldOf(item, key);
  return value?.type === 'scalar' && value.tag !== 'null' ? value.text : '';
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
