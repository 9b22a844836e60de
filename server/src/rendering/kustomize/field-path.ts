import { groupVersion } from './ids.ts';
import {
  type Field,
  isNothing,
  type ListTree,
  type MapTree,
  mapTree,
  type Origin,
  type Tree,
  textAt,
  withField,
} from './tree.ts';

/** A field that a transformation changes, in objects of a kind. */
export interface FieldSpec {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  /** `spec/template/spec/containers[]/image`; a slash in a name is written `\/`. */
  readonly path: string;
  /** The field is made where it is missing. */
  readonly create?: boolean;
}

export interface FieldChange {
  /** The new value of the field; the same tree where it stays. */
  set(value: Tree): Tree;
  /** What to make of a missing field; absent: it is not made. */
  readonly create?: 'map' | 'scalar';
  /** What the keys of made fields come from. */
  readonly origin?: Origin;
}

const paths = new Map<string, readonly string[]>();

function partsOf(path: string): readonly string[] {
  const known = paths.get(path);
  if (known) return known;
  const parts = path
    .split(/(?<!\\)\//)
    .filter((part, i) => part !== '' || i > 0)
    .map((part) => part.replaceAll('\\/', '/'));
  if (paths.size < 5000) paths.set(path, parts);
  return parts;
}

/** Whether a field is one of objects like this. */
export function isFor({ group, version, kind }: FieldSpec, object: MapTree): boolean {
  if (kind && kind !== textAt(object, 'kind')) return false;
  if (!group && !version) return true;
  const own = groupVersion(textAt(object, 'apiVersion') ?? '');
  return (!group || group === own.group) && (!version || version === own.version);
}

/** The object with the field changed wherever its path leads. */
export function changeField(object: MapTree, spec: FieldSpec, change: FieldChange): MapTree {
  if (!isFor(spec, object)) return object;
  const changed = walk(object, partsOf(spec.path), { spec, change });
  return changed.type === 'map' ? changed : object;
}

/** The object with each of these fields changed. */
export function changeFields(object: MapTree, specs: readonly FieldSpec[], change: FieldChange): MapTree {
  return specs.reduce((changed, spec) => changeField(changed, spec, change), object);
}

interface Walk {
  readonly spec: FieldSpec;
  readonly change: FieldChange;
}

function walk(tree: Tree, path: readonly string[], context: Walk): Tree {
  if (path.length === 0) return context.change.set(tree);
  if (isNothing(tree)) return tree;
  if (tree.type === 'list') {
    let changed = false;
    const items = tree.items.map((item) => {
      const next = walk(item, path, context);
      changed ||= next !== item;
      return next;
    });
    return changed ? { ...tree, items } : tree;
  }
  return tree.type === 'map' ? walkMap(tree, path, context) : tree;
}

function walkMap(map: MapTree, [first = '', ...rest]: readonly string[], context: Walk): Tree {
  const { spec, change } = context;
  const isSequence = first.endsWith('[]');
  const name = isSequence ? first.slice(0, -2) : first;
  const old = map.fields.get(name);
  const creates = spec.create === true && change.create !== undefined && !isSequence;
  const made = rest.length === 0 ? change.create : 'map';
  if (!old && !creates) return map;
  const start = startOf(old, { isSequence, made: creates ? made : undefined, origin: change.origin ?? {} });
  const value = walk(start, rest, context);
  if (old && value === old.value) return map;
  // What was made only to look into it stays away.
  if (!old && value === start && made === 'map' && rest.length > 0) return map;
  return withField(map, name, old ? { key: old.key, value } : { key: change.origin ?? {}, value });
}

function startOf(
  old: Field | undefined,
  { isSequence, made, origin }: { isSequence: boolean; made: 'map' | 'scalar' | undefined; origin: Origin },
): Tree {
  if (old && !isNothing(old.value)) return old.value;
  const place: Origin = old?.value.at ? { at: old.value.at } : origin;
  if (isSequence) {
    const empty: ListTree = { ...place, type: 'list', items: [] };
    return empty;
  }
  if (made === 'map') return mapTree([], place);
  if (made === 'scalar') return { type: 'scalar', text: '', tag: 'null', isQuoted: false, ...(old ? place : {}) };
  return old?.value ?? mapTree([], place);
}
