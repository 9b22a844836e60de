import { Composer, isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { CST, Document, Node } from 'yaml';
import type { Span } from '../model/span.ts';
import type { YamlEntry, YamlNode, YamlScalar } from './yaml-node.ts';
import { maxDepth, tokensOf, tooDeep } from './yaml-depth.ts';
import { withFlowsOnOneLine } from './yaml-flows.ts';
import { withQuotesOnOneLine } from './yaml-quotes.ts';
import { withoutTraces } from './yaml-errors.ts';

/** Something about a YAML text that keeps us from reading all of it; `span` is relative to the text that was given. */
export interface YamlProblem {
  readonly trouble: 'syntax' | 'template' | 'too-large' | 'too-deep';
  readonly span: Span;
  readonly message: string;
}

/** What was read of one document; spans are relative to its text. */
export interface YamlRead {
  readonly text: string;
  /** Absent for an empty document and for one that was left out (see `problems`). */
  readonly root?: YamlNode;
  readonly problems: readonly YamlProblem[];
}

/** Problems that are named of one document. */
export const maxProblems = 5;

/** `failsafe` keeps every scalar as it is written: which words mean true or null is for the reader of a field to say. */
const options = {
  schema: 'failsafe',
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
  strict: false,
} as const;

/** Reads one document with the library: all of YAML, and whatever is wrong in it. Never throws. */
export function readWithLibrary(text: string): YamlRead {
  const tokens = tokensOf(text);
  const deep = tokens ? tooDeep(tokens) : 0;
  if (!tokens || deep !== undefined) {
    const message = `nested deeper than ${maxDepth} levels, left out`;
    return { text, problems: [{ trouble: 'too-deep', span: { start: deep ?? 0, end: (deep ?? 0) + 1 }, message }] };
  }
  const compose = (from: readonly CST.Token[]) =>
    withoutTraces(() => {
      const [first] = new Composer(options).compose(from, true, text.length);
      return first;
    });
  let document = compose(tokens);
  if (document?.errors.some(({ code }) => code === 'MISSING_CHAR' || code === 'BAD_INDENT')) {
    // Offsets and values stay as they are: a line break in a quoted text reads as a space.
    const joined = withFlowsOnOneLine(withQuotesOnOneLine(text));
    const again = joined === text ? undefined : tokensOf(joined);
    if (again && tooDeep(again) === undefined) document = compose(again);
  }
  if (!document) return { text, problems: [] };
  const conversion: Conversion = { text, anchors: new Map(), problems: syntaxProblems(document, text) };
  const root = document.contents ? convert(document.contents, conversion) : undefined;
  return { text, ...(root ? { root } : {}), problems: conversion.problems.slice(0, maxProblems) };
}

function syntaxProblems(document: Document, text: string): YamlProblem[] {
  return (
    document.errors
      .filter((error) => error.code !== 'MULTIPLE_DOCS')
      // Each looks at its whole line, and of a broken text all is wrong.
      .slice(0, maxProblems)
      .map((error) => {
        const start = Math.min(error.pos[0], text.length);
        const end = Math.min(Math.max(error.pos[1], start + 1), text.length);
        return (
          brokenByTemplate(text, start) ?? {
            trouble: 'syntax',
            span: { start, end },
            message: shortened(error.message),
          }
        );
      })
  );
}

const templateMessage = 'it is a template and must be rendered first';

/** The problem for an error that a template's action made; an alert's `{{ $labels.x }}` only lacks its quotes. */
function brokenByTemplate(text: string, offset: number): YamlProblem | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(lineStart, lineEnd(text, lineStart));
  const action = /\{\{|\{%|<%/.exec(line);
  if (!action) return undefined;
  const start = lineStart + action.index;
  const span = { start, end: start + 2 };
  if (/\{\{-?\s*\$(labels|value)\b/.test(line))
    return { trouble: 'syntax', span, message: 'a value that starts with {{ needs quotes' };
  return { trouble: 'template', span, message: templateMessage };
}

interface Conversion {
  readonly text: string;
  readonly anchors: Map<string, YamlNode>;
  readonly problems: YamlProblem[];
}

function convert(node: Node, context: Conversion): YamlNode | undefined {
  const [start, valueEnd] = node.range ?? [0, 0];
  if (isAlias(node)) return context.anchors.get(node.source);
  const made = make(node, { start, end: valueEnd }, context);
  if (made && 'anchor' in node && node.anchor) context.anchors.set(node.anchor, made);
  return made;
}

function make(node: Node, span: Span, context: Conversion): YamlNode | undefined {
  if (isScalar(node)) {
    const read = scalar(node, span, context.text);
    return node.tag ? { ...read, tag: node.tag } : read;
  }
  if (isMap(node)) {
    if (node.flow && context.problems.length < maxProblems && context.text.startsWith('{{', span.start)) {
      const problem = brokenByTemplate(context.text, span.start);
      if (problem) context.problems.push(problem);
    }
    const entries: YamlEntry[] = [];
    const seen = new Set<string>();
    for (const pair of node.items) {
      const key = pair.key as Node | null;
      const value = pair.value as Node | null;
      const converted = key ? convert(key, context) : undefined;
      const read = value ? convert(value, context) : undefined;
      if (converted?.type !== 'scalar') {
        entries.push({ end: endOf(value ?? key, read ?? converted, context.text), ...(read ? { value: read } : {}) });
        continue;
      }
      if (seen.has(converted.text) && converted.text !== '<<') {
        const message = shortened(`the key ${converted.text} is given twice`);
        context.problems.push({ trouble: 'syntax', span: converted.span, message });
      }
      seen.add(converted.text);
      const end = value ? endOf(value, read, context.text) : converted.span.end;
      const shared = isAlias(value);
      entries.push({
        key: converted,
        ...(read ? { value: read } : {}),
        end: Math.max(end, converted.span.end),
        ...(shared ? { shared } : {}),
      });
    }
    // In a text with mistakes the last entry may stand before the first.
    const end = node.flow ? span.end : Math.max(span.start, entries.at(-1)?.end ?? span.end);
    return { type: 'map', span: { start: span.start, end }, flow: node.flow === true, entries };
  }
  if (isSeq(node)) {
    const items = (node.items as (Node | null)[]).map((item) => (item ? convert(item, context) : undefined));
    const last = node.items.at(-1) as Node | undefined;
    const end = node.flow || !last ? span.end : endOf(last, items.at(-1), context.text);
    const kept = items.filter((item) => item !== undefined);
    return { type: 'list', span: { start: span.start, end }, flow: node.flow === true, items: kept };
  }
  return undefined;
}

/** Where what is written for a node ends; for an alias that is the alias, not the node that it stands for. */
function endOf(node: Node | null, read: YamlNode | undefined, text: string): number {
  const [start, end] = node?.range ?? [0, 0];
  if (!isAlias(node) && read) return read.type === 'scalar' ? (read.outer ?? read.span).end : read.span.end;
  return start + text.slice(start, end).trimEnd().length;
}

function scalar(node: { value: unknown; type?: string }, span: Span, text: string): YamlScalar {
  const value = typeof node.value === 'string' ? node.value : '';
  const written = text.slice(span.start, span.end);
  if (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE') {
    const inner = { start: span.start + 1, end: Math.max(span.start + 1, span.end - 1) };
    return { type: 'scalar', style: 'quoted', text: value, span: inner.end <= text.length ? inner : span, outer: span };
  }
  if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') {
    const end = span.start + written.trimEnd().length;
    const style = node.type === 'BLOCK_LITERAL' ? 'literal' : 'folded';
    return { type: 'scalar', style, text: value, span: { start: span.start, end: Math.max(end, span.start) } };
  }
  return { type: 'scalar', style: 'plain', text: value, span };
}

function shortened(message: string): string {
  return message.length > 120 ? `${message.slice(0, 119)}…` : message;
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline;
}
