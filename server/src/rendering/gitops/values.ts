import type { RenderProblem } from '../../model/rendering.ts';
import type { InlineValues } from '../helm/layers.ts';
import { readSource, type Source } from '../kustomize/from-yaml.ts';
import { valueOfTree } from '../kustomize/tree-values.ts';
import type { Value } from '../value.ts';
import { dict } from '../values/make.ts';

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
