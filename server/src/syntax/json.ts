import { getNodeValue, parseTree, visit } from 'jsonc-parser';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from './yaml-node.ts';

/** Deeper texts are left out: nobody writes them, and readers go down by recursion. */
const maxDepth = 60;

interface OpenMap {
  readonly type: 'map';
  readonly start: number;
  readonly entries: YamlEntry[];
  key: YamlScalar | undefined;
}

interface OpenList {
  readonly type: 'list';
  readonly start: number;
  readonly items: YamlNode[];
}

/**
 * Reads JSON (with comments and trailing commas, half typed text too) as the nodes that YAML gives; undefined where there is none.
 * What stands under a key that `wanted` refuses is left out, which saves most of the work for large files.
 */
export function readJson(text: string, wanted: (key: string) => boolean = () => true): YamlNode | undefined {
  const open: (OpenMap | OpenList)[] = [];
  let root: YamlNode | undefined;
  let isTooDeep = false;

  const refused = () => {
    const top = open.at(-1);
    return isTooDeep || (top?.type === 'map' && top.key !== undefined && !wanted(top.key.text));
  };
  const take = (node: YamlNode) => {
    const top = open.at(-1);
    if (!top) root ??= node;
    else if (top.type === 'list') top.items.push(node);
    else if (top.key) {
      top.entries.push({
        key: top.key,
        value: node,
        end: node.type === 'scalar' ? (node.outer ?? node.span).end : node.span.end,
      });
      top.key = undefined;
    }
  };
  const begin = (made: OpenMap | OpenList): boolean => {
    if (open.length > maxDepth) isTooDeep = true;
    if (refused()) return false;
    open.push(made);
    return true;
  };
  const skipped: boolean[] = [];
  const end = (offset: number) => {
    const top = open.pop();
    if (top) take(closed(top, offset));
  };

  visit(
    text,
    {
      onObjectBegin(offset) {
        const isTaken = begin({ type: 'map', start: offset, entries: [], key: undefined });
        skipped.push(!isTaken);
        return isTaken;
      },
      onObjectEnd(offset, length) {
        if (!skipped.pop()) end(offset + length);
      },
      onArrayBegin(offset) {
        const isTaken = begin({ type: 'list', start: offset, items: [] });
        skipped.push(!isTaken);
        return isTaken;
      },
      onArrayEnd(offset, length) {
        if (!skipped.pop()) end(offset + length);
      },
      onObjectProperty(property, offset, length) {
        const top = open.at(-1);
        if (top?.type === 'map') top.key = quoted(property, offset, length);
      },
      onLiteralValue(value: unknown, offset, length) {
        if (refused()) return;
        if (typeof value === 'string') take(quoted(value, offset, length));
        else
          take({ type: 'scalar', style: 'plain', text: String(value), span: { start: offset, end: offset + length } });
      },
    },
    { allowTrailingComma: true, disallowComments: false },
  );
  while (open.length > 0) end(text.length);
  return root;
}

function closed(node: OpenMap | OpenList, end: number): YamlNode {
  const span = { start: node.start, end };
  if (node.type === 'list') return { type: 'list', span, flow: true, items: node.items };
  const map: YamlMap = { type: 'map', span, flow: true, entries: node.entries };
  return map;
}

function quoted(text: string, offset: number, length: number): YamlScalar {
  const outer = { start: offset, end: offset + length };
  return {
    type: 'scalar',
    style: 'quoted',
    text,
    span: { start: offset + 1, end: Math.max(offset + 1, outer.end - 1) },
    outer,
  };
}

/** The value of a JSON text with comments and trailing commas; undefined where there is none. */
export function jsonValue(text: string): unknown {
  const root = parseTree(text, [], { allowTrailingComma: true });
  return root ? (getNodeValue(root) as unknown) : undefined;
}
