import type * as z from 'zod';
import type { Problem } from '../model/problem.ts';
import { readYamlData, type YamlData } from '../syntax/yaml-data.ts';

/**
 * A YAML file of ours under its format: the value, or problems with their places. Conflict markers are named as such.
 * `lenient` leaves out the keys with a wrong value, and says so, where the rest is sound; `entries` leaves out as little as can be:
 * of a list or map the entries, of an entry the values. `blanks` takes a key with nothing behind it as one that is not there.
 * `empty` is the value of a file that says nothing, with comments at most.
 */
export function readFormat<T extends z.ZodType>(source: Source, format: T, options: FormatOptions = {}): ReadFormat<T> {
  const { file, text } = source;
  const key = JSON.stringify([file, options]);
  const before = memo.get(key);
  if (before?.format === format && before.text === text) return before.read as ReadFormat<T>;
  const read = readAnew(source, format, options);
  if (before) memoUnits -= before.text.length;
  memo.delete(key);
  memo.set(key, { format, text, read });
  memoUnits += text.length;
  for (const [oldest, { text: dropped }] of memo) {
    if (memoUnits <= maxMemoUnits) break;
    memo.delete(oldest);
    memoUnits -= dropped.length;
  }
  return read;
}

interface Source {
  readonly file: string;
  readonly text: string;
}

interface FormatOptions {
  readonly lenient?: boolean | 'entries';
  readonly blanks?: boolean;
  readonly empty?: unknown;
}

type ReadFormat<T extends z.ZodType> =
  | { readonly value: z.output<T>; readonly problems: readonly Problem[]; readonly spanOf: YamlData['spanOf'] }
  | { readonly value: undefined; readonly problems: readonly Problem[] };

/** What files said under their formats, as long as their text is the same: all are asked again at each pause in typing. */
const memo = new Map<string, { format: z.ZodType; text: string; read: ReadFormat<z.ZodType> }>();
let memoUnits = 0;
const maxMemoUnits = 8_000_000;

function readAnew<T extends z.ZodType>(
  { file, text }: Source,
  format: T,
  { lenient = false, blanks = false, empty = null }: FormatOptions,
): ReadFormat<T> {
  const conflict = /^<{7}( |$)/m.exec(text);
  if (conflict) {
    const span = { start: conflict.index, end: conflict.index + 7 };
    return {
      value: undefined,
      problems: [
        {
          file,
          span,
          message: 'Merge conflict: resolve it, and keep the additions of both sides; until then this file is not read',
          unread: true,
        },
      ],
    };
  }
  const data = readYamlData(text);
  if (data.errors.length > 0) {
    return {
      value: undefined,
      problems: data.errors.map(({ message, span }) => ({ file, span, message: `Not read: ${message}`, unread: true })),
    };
  }
  // The tree is not kept with the value, and read again for the few who ask for places.
  let places: YamlData | undefined;
  const spanOf: YamlData['spanOf'] = (path) => (places ??= readYamlData(text)).spanOf(path);
  const whole = blanks ? withoutBlanks(data.value) : data.value;
  const parsed = format.safeParse(whole ?? empty);
  if (parsed.success) return { value: parsed.data, problems: [], spanOf };
  const problems = parsed.error.issues.slice(0, 20).map((issue) => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    const path = unknown === undefined ? issue.path : [...issue.path, unknown];
    return {
      file,
      span: data.spanOf(path),
      message: `${path.length > 0 ? `${path.join('.')}: ` : ''}${plainly(issue)}`,
    };
  });
  for (const depth of lenient === 'entries' ? [Infinity, 2, 1] : lenient ? [1] : []) {
    const rest = format.safeParse(
      without(
        whole,
        parsed.error.issues.map(({ path }) => path.slice(0, depth)),
      ),
    );
    if (rest.success) return { value: rest.data, problems, spanOf };
  }
  return { value: undefined, problems: problems.map((problem) => ({ ...problem, unread: true })) };
}

const kinds: Readonly<Record<string, string>> = {
  int: 'a whole number',
  object: 'a map of keys and values',
  record: 'a map of keys and values',
  array: 'a list',
};

/** A value without what stands at some paths. */
function without(value: unknown, paths: readonly (readonly PropertyKey[])[]): unknown {
  if (typeof value !== 'object' || value === null || paths.length === 0) return value;
  const below = (key: PropertyKey) =>
    paths.flatMap(([first, ...rest]) => (String(first) === String(key) && rest.length > 0 ? [rest] : []));
  const isOut = (key: PropertyKey) => paths.some((path) => path.length === 1 && String(path[0]) === String(key));
  if (Array.isArray(value)) return value.flatMap((each: unknown, at) => (isOut(at) ? [] : [without(each, below(at))]));
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (isOut(key) ? [] : [[key, without(each, below(key))]])),
  );
}

/** A value without keys that have nothing behind them. */
function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlanks);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (each === null ? [] : [[key, withoutBlanks(each)]])),
  );
}

/** What is wrong, in words of people rather than of types. */
function plainly(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && / received undefined$/.test(issue.message)) return 'it is missing';
  if (issue.code === 'invalid_type') return `it must be ${kinds[issue.expected] ?? `a ${issue.expected}`}`;
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
