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

const known = new WeakMap<YamlNode, Map<string, Tree>>();
/** Nodes of one tree: aliases repeat what they stand for. */
const maxNodes = 200_000;

/** The documents of a file; one that was read before costs a look-up. */
export function readFile(file: string, text: string): ReadDocument[] {
  return readYaml(text).map((document) => {
    if (!document.root || hasMistake(document)) return { document };
    const trees = known.get(document.root) ?? new Map<string, Tree>();
    known.set(document.root, trees);
    const key = `${document.start}:${file}`;
    const tree = trees.get(key) ?? treeOf(document.root, document, fileSource(file, text));
    if (tree) trees.set(key, tree);
    return tree ? { document, tree } : { document };
  });
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

function treeOf(root: YamlNode, document: YamlDocument, source: Source): Tree | undefined {
  let left = maxNodes;
  // A text without a last line break has none for a block at its end, either.
  const lastEnd = document.text.endsWith('\n') ? Infinity : document.text.trimEnd().length;
  const origin = (start: number, end: number): Origin => source.origin(document.start + start, document.start + end);
  /** Of a folded block or a collection the text is not kept: what is printed for it has another form. */
  const place = (start: number, end: number): Origin => {
    const { at, from } = origin(start, end);
    return { ...(at ? { at } : {}), ...(from ? { from } : {}) };
  };
  const scalar = ({ style, text: read, span }: YamlScalar): ScalarTree => {
    const isQuoted = style !== 'plain';
    const isBlock = style === 'literal' || style === 'folded';
    const text = isBlock ? blockText(read, { style, isLast: span.end >= lastEnd }) : read;
    return {
      type: 'scalar',
      text,
      tag: isQuoted ? 'str' : tagOf(text),
      isQuoted,
      ...(style === 'folded' ? place : origin)(span.start, span.end),
    };
  };
  const convert = (node: YamlNode | undefined, around: YamlNode): Tree | undefined => {
    if (left-- <= 0) return undefined;
    if (!node) {
      const origins = place(around.span.start, around.span.end);
      return { type: 'scalar', text: '', tag: 'null', isQuoted: false, ...origins };
    }
    if (node.type === 'scalar') return scalar(node);
    const own = place(node.span.start, node.span.end);
    if (node.type === 'list') {
      const items: Tree[] = [];
      for (const item of node.items) {
        const tree = convert(item, node);
        if (!tree) return undefined;
        items.push(tree);
      }
      return { ...own, type: 'list', items };
    }
    const fields = new Map<string, Field>();
    for (const entry of entriesOf(node)) {
      if (!entry.key) return undefined;
      const value = convert(entry.value, entry.key);
      if (!value) return undefined;
      fields.set(entry.key.text, { key: origin(entry.key.span.start, entry.key.span.end), value });
    }
    const map: MapTree = { ...own, type: 'map', fields };
    return map;
  };
  return convert(root, root);
}

/**
 * A block as Kustomize has it: it writes and reads objects again between its steps, and its writer doubles a line break
 * of a folded text before a line that starts with a blank.
 */
function blockText(text: string, { style, isLast }: { style: YamlScalar['style']; isLast: boolean }): string {
  const own = isLast && text.endsWith('\n') ? text.slice(0, -1) : text;
  return style === 'folded' ? own.replace(/(^|\n)([^ \t\n][^\n]*\n)(?=\n*[ \t])/g, '$1$2\n') : own;
}
