import { changeField, type FieldSpec } from './field-path.ts';
import type { NameReference } from './field-specs.ts';
import { effectiveNamespace, type GvkSelector, isClusterScoped, isSelected } from './ids.ts';
import { currentId, originalId, previousIds, type Resource } from './resource.ts';
import { fieldOf, isNothing, itemsAt, textAt, type Tree, withField } from './tree.ts';

/** A field with a name, and the kind of object that it names. */
export interface Reference {
  readonly spec: FieldSpec;
  readonly target: GvkSelector;
}

/** The resources with references to renamed objects brought up to date. */
export function withNameReferences(
  resources: readonly Resource[],
  references: readonly NameReference[],
): readonly Resource[] {
  const renamed = byFormerName(resources);
  if (renamed.size === 0) return resources;
  const byKind = referencesByKind(references);
  return resources.map((resource) => {
    const id = originalId(resource);
    const own = [...(byKind.get(id.kind) ?? []), ...(byKind.get('') ?? [])];
    const referrer: Referrer = { resource, renamed, reachable: reachableFrom(resource) };
    let { tree } = resource;
    for (const { spec, target } of own) {
      if (!isSelected(id, spec)) continue;
      // A patch may have changed the kind since: the field is where it was.
      tree = changeField(
        tree,
        { path: spec.path },
        { set: (old) => updated(old, { ...referrer, target, path: spec.path }) },
      );
    }
    return tree === resource.tree ? resource : { ...resource, tree };
  });
}

function byFormerName(resources: readonly Resource[]): Map<string, Resource[]> {
  const map = new Map<string, Resource[]>();
  for (const resource of resources) {
    for (const name of new Set(resource.previous.map((previous) => previous.name)))
      map.set(name, [...(map.get(name) ?? []), resource]);
  }
  return map;
}

const prepared = new WeakMap<readonly NameReference[], Map<string, Reference[]>>();

/** The fields with names, by the kind of object that has them; those of any kind under an empty text. */
export function referencesByKind(references: readonly NameReference[]): Map<string, Reference[]> {
  const known = prepared.get(references);
  if (known) return known;
  const map = new Map<string, Reference[]>();
  for (const { fieldSpecs, ...target } of references) {
    for (const spec of fieldSpecs) {
      const kind = spec.kind ?? '';
      map.set(kind, [...(map.get(kind) ?? []), { spec, target }]);
    }
  }
  prepared.set(references, map);
  return map;
}

interface Referrer {
  readonly resource: Resource;
  readonly renamed: ReadonlyMap<string, readonly Resource[]>;
  readonly reachable: (candidate: Resource) => boolean;
}

interface Use extends Referrer {
  readonly target: GvkSelector;
  readonly path: string;
}

function updated(old: Tree, use: Use): Tree {
  if (isNothing(old)) return old;
  if (old.type === 'list') {
    const items = old.items.map((item) => (item.type === 'list' ? item : updated(item, use)));
    return items.every((item, i) => item === old.items[i]) ? old : { ...old, items };
  }
  if (old.type === 'map') return updatedMap(old, use);
  if (old.type !== 'scalar') return old;
  const candidates = (use.renamed.get(old.text) ?? []).filter(use.reachable);
  const referral = referralOf(candidates, use, (a, b) => nameOf(a) === nameOf(b));
  if (referral === 'several') return unknown(old, `several objects were named ${old.text}`);
  return referral ? renamedTo(old, referral) : old;
}

function updatedMap(old: Tree & { type: 'map' }, use: Use): Tree {
  const name = textAt(old, 'name');
  if (name === undefined) return old;
  const namespace = textAt(old, 'namespace');
  const own = (use.renamed.get(name) ?? []).filter(use.reachable);
  const candidates = namespace === undefined ? own : inNamespaceOf(own, namespace);
  const referral = referralOf(
    candidates,
    use,
    (a, b) => nameOf(a) === nameOf(b) && currentId(a).namespace === currentId(b).namespace,
  );
  const field = old.fields.get('name');
  if (referral === 'several') return unknown(old, `several objects were named ${name}`);
  if (!referral || !field) return old;
  const changed = withField(old, 'name', { key: field.key, value: renamedTo(field.value, referral) });
  const place = fieldOf(fieldOf(referral.tree, 'metadata'), 'namespace');
  if (place?.type !== 'scalar' || place.text === '') return changed;
  const before = old.fields.get('namespace');
  if (before?.value.type === 'scalar' && before.value.text === place.text) return changed;
  const value = before?.value.type === 'scalar' ? { ...before.value, text: place.text, from: sources(place) } : place;
  return withField(changed, 'namespace', { key: before?.key ?? {}, value });
}

