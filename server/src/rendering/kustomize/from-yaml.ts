import { readYaml, type YamlDocument } from '../../syntax/yaml.ts';
import { entriesOf, type YamlNode, type YamlScalar } from '../../syntax/yaml-node.ts';
import { tagOf } from './scalars.ts';
import type { Field, MapTree, Origin, ScalarTree, Tree } from './tree.ts';

/** A text that trees are read from: a file, or a patch that is written inside of one. */
export interface Source {
  readonly text: string;
  /** Where a range of the text is written. */
  origin(start: number, end: number): Origin;
}

/** One document of a text as a tree. */
export interface ReadDocument {
  readonly document: YamlDocument;
  /** Absent for an empty document, and for one with a mistake. */
  readonly tree?: Tree;
}

/** A file as a source. */
export function fileSource(file: string, text: string): Source {
  return { text, origin: (start, end) => ({ at: { file, span: { start, end } }, written: text.slice(start, end) }) };
}

/** Nodes of one tree: aliases repeat what they stand for. */
const maxNodes = 200_000;

/** The documents of a file; one that was read lately costs a look-up. */
export function readFile(file: string, text: string): readonly ReadDocument[] {
  const known = memo.get(file);
  if (known?.text === text) {
    memo.delete(file);
    memo.set(file, known);
    return known.documents;
  }
  const documents = readSource(fileSource(file, text));
  remember(file, { text, documents });
  return documents;
}

interface Remembered {
  readonly text: string;
  readonly documents: readonly ReadDocument[];
}

/** UTF-16 units of the files whose trees are kept: overlays of the same base are built one after the other. */
const memoUnits = 4_000_000;
const memo = new Map<string, Remembered>();
let memoSize = 0;

function remember(file: string, read: Remembered): void {
  memoSize += read.text.length - (memo.get(file)?.text.length ?? 0);
  memo.delete(file);
  memo.set(file, read);
  for (const [oldest, { text }] of memo) {
    if (memoSize <= memoUnits) break;
    memo.delete(oldest);
    memoSize -= text.length;
  }
}

/** The documents of a text that is written inside of a file. */
export function readSource(source: Source): ReadDocument[] {
  return readYaml(source.text).map((document) => {
    const tree = document.root && !hasMistake(document) ? treeOf(document.root, document, source) : undefined;
    return tree ? { document, tree } : { document };
  });
}

function hasMistake({ problems }: YamlDocument): boolean {
  return problems.some((problem) => !/given twice$/.test(problem.message));
}

/** Where a part is in an object: Kustomize writes the annotations of an object anew, whatever their form. */
type Level = 'object' | 'metadata' | 'annotations' | '';

function below(level: Level, key: string): Level {
  if (level === 'object' && key === 'metadata') return 'metadata';
  const isInside = level === 'annotations' || (level === 'metadata' && key === 'annotations');
  return isInside ? 'annotations' : '';
}

function treeOf(root: YamlNode, document: YamlDocument, source: Source): Tree | undefined {
  let left = maxNodes;
  // A text without a last line break has none for a block at its end, either.
  const lastEnd = document.text.endsWith('\n') ? Infinity : document.text.trimEnd().length;
  const base = document.start;
  // All of these objects have the same properties: there are many of them.
  const scalar = ({ style, text: read, span }: YamlScalar, level: Level): ScalarTree => {
    const isQuoted = style !== 'plain';
    const isBlock = style === 'literal' || style === 'folded';
    const isFolded = style === 'folded' && level !== 'annotations';
    const text = isBlock ? blockText(read, { isFolded, isLast: span.end >= lastEnd }) : read;
    const { at, written, from } = source.origin(base + span.start, base + span.end);
    const tag = isQuoted ? 'str' : tagOf(text);
    // Of a folded block the text is not kept: what is printed for it has another form.
    return { type: 'scalar', text, tag, isQuoted, at, written: style === 'folded' ? undefined : written, from };
  };
  const convert = (node: YamlNode | undefined, around: YamlNode, level: Level): Tree | undefined => {
    if (left-- <= 0) return undefined;
    if (!node) {
      const { at, from } = source.origin(base + around.span.start, base + around.span.end);
      return { type: 'scalar', text: '', tag: 'null', isQuoted: false, at, written: undefined, from };
    }
    if (node.type === 'scalar') return scalar(node, level);
    const { at, from } = source.origin(base + node.span.start, base + node.span.end);
    if (node.type === 'list') {
      const items: Tree[] = [];
      for (const item of node.items) {
        const tree = convert(item, node, '');
        if (!tree) return undefined;
        items.push(tree);
      }
      return { type: 'list', items, at, from };
    }
    const fields = new Map<string, Field>();
    for (const entry of entriesOf(node)) {
      if (!entry.key) return undefined;
      const value = convert(entry.value, entry.key, below(level, entry.key.text));
      if (!value) return undefined;
      fields.set(entry.key.text, { key: source.origin(base + entry.key.span.start, base + entry.key.span.end), value });
    }
    const map: MapTree = { type: 'map', fields, at, from };
    return map;
  };
  return convert(root, root, 'object');
}

/**
 * A block as Kustomize has it: it writes and reads objects again between its steps, and its writer doubles a line break
 * of a folded text before a line that starts with a blank.
 */
function blockText(text: string, { isFolded, isLast }: { isFolded: boolean; isLast: boolean }): string {
  const own = isLast && text.endsWith('\n') ? text.slice(0, -1) : text;
  return isFolded ? own.replace(/(^|\n)([^ \t\n][^\n]*\n)(?=\n*[ \t])/g, '$1$2\n') : own;
}
