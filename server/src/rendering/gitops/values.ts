import type { RenderProblem } from '../../model/rendering.ts';
import type { Place } from '../../model/span.ts';
import type { InlineValues } from '../helm/layers.ts';
import { readSource, type Source } from '../kustomize/from-yaml.ts';
import { printed } from '../kustomize/scalars.ts';
import type { ScalarTree, Tree } from '../kustomize/tree.ts';
import type { Value } from '../value.ts';
import { plainValue } from '../values/from-yaml.ts';
import { bool, dict, float, list, nil, str, unknown } from '../values/make.ts';

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

/** A text with values, as in `valuesFrom` or `helm.values`. */
export function valuesOfText(source: Source): InlineValues {
  const problems: RenderProblem[] = [];
  let values: Value | undefined;
  for (const { document, tree } of readSource(source)) {
    const [problem] = document.problems;
    const place = problem && source.origin(document.start + problem.span.start, document.start + problem.span.end).at;
    if (!tree && problem && place)
      problems.push({ ...place, problem: 'syntax', message: `The values are no YAML: ${problem.message}.` });
    if (tree && tree.type !== 'scalar') values ??= valueOfTree(tree);
  }
  return { values: values?.type === 'dict' ? values : dict(), ...(problems.length > 0 ? { problems } : {}) };
}

/** A value at a path of keys, as `targetPath` of Flux gives it. */
export function valueAt(path: readonly string[], value: Value): InlineValues {
  const made = path.reduceRight<Value>((inner, key) => dict([[key, inner]]), value);
  return { values: made.type === 'dict' ? made : dict() };
}