function inNamespaceOf(candidates: readonly Resource[], namespace: string): readonly Resource[] {
  const of = (pick: (resource: Resource) => string) =>
    candidates.filter((resource) => !isClusterScoped(currentId(resource)) && pick(resource) === namespace);
  const original = of((resource) => effectiveNamespace(originalId(resource)));
  return original.length > 0 ? original : of((resource) => effectiveNamespace(currentId(resource)));
}

function renamedTo(old: Tree, referral: Resource): Tree {
  const name = fieldOf(fieldOf(referral.tree, 'metadata'), 'name');
  if (name?.type === 'unknown') return unknown(old, name.because);
  if (old.type !== 'scalar' || name?.type !== 'scalar' || name.text === old.text) return old;
  return { ...old, text: name.text, tag: 'str', from: [...(old.from ?? (old.at ? [old.at] : [])), ...sources(name)] };
}

function sources({ at, from }: Tree): readonly NonNullable<Tree['at']>[] {
  return from ?? (at ? [at] : []);
}

function unknown({ at, from }: Tree, because: string): Tree {
  return { type: 'unknown', because, ...(at ? { at } : {}), ...(from ? { from } : {}) };
}

function nameOf({ tree }: Resource): string {
  return textAt(tree, 'metadata', 'name') ?? '';
}

/** The object that a name stands for, chosen as Kustomize does: by kind, namespace, then by the prefixes that both have. */
function referralOf(
  all: readonly Resource[],
  { resource, target, path }: Use,
  same: (a: Resource, b: Resource) => boolean,
): Resource | 'several' | undefined {
  let candidates = all.filter((candidate) => previousIds(candidate).some((id) => isSelected(id, target)));
  if (path.endsWith('roleRef/name')) {
    const role = fieldOf(resource.tree, 'roleRef');
    const [group, kind] = [textAt(role, 'apiGroup'), textAt(role, 'kind')];
    if (group !== undefined && kind !== undefined)
      candidates = candidates.filter((candidate) =>
        previousIds(candidate).some((id) => isSelected(id, { group, kind })),
      );
  }
  candidates = candidates.filter((candidate) => sharesNamespace(resource, candidate));
  if (candidates.length === 1) return candidates[0];
  candidates = candidates.filter((candidate) => fits(candidate, resource, true));
  if (candidates.length > 1) candidates = candidates.filter((candidate) => fits(candidate, resource, false));
  const [first] = candidates;
  return !first || candidates.every((candidate) => same(first, candidate)) ? first : 'several';
}

function sharesNamespace(referrer: Resource, candidate: Resource): boolean {
  const [own, other] = [currentId(referrer), currentId(candidate)];
  if (isClusterScoped(own) || isClusterScoped(other) || other.kind === 'ServiceAccount') return true;
  return effectiveNamespace(own) === effectiveNamespace(other);
}

function fits(candidate: Resource, referrer: Resource, allowsNone: boolean): boolean {
  const ends = (a: readonly string[], b: readonly string[]): boolean => {
    if (allowsNone && (a.length === 0 || b.length === 0)) return true;
    const [short, long] = a.length > b.length ? [b, a] : [a, b];
    if (short.length === 0) return long.length === 0;
    return short.every((affix, i) => long[i + long.length - short.length] === affix);
  };
  return ends(candidate.prefixes, referrer.prefixes) && ends(candidate.suffixes, referrer.suffixes);
}

/** Which objects a resource may refer to: those of its namespace, and accounts that a binding names. */
function reachableFrom(referrer: Resource): (candidate: Resource) => boolean {
  const id = currentId(referrer);
  if (isClusterScoped(id)) return () => true;
  const named = new Set(
    id.kind === 'RoleBinding'
      ? itemsAt(referrer.tree, 'subjects').flatMap((subject) =>
          textAt(subject, 'kind') === 'ServiceAccount' ? (textAt(subject, 'namespace') ?? []) : [],
        )
      : [],
  );
  return (candidate) => {
    const other = currentId(candidate);
    return isClusterScoped(other) || effectiveNamespace(other) === effectiveNamespace(id) || named.has(other.namespace);
  };
}
