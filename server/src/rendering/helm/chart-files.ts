import { RE2JS } from 're2js';
import { dict, list, str, unknown } from '../values/make.ts';
import type { Dict, Method, Methods, Str, Value } from '../value.ts';
import type { ChartFile } from './chart.ts';

/** Prints a value as YAML, as `toYaml` does. */
export type PrintYaml = (value: Value) => Value;
/** Text to Base64, as `b64enc` does. */
export type Encode = (text: Str) => Value;

/** Longest pattern of `.Files.Glob`. */
const maxPattern = 1_000;

export interface FilesPorts {
  /** All files can be gone through; otherwise they are read one by one, by their paths. */
  readonly listed: boolean;
  readonly printYaml: PrintYaml;
  readonly encode: Encode;
}

/** `.Files`: the files of a chart besides its templates, read when a template asks for them. */
export function filesValue(files: readonly ChartFile[], ports: FilesPorts): Dict {
  const { listed } = ports;
  const byPath = new Map(files.map((file) => [file.path, file]));
  const content = (path: string): Value => {
    const file = byPath.get(path);
    if (!file) return str('');
    const text = file.text();
    if (text === undefined) return unknown(`${path} is not a text`);
    const span = { start: 0, end: text.length };
    return str(text, undefined, [{ ...span, at: { file: file.file, span }, same: true }]);
  };
  const bytes = (path: string): Value => asBytes(content(path));
  const get = (read: (path: string) => Value) => oneText((name) => read(name));
  const methods = new Map<string, Method>([
    ['Get', get(content)],
    ['GetBytes', get(bytes)],
    ['Lines', oneText((path) => lines(content(path)))],
    ['Glob', oneText((pattern) => glob(pattern, { byPath, ports }))],
    ['AsConfig', () => asMap([...byPath.keys()], { value: content, ports })],
    ['AsSecrets', () => asMap([...byPath.keys()], { value: (path) => encoded(content(path), ports), ports })],
  ]);
  const entries = new Map(listed ? [...byPath.keys()].map((path) => [path, bytes(path)]) : []);
  return { type: 'dict', entries, methods: methods satisfies Methods };
}

function asBytes(value: Value): Value {
  return value.type === 'string' ? { ...value, bytes: true } : value;
}

function encoded(value: Value, { encode }: FilesPorts): Value {
  return value.type === 'string' ? encode(value) : value;
}

function oneText(method: (text: string) => Value): Method {
  return ([arg]) => {
    if (arg?.type === 'unknown') return arg;
    return arg?.type === 'string' ? method(arg.text) : { error: 'the name of a file must be a text' };
  };
}

/** As Helm: a map of what is found under the last part of each path. */
function asMap(
  paths: readonly string[],
  { value, ports }: { readonly value: (path: string) => Value; readonly ports: FilesPorts },
): Value {
  return ports.printYaml(dict(paths.map((path) => [path.slice(path.lastIndexOf('/') + 1), value(path)] as const)));
}

function lines(value: Value): Value {
  if (value.type !== 'string') return value;
  if (value.text === '') return list([]);
  let start = 0;
  const own = value.text.replace(/\n$/, '').split('\n');
  const items = own.map((line) => {
    const at = value.pieces?.[0]?.at;
    const span = at && { start: at.span.start + start, end: at.span.start + start + line.length };
    start += line.length + 1;
    if (!at || !span) return str(line);
    return str(line, undefined, [{ start: 0, end: line.length, at: { ...at, span }, same: true }]);
  });
  return { ...list(items), of: 'string' };
}

function glob(
  pattern: string,
  { byPath, ports }: { readonly byPath: ReadonlyMap<string, ChartFile>; readonly ports: FilesPorts },
): Value {
  const fits = globMatcher(pattern);
  if (!fits) return unknown(`the pattern ${pattern} is not understood`);
  return filesValue(
    [...byPath.values()].filter(({ path }) => fits(path)),
    { ...ports, listed: true },
  );
}

/** Patterns of Helm's library for them: `**` goes through folders, `{a,b}` are alternatives. Undefined for one that is not understood. */
export function globMatcher(pattern: string): ((path: string) => boolean) | undefined {
  if (pattern.length > maxPattern) return undefined;
  let written = '';
  let open = 0;
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at] ?? '';
    if (sign === '*') {
      const isDeep = pattern[at + 1] === '*';
      if (isDeep) at++;
      written += isDeep ? '.*' : '[^/]*';
    } else if (sign === '?') written += '[^/]';
    else if (sign === '[') {
      const end = pattern.indexOf(']', at + 2);
      if (end < 0) return undefined;
      const set = pattern
        .slice(at + 1, end)
        .replace(/^!/, '^')
        .replaceAll(/[\\[&]/g, '\\$&');
      written += `[${set}]`;
      at = end;
    } else if (sign === '{') {
      open++;
      written += '(?:';
    } else if (sign === '}' && open > 0) {
      open--;
      written += ')';
    } else if (sign === ',' && open > 0) written += '|';
    else if (sign === '\\') written += quoted(pattern[++at] ?? '\\');
    else written += quoted(sign);
  }
  if (open > 0) return undefined;
  try {
    const expression = RE2JS.compile(`^(?:${written})$`, RE2JS.DOTALL);
    return (path) => expression.matcher(path).find();
  } catch {
    return undefined;
  }
}

function quoted(sign: string): string {
  return RE2JS.quote(sign);
}
