import { changeFields, type FieldSpec } from './field-path.ts';
import { groupVersion, sameId } from './ids.ts';
import { partsAt, partsOfPath } from './part-path.ts';
import { currentId, previousIds, type Resource } from './resource.ts';
import { type Field, fieldOf, type ScalarTree, textAt, type Tree } from './tree.ts';

/** A variable of the old `vars`. */
export interface Variable {
  readonly name: string;
  readonly entry: Tree;
}

/** The resources with `$(NAME)` replaced where Kustomize looks for it; one that is not known makes the text unknown. */
export function withVariables(
  resources: readonly Resource[],
  variables: readonly Variable[],
  specs: readonly FieldSpec[],
): readonly Resource[] {
  if (variables.length === 0) return resources;
  const values = new Map(variables.map(({ name, entry }) => [name, valueOf(resources, entry)]));
  const set = (old: Tree): Tree => expanded(old, values);
  return resources.map((resource) => {
    const tree = changeFields(resource.tree, specs, { set });
    return tree === resource.tree ? resource : { ...resource, tree };
  });
}

function valueOf(resources: readonly Resource[], entry: Tree): Tree | undefined {
  const reference = fieldOf(entry, 'objref');
  const id = {
    ...groupVersion(textAt(reference, 'apiVersion') ?? ''),
    kind: textAt(reference, 'kind') ?? '',
    name: textAt(reference, 'name') ?? '',
    namespace: textAt(reference, 'namespace') ?? '',
  };
  const found = resources.filter((resource) =>
    [currentId(resource), ...previousIds(resource)].some((own) =>
      id.namespace === '' ? sameId({ ...own, namespace: '' }, id) : sameId(own, id),
    ),
  );
  const path = textAt(entry, 'fieldref', 'fieldpath') ?? textAt(entry, 'fieldref', 'fieldPath') ?? 'metadata.name';
  const [first] = found;
  return first && found.length === 1
    ? partsAt(first.tree, partsOfPath(path.replace(/\[(\d+)\]/g, '.$1')))[0]
    : undefined;
}

function expanded(old: Tree, values: ReadonlyMap<string, Tree | undefined>): Tree {
  if (old.type === 'list') {
    const items = old.items.map((item) => (item.type === 'scalar' ? expanded(item, values) : item));
    return items.every((item, i) => item === old.items[i]) ? old : { ...old, items };
  }
  if (old.type === 'map') {
    const fields = new Map<string, Field>();
    let changed = false;
    for (const [name, { key, value }] of old.fields) {
      const next = value.type === 'scalar' ? expanded(value, values) : value;
      changed ||= next !== value;
      fields.set(name, { key, value: next });
    }
    return changed ? { ...old, fields } : old;
  }
  return old.type === 'scalar' && old.tag === 'str' ? expandedText(old, values) : old;
}

function expandedText(old: ScalarTree, values: ReadonlyMap<string, Tree | undefined>): Tree {
  const from = [...(old.from ?? [])];
  let unknown: string | undefined;
  const replace = (whole: string, name: string): string => {
    if (!values.has(name)) return whole;
    const value = values.get(name);
    if (value?.type !== 'scalar') unknown ??= `the variable ${name} has no value in what is known`;
    if (value?.type !== 'scalar') return whole;
    from.push(...(value.from ?? (value.at ? [value.at] : [])));
    return value.text;
  };
  const whole = /^\$\(([^)]*)\)$/.exec(old.text);
  const single = whole ? values.get(whole[1] ?? '') : undefined;
  const text = old.text.replace(/\$(?:\$|\(([^)]*)\))/g, (match: string, name: string | undefined) =>
    name === undefined ? '$' : replace(match, name),
  );
  if (unknown !== undefined) return { type: 'unknown', because: unknown, ...(old.at ? { at: old.at } : {}) };
  if (text === old.text) return old;
  // A variable alone keeps its type.
  return { ...old, text, tag: single?.type === 'scalar' ? single.tag : 'str', isQuoted: false, from };
}
