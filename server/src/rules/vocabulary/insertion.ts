import type { Edit, Span } from '../../model/span.ts';
import type { Insertion } from '../../model/insertion.ts';

/** Keys to insert into a YAML or JSON map, with values as they shall be written; a list holds maps. */
export interface KeyTree {
  readonly [key: string]: string | KeyTree | readonly KeyTree[];
}

/** The edit that inserts keys at a place, in the style that is written there; undefined where nothing can be inserted. */
export function insertKeys(at: Insertion, tree: KeyTree): Edit | undefined {
  if (at.style === 'shared' || Object.keys(tree).some((key) => at.unless?.includes(key))) return undefined;
  const span = spanOf(at);
  if (at.style !== 'flow')
    return {
      span,
      text: linesOf(tree)
        .map((line) => `\n${at.indent}${line}`)
        .join(''),
    };
  const inner = flowEntries(tree, at);
  const [before, after] = at.quoted ? ['', at.empty ? '' : ', '] : [' ', at.empty ? ' ' : ','];
  return { span, text: `${before}${inner}${after}` };
}

/** The empty span of an insertion, which names the file where it is another. */
export function spanOf({ offset, file }: Insertion): Span {
  const span = { start: offset, end: offset };
  return file === undefined ? span : { ...span, from: [{ file, span }] };
}

/** The lines of a tree in block style. */
export function linesOf(tree: KeyTree): string[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    if (typeof value === 'string') return [`${key}: ${value}`];
    if (!isList(value)) return [`${key}:`, ...linesOf(value).map((line) => `  ${line}`)];
    const items = value.flatMap((item) => linesOf(item).map((line, index) => `${index === 0 ? '- ' : '  '}${line}`));
    return [`${key}:`, ...items.map((line) => `  ${line}`)];
  });
}

function flowEntries(tree: KeyTree, { quoted }: Insertion): string {
  const write = (value: KeyTree[string]): string => {
    if (typeof value === 'string') return quoted && !/^(\d+$|")/.test(value) ? JSON.stringify(value) : value;
    if (isList(value)) return `[${value.map(write).join(', ')}]`;
    return quoted ? `{${entries(value)}}` : `{ ${entries(value)} }`;
  };
  const entries = (each: KeyTree): string =>
    Object.entries(each)
      .map(([key, value]) => `${quoted && !key.startsWith('"') ? JSON.stringify(key) : key}: ${write(value)}`)
      .join(', ');
  return entries(tree);
}

function isList(value: KeyTree | readonly KeyTree[]): value is readonly KeyTree[] {
  return Array.isArray(value);
}
