import { type Id, idOf, sameId } from './ids.ts';
import { type Field, isNothing, type MapTree, type Origin, type ScalarTree, withoutField, withPart } from './tree.ts';

/** An object on its way through a build. */
export interface Resource {
  readonly tree: MapTree;
  /** The file that it is written in; for a generated object the kustomization. */
  readonly file: string;
  /** The names that it had before, oldest first. */
  readonly previous: readonly PreviousName[];
  readonly prefixes: readonly string[];
  readonly suffixes: readonly string[];
  /** A hash of its content becomes part of its name at the end. */
  readonly needsHash: boolean;
  /** The events of Helm that it is made for. */
  readonly hooks?: readonly string[];
}

/** What an object was called before a transformation. */
export interface PreviousName {
  readonly name: string;
  readonly namespace: string;
  readonly kind: string;
}

/** An object as it is read. */
export function resourceOf(tree: MapTree, file: string): Resource {
  return { tree, file, previous: [], prefixes: [], suffixes: [], needsHash: false };
}

const ids = new WeakMap<MapTree, Id>();

/** The present id. */
export function currentId({ tree }: Resource): Id {
  const known = ids.get(tree);
  if (known) return known;
  const id = idOf(tree);
  ids.set(tree, id);
  return id;
}

/** The ids that it had, oldest first; group and version are the present ones. */
export function previousIds(resource: Resource): Id[] {
  const current = currentId(resource);
  return resource.previous.map((previous) => ({ ...current, ...previous }));
}

/** The id that it was read with. */
export function originalId(resource: Resource): Id {
  return previousIds(resource)[0] ?? currentId(resource);
}

/** Whether any of its ids is this one. */
export function hasId(resource: Resource, id: Id): boolean {
  return sameId(currentId(resource), id) || previousIds(resource).some((previous) => sameId(previous, id));
}

/** The resource with its present name kept among the previous ones. */
export function remembering(resource: Resource): Resource {
  const { name, namespace, kind } = currentId(resource);
  const last = resource.previous.at(-1);
  if (last && last.name === name && last.namespace === namespace && last.kind === kind) return resource;
  return { ...resource, previous: [...resource.previous, { name, namespace, kind }] };
}

/** The object with a field of its metadata set, or removed. */
export function withMetadata(tree: MapTree, name: string, value: ScalarTree | undefined): MapTree {
  const metadata = tree.fields.get('metadata');
  if (value === undefined) {
    if (metadata?.value.type !== 'map') return tree;
    const fields = new Map(tree.fields);
    fields.set('metadata', { ...metadata, value: withoutField(metadata.value, name) });
    return { ...tree, fields };
  }
  return withPart(tree, ['metadata', name], { key: keyOrigin(value), value });
}

/** Where the key of an added field comes from: what gave its value. */
export function keyOrigin({ at, from }: Origin): Origin {
  return { ...(at ? { at } : {}), ...(from ? { from } : {}) };
}

/** A field that is added, with what gave it. */
export function addedField(value: Field['value'], key: Origin = value): Field {
  return { key: keyOrigin(key), value };
}

/** Whether nothing is left of an object. */
export function isEmpty(tree: MapTree): boolean {
  return tree.fields.size === 0 || [...tree.fields.values()].every(({ value }) => isNothing(value));
}
