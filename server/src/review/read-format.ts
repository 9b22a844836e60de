import type * as z from 'zod';
import type { Problem } from '../model/problem.ts';
import { readYamlData, type YamlData } from '../syntax/yaml-data.ts';

/**
 * A YAML file of ours under its format: the value, or problems with their places. Conflict markers are named as such.
 * `lenient` leaves out the keys with a wrong value, and says so, where the rest is sound.
 * `empty` is the value of a file that says nothing, with comments at most.
 */
export function readFormat<T extends z.ZodType>(
  { file, text }: { file: string; text: string },
  format: T,
  { lenient = false, empty = null }: { lenient?: boolean; empty?: unknown } = {},
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
  const parsed = format.safeParse(data.value ?? empty);
  if (parsed.success) return { value: parsed.data, problems: [], spanOf: data.spanOf };
  const problems = parsed.error.issues.slice(0, 20).map((issue) => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    const path = unknown === undefined ? issue.path : [...issue.path, unknown];
    return {
      file,
      span: data.spanOf(path),
      message: `${path.length > 0 ? `${path.join('.')}: ` : ''}${plainly(issue)}`,
    };
  });
  if (lenient && typeof data.value === 'object' && data.value !== null) {
    const wrong = new Set(parsed.error.issues.map(({ path: [key] }) => key));
    const rest = format.safeParse(Object.fromEntries(Object.entries(data.value).filter(([key]) => !wrong.has(key))));
    if (rest.success) return { value: rest.data, problems, spanOf: data.spanOf };
  }
  return { value: undefined, problems };
}

/** What is wrong, in words of people rather than of types. */
function plainly(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && / received undefined$/.test(issue.message)) return 'it is missing';
  if (issue.code === 'invalid_type')
    return `it must be ${issue.expected === 'int' ? 'a whole number' : `a ${issue.expected}`}`;
  const parts = issue.code === 'too_big' && issue.origin === 'array' ? 'entries' : 'characters';
  if (issue.code === 'too_big' && issue.origin !== 'number') return `it has more than ${issue.maximum} ${parts}`;
  if (issue.code === 'too_small' && issue.origin === 'string' && issue.minimum === 1) return 'it is empty';
  if (issue.code === 'invalid_value') return `it must be one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_union') {
    const allowed = issue.errors
      .flat()
      .flatMap((each) => (each.code === 'invalid_value' ? each.values.map(String) : []));
    if (allowed.length > 0) return `it must be one of ${allowed.join(', ')}`;
  }
  return issue.message;
}
