import type * as z from 'zod';
import type { Problem } from '../model/problem.ts';
import { readYamlData, type YamlData } from '../syntax/yaml-data.ts';

/** A YAML file of ours under its format: the value, or problems with their places. Conflict markers are named as such. */
export function readFormat<T extends z.ZodType>(
  { file, text }: { file: string; text: string },
  format: T,
):
  | { value: z.output<T>; problems: readonly Problem[]; spanOf: YamlData['spanOf'] }
  | { value: undefined; problems: readonly Problem[] } {
  const conflict = /^<{7}( |$)/m.exec(text);
  if (conflict) {
    const span = { start: conflict.index, end: conflict.index + 7 };
    return {
      value: undefined,
      problems: [{ file, span, message: 'Merge conflict: keep one side; until then this file is not read' }],
    };
  }
  const data = readYamlData(text);
  if (data.errors.length > 0) {
    return {
      value: undefined,
      problems: data.errors.map(({ message, span }) => ({ file, span, message: `Not read: ${message}` })),
    };
  }
  const parsed = format.safeParse(data.value);
  if (parsed.success) return { value: parsed.data, problems: [], spanOf: data.spanOf };
  const problems = parsed.error.issues.slice(0, 20).map((issue) => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    const path = unknown === undefined ? issue.path : [...issue.path, unknown];
    return {
      file,
      span: data.spanOf(path),
      message: `${path.length > 0 ? `${path.join('.')}: ` : ''}${issue.message}`,
    };
  });
  return { value: undefined, problems };
}
