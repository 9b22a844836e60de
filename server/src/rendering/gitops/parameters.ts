import type { Place } from '../../model/span.ts';
import { type Field, fieldsAt, type ScalarTree, type Tree } from '../kustomize/tree.ts';

/** What a generator of an ApplicationSet gives for one Application. */
export interface Parameters {
  /** `cluster`, `values.replicas`, `path.basename`: by their path. */
  readonly values: ReadonlyMap<string, Parameter>;
  /** Why there may be more; absent where all are known. */
  readonly gap?: string;
}

/** One parameter, and where it is written. */
export interface Parameter {
  readonly text: string;
  readonly at?: Place;
}

/** The scalars of a tree by their paths. */
export function flattened(tree: Tree | undefined, prefix = ''): Map<string, Parameter> {
  const values = new Map<string, Parameter>();
  const visit = (part: Tree, path: string): void => {
    if (part.type === 'scalar') values.set(path, { text: part.text, ...(part.at ? { at: part.at } : {}) });
    else if (part.type === 'map')
      for (const [key, { value }] of part.fields) visit(value, path === '' ? key : `${path}.${key}`);
    else if (part.type === 'list') for (const [i, item] of part.items.entries()) visit(item, `${path}.${i}`);
  };
  if (tree) visit(tree, prefix);
  return values;
}

/** The same parameters with more of them; those win. */
export function together(a: Parameters, b: Parameters): Parameters {
  const gap = a.gap ?? b.gap;
  return { values: new Map([...a.values, ...b.values]), ...(gap === undefined ? {} : { gap }) };
}

const expression = /\{\{-?\s*(.*?)\s*-?\}\}/gs;

/** A template with its parameters filled in; what cannot be filled in is unknown. */
export function filled(tree: Tree, parameters: Parameters, isGo: boolean): Tree {
  if (tree.type === 'list') return { ...tree, items: tree.items.map((item) => filled(item, parameters, isGo)) };
  if (tree.type === 'scalar') return tree.text.includes('{{') ? filledText(tree, parameters, isGo) : tree;
  if (tree.type !== 'map') return tree;
  const fields = new Map<string, Field>();
  for (const [name, { key, value }] of fieldsAt(tree)) {
    const own = name.includes('{{')
      ? filledText({ type: 'scalar', text: name, tag: 'str', isQuoted: true }, parameters, isGo)
      : undefined;
    fields.set(own?.type === 'scalar' ? own.text : name, { key, value: filled(value, parameters, isGo) });
  }
  return { ...tree, fields };
}

function filledText(tree: ScalarTree, parameters: Parameters, isGo: boolean): Tree {
  const from: Place[] = [];
  let because: string | undefined;
  const text = tree.text.replace(expression, (whole: string, inner: string) => {
    const name = isGo ? goPath(inner) : inner;
    const value = name === undefined ? undefined : parameters.values.get(name);
    if (value) {
      if (value.at) from.push(value.at);
      return value.text;
    }
    // Without Go templates a name that no generator gives stays as it is written.
    if (!isGo && parameters.gap === undefined) return whole;
    because ??= parameters.gap ?? `{{ ${inner} }} is not followed`;
    return whole;
  });
  const origin = {
    ...(tree.at ? { at: tree.at } : {}),
    from: from.length > 0 ? from : (tree.from ?? (tree.at ? [tree.at] : [])),
  };
  if (because !== undefined) return { type: 'unknown', because, ...origin };
  return text === tree.text ? tree : { ...tree, ...origin, text };
}

/** `.path.basename` or `index .path.segments 1` as the path of a parameter. */
function goPath(inner: string): string | undefined {
  const path = /^\.([\w.-]+)$/.exec(inner)?.[1];
  if (path !== undefined) return path === 'path' ? undefined : path === 'path.path' ? 'path' : path;
  const [, list, index] = /^index \.([\w.]+) (\d+)$/.exec(inner) ?? [];
  if (list !== undefined) return `${list}.${index ?? ''}`;
  const [, map, key] = /^index \.([\w.]+) "([^"]+)"$/.exec(inner) ?? [];
  return map === undefined ? undefined : `${map}.${key ?? ''}`;
}
