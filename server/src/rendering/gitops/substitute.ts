import type { Place } from '../../model/span.ts';
import type { Resource } from '../kustomize/resource.ts';
import { tagOf } from '../kustomize/scalars.ts';
import { styleOf } from '../functions/yaml-style.ts';
import { type Field, type ScalarTree, textAt, type Tree } from '../kustomize/tree.ts';

/** A variable of Flux's `postBuild`. */
export interface Variable {
  readonly text: string;
  readonly at?: Place;
}

/** The variables that a Flux Kustomization gives. */
export interface Variables {
  readonly values: ReadonlyMap<string, Variable>;
  /** Why there may be more; absent where all are known. */
  readonly gap?: string;
}

const expression = /\$\$|\$\{([^}]*)\}/g;
const simple = /^([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-=])(.*))?$/s;

/** The resources with `${NAME}` replaced in every text, as Flux does after it has built a folder. */
export function substituted(resources: readonly Resource[], variables: Variables): readonly Resource[] {
  return resources.map((resource) => {
    const { tree } = resource;
    const isOff = ['labels', 'annotations'].some(
      (name) => textAt(tree, 'metadata', name, 'kustomize.toolkit.fluxcd.io/substitute') === 'disabled',
    );
    if (isOff) return resource;
    const changed = replaced(tree, variables);
    return changed.type === 'map' && changed !== tree ? { ...resource, tree: changed } : resource;
  });
}

function replaced(tree: Tree, variables: Variables): Tree {
  if (tree.type === 'list') {
    const items = tree.items.map((item) => replaced(item, variables));
    return items.every((item, i) => item === tree.items[i]) ? tree : { ...tree, items };
  }
  if (tree.type === 'scalar') return tree.text.includes('$') ? replacedText(tree, variables) : tree;
  if (tree.type !== 'map') return tree;
  let changed = false;
  const fields = new Map<string, Field>();
  for (const [name, { key, value }] of tree.fields) {
    const next = replaced(value, variables);
    const own = name.includes('$')
      ? replacedText({ type: 'scalar', text: name, tag: 'str', isQuoted: false }, variables)
      : undefined;
    changed ||= next !== value || own !== undefined;
    fields.set(own?.type === 'scalar' ? own.text : name, { key, value: next });
  }
  return changed ? { ...tree, fields } : tree;
}

function replacedText(tree: ScalarTree, variables: Variables): Tree {
  const from: Place[] = [];
  let because: string | undefined;
  const text = tree.text.replace(expression, (whole: string, inner: string | undefined) => {
    if (inner === undefined) return '$';
    const value = valueOf(inner, variables);
    if (value.at) from.push(value.at);
    because ??= value.because;
    return value.text ?? whole;
  });
  const origin = {
    ...(tree.at ? { at: tree.at } : {}),
    from: from.length > 0 ? from : (tree.from ?? (tree.at ? [tree.at] : [])),
  };
  if (because !== undefined) return { type: 'unknown', because, ...origin };
  if (text === tree.text) return tree;
  // Flux replaces in the printed text: what stands there without quotes gets the type of its new text.
  const isPlain = styleOf(tree.text) === 'plain';
  const tag = isPlain ? typeOf(text) : 'str';
  return { ...tree, ...origin, text, tag, isQuoted: false };
}

function typeOf(text: string): ScalarTree['tag'] {
  return /^(?:y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF)$/.test(text) ? 'bool' : tagOf(text);
}

function valueOf(inner: string, { values, gap }: Variables): { text?: string; at?: Place; because?: string } {
  const [, name, operator, fallback = ''] = simple.exec(inner) ?? [];
  if (name === undefined) return { because: `\${${inner}} is a function that is not followed` };
  const known = values.get(name);
  if (known && (known.text !== '' || operator === undefined || !operator.startsWith(':'))) return known;
  if (!known && gap !== undefined) return { because: `\${${name}} comes from ${gap}` };
  return { text: operator === undefined ? '' : fallback };
}
