import type { Text } from '../../model/observation.ts';
import type { Span } from '../../model/span.ts';
import { scalarOf, type YamlMap, type YamlNode } from '../../syntax/yaml-node.ts';
import type { Insertion } from '../../model/insertion.ts';

/** A document in a file: spans of its nodes are relative to `base`. */
export interface Artefact {
  readonly file: string;
  /** The whole file. */
  readonly text: string;
  readonly base: number;
  readonly root: YamlNode;
  /** The object is an item of a list in the document. */
  readonly inList?: true;
  /** The text is what templates and values are rendered to. */
  readonly sent?: true;
}

/** A span of the document as a span of the file. */
export function placed(artefact: Artefact, span: Span): Span {
  return { start: artefact.base + span.start, end: artefact.base + span.end };
}

/** A scalar with its place; undefined for null and for what is no scalar. */
export function placedText(artefact: Artefact, node: YamlNode | undefined): Text | undefined {
  const scalar = scalarOf(node);
  return scalar && { text: scalar.text, span: placed(artefact, scalar.span) };
}

/** Where a further key of a map can be inserted: behind its last line, or behind its opening brace. */
export function insertionInto(artefact: Artefact, map: YamlMap): Insertion {
  const { text } = artefact;
  const span = placed(artefact, map.span);
  const firstKey = map.entries[0]?.key;
  if (map.flow) {
    const quoted = firstKey?.outer ? text[artefact.base + firstKey.outer.start] === '"' : isJson(artefact);
    const place = { offset: span.start + 1, indent: '', style: 'flow' } as const;
    return { ...place, ...(quoted ? { quoted } : {}), ...(firstKey ? {} : { empty: true }) };
  }
  const column = firstKey ? placed(artefact, firstKey.outer ?? firstKey.span).start : span.start;
  return { offset: endOfLine(text, span.end), indent: indentOf(text, column) };
}

function isJson({ file, root }: Artefact): boolean {
  return file.endsWith('.json') || (root.type === 'map' && root.flow && root.entries[0]?.key?.outer !== undefined);
}

/** Spaces as wide as the text before `offset` on its line. */
export function indentOf(text: string, offset: number): string {
  return ' '.repeat(offset - (text.lastIndexOf('\n', offset - 1) + 1));
}

/** The end of the line that holds `offset`, before its line break. */
export function endOfLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  const end = newline < 0 ? text.length : newline;
  return end > offset && text[end - 1] === '\r' ? end - 1 : end;
}
