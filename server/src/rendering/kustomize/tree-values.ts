import type { Place } from '../../model/span.ts';
import type { Value } from '../value.ts';
import { plainValue } from '../values/from-yaml.ts';
import { bool, dict, float, list, nil, str, unknown } from '../values/make.ts';
import { printed } from './scalars.ts';
import type { ScalarTree, Tree } from './tree.ts';

/** A part of an object as a value of Helm, each with what set it. */
export function valueOfTree(tree: Tree): Value {
  const from = sources(tree);
  switch (tree.type) {
    case 'map':
      return dict(
        [...tree.fields].map(([key, { value }]) => [key, valueOfTree(value)] as const),
        from,
      );
    case 'list':
      return list(tree.items.map(valueOfTree), from);
    case 'unknown':
      return unknown(tree.because, from);
    case 'scalar':
      return scalarValue(tree, from);
  }
}

function sources({ at, from }: Tree): readonly Place[] | undefined {
  return from ?? (at ? [at] : undefined);
}

/** The API server reads plain words as YAML 1.1 does. */
function scalarValue(tree: ScalarTree, from: readonly Place[] | undefined): Value {
  if (tree.isQuoted || tree.tag === 'time') return str(tree.text, from);
  if (tree.tag === 'null') return nil(from);
  const value = plainValue(printed(tree) ?? tree.text);
  if (value === null) return nil(from);
  if (typeof value === 'boolean') return bool(value, from);
  return typeof value === 'number' ? float(value, from) : str(tree.text, from);
}
