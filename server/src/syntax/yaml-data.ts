import { Document, isMap, isNode, isPair, isScalar, isSeq, parseDocument, visit, type YAMLMap } from 'yaml';
import type { Span } from '../model/span.ts';
import { deepPlace, maxDepth } from './yaml-depth.ts';
import { removeAt, setAt } from './yaml-edit.ts';
import { withoutTraces } from './yaml-errors.ts';

/** Largest data file of ours, in UTF-16 units. */
const maxLength = 512 * 1024;

/** A small YAML file that people write for us, with the places of its parts. */
export interface YamlData {
  /** Undefined when it has a syntax error. */
  readonly value: unknown;
  readonly errors: readonly { readonly message: string; readonly span: Span }[];
  /** Place of the value under a path of keys and indices, or of the nearest part that is there. */
  spanOf(path: readonly PropertyKey[]): Span;
  /**
   * The text after setting values at paths: comments, order and unknown keys stay. `undefined` removes; a map or list that is
   * not there is made on the way. Throws with a sentence for people where something else stands on the way.
   */
  edit(changes: readonly { readonly path: readonly (string | number)[]; readonly value: unknown }[]): string;
}

/** Reads YAML of ours: bounded, without custom tags; a conflict marker or any syntax error makes it unusable, with the place. */
export function readYamlData(text: string): YamlData {
  const isLong = text.length > maxLength;
  const deep = isLong ? undefined : deepPlace(text);
  const bounded = isLong || deep !== undefined ? '' : text;
  // Keys are compared below: the parser looks through all of a map for each.
  const options = { logLevel: 'silent', prettyErrors: false, stringKeys: true, uniqueKeys: false } as const;
  const document = withoutTraces(() => parseDocument(bounded, options));
  const errors = document.errors.map((error) => ({
    message: firstLine(error.message),
    span: { start: error.pos[0], end: Math.min(error.pos[1], text.length) },
  }));
  errors.push(...repeatedKeys(document));
  errors.sort((a, b) => a.span.start - b.span.start);
  if (isLong) errors.push({ message: 'the file is over 512 KB', span: { start: 0, end: 0 } });
  if (deep !== undefined)
    errors.push({ message: `nested deeper than ${maxDepth} levels`, span: { start: deep, end: deep + 1 } });
  let value: unknown;
  if (errors.length === 0) {
    try {
      value = document.toJS({ maxAliasCount: 50 }) as unknown;
    } catch (error) {
      errors.push({ message: firstLine(String(error)), span: { start: 0, end: 0 } });
    }
  }
  const isEmpty = (document.contents as unknown) === null || value === null;
  return {
    value,
    errors,
    spanOf: (path) => spanOf(document, path),
    edit(changes) {
      if (isEmpty) document.contents = emptyMap(document);
      for (const { path, value: next } of changes) {
        if (next === undefined) removeAt(document, path);
        else setAt(document, path, next);
      }
      // As the file has it: `[a, b]` stays as it is, and so does `[ a, b ]`.
      return document.toString({ lineWidth: 0, flowCollectionPadding: !/[[{][^\s\]}]/.test(bounded) });
    },
  };
}

/** Keys that stand twice in one map, at their second place. */
function repeatedKeys(document: Document.Parsed): YamlData['errors'][number][] {
  const found: YamlData['errors'][number][] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const [start] = key.range ?? [0];
        if (seen.has(key.value)) found.push({ message: 'Map keys must be unique', span: { start, end: start + 1 } });
        seen.add(key.value);
      }
    },
  });
  return found;
}

/** YAML of a plain value, as a new file of ours is written. */
export function writeYamlData(value: Readonly<Record<string, unknown>>): string {
  return new Document(value).toString({ lineWidth: 0 });
}

/** A file that says nothing, with comments at most, becomes a map under its comments. */
function emptyMap(document: Document.Parsed): YAMLMap.Parsed {
  const map = document.createNode({}) as YAMLMap.Parsed;
  const comments = [document.contents?.commentBefore, document.contents?.comment];
  map.commentBefore = comments.filter(Boolean).join('\n') || null;
  return map;
}

function spanOf(document: Document.Parsed, path: readonly PropertyKey[]): Span {
  let node: unknown = document.contents;
  let span = rangeOf(node);
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key),
      );
      if (!pair) break;
      node = pair.value;
      span = rangeOf(node) ?? rangeOf(pair.key) ?? span;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      span = rangeOf(node) ?? span;
    } else break;
  }
  return span ?? { start: 0, end: 0 };
}

function rangeOf(node: unknown): Span | undefined {
  if (!isNode(node) || !node.range) return undefined;
  return { start: node.range[0], end: node.range[1] };
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
