import type { Place } from '../../model/span.ts';

/** Where a part of an object is written, and what set it since. */
export interface Origin {
  /** In the object's own file, or in the file that added it. */
  readonly at?: Place | undefined;
  /** The text of the file there. */
  readonly written?: string | undefined;
  /** What set it last, where that is not `at`. */
  readonly from?: readonly Place[] | undefined;
}

/** The parts of an object; never changed in place, so that bases are shared. */
export type Tree = MapTree | ListTree | ScalarTree | UnknownTree;

export interface MapTree extends Origin {
  readonly type: 'map';
  readonly fields: ReadonlyMap<string, Field>;
}
export interface Field {
  readonly key: Origin;
  readonly value: Tree;
}
export interface ListTree extends Origin {
  readonly type: 'list';
  readonly items: readonly Tree[];
}
export interface ScalarTree extends Origin {
  readonly type: 'scalar';
  readonly text: string;
  readonly tag: 'str' | 'int' | 'float' | 'bool' | 'null' | 'time';
  /** Quotes or a block keep what is set here later a text, whatever it looks like. */
  readonly isQuoted: boolean;
}
/** Stands for a part that is not known. */
export interface UnknownTree extends Origin {
  readonly type: 'unknown';
  readonly because: string;
}

/** A text of the given origin. */
export function textTree(text: string, origin: Origin = {}): ScalarTree {
  return { ...origin, type: 'scalar', text, tag: 'str', isQuoted: false };
}

/** A map of these fields. */
export function mapTree(fields: Iterable<readonly [string, Field]>, origin: Origin = {}): MapTree {
  return { ...origin, type: 'map', fields: new Map(fields) };
}

/** The value of a field of a map; undefined for anything else. */
export function fieldOf(tree: Tree | undefined, name: string): Tree | undefined {
  return tree?.type === 'map' ? tree.fields.get(name)?.value : undefined;
}

/** The part below these fields. */
export function at(tree: Tree | undefined, ...path: readonly string[]): Tree | undefined {
  return path.reduce(fieldOf, tree);
}

/** The text of a scalar that is not null. */
export function textAt(tree: Tree | undefined, ...path: readonly string[]): string | undefined {
  const found = at(tree, ...path);
  return found?.type === 'scalar' && found.tag !== 'null' ? found.text : undefined;
}

/** The items of a list; none for anything else. */
export function itemsAt(tree: Tree | undefined, ...path: readonly string[]): readonly Tree[] {
  const found = at(tree, ...path);
  return found?.type === 'list' ? found.items : [];
}

/** The fields of a map; none for anything else. */
export function fieldsAt(tree: Tree | undefined, ...path: readonly string[]): ReadonlyMap<string, Field> {
  const found = at(tree, ...path);
  return found?.type === 'map' ? found.fields : new Map<string, Field>();
}

/** A map with one field set; its key keeps its place where it was there. */
export function withField(map: MapTree, name: string, field: Field): MapTree {
  const old = map.fields.get(name);
  if (old?.value === field.value) return map;
  const fields = new Map(map.fields);
  fields.set(name, old ? { key: old.key, value: field.value } : field);
  return { ...map, fields };
}

/** A map without one field. */
export function withoutField(map: MapTree, name: string): MapTree {
  if (!map.fields.has(name)) return map;
  const fields = new Map(map.fields);
  fields.delete(name);
  return { ...map, fields };
}

/** A map with a part below it set; maps on the way are made where they are missing. */
export function withPart(map: MapTree, path: readonly string[], field: Field): MapTree {
  const [first, ...rest] = path;
  if (first === undefined) return map;
  if (rest.length === 0) return withField(map, first, field);
  const below = fieldOf(map, first);
  const inner = below?.type === 'map' ? below : mapTree([], field.key);
  return withField(map, first, { key: field.key, value: withPart(inner, rest, field) });
}

/** Whether a part is missing or null. */
export function isNothing(tree: Tree | undefined): tree is undefined | (ScalarTree & { tag: 'null' }) {
  return tree === undefined || (tree.type === 'scalar' && tree.tag === 'null');
}

/** A value in place of another: it keeps where that was written, and names what set it. */
export function inPlaceOf(old: Tree | undefined, value: Tree): Tree {
  if (!old?.at || !value.at) return value;
  const from = value.from ?? [value.at];
  return { ...value, at: old.at, written: old.written, from };
}

/** A scalar set in place of another, whose quotes stay. */
export function scalarOver(old: Tree | undefined, value: ScalarTree): ScalarTree {
  const isQuoted = old?.type === 'scalar' && old.isQuoted;
  const kept: ScalarTree = isQuoted ? { ...value, tag: 'str', isQuoted: true } : value;
  if (!old?.at || !value.at) return kept;
  return { ...kept, at: old.at, written: old.written, from: value.from ?? [value.at] };
}
