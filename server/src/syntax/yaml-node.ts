import type { Span } from '../model/span.ts';

/** A node of a YAML or JSON document; an alias is the node that it stands for. */
export type YamlNode = YamlMap | YamlList | YamlScalar;

export interface YamlMap {
  readonly type: 'map';
  /** Ends with the last thing that is written in it. */
  readonly span: Span;
  /** Written in braces. */
  readonly flow: boolean;
  /** In the order of the text, merge keys unresolved. */
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
  /** Absent for a key that is no scalar. */
  readonly key?: YamlScalar;
  readonly value?: YamlNode;
  /** Where what is written for the entry ends. */
  readonly end: number;
  /** The value is an alias: text that other places share. */
  readonly shared?: true;
}

export interface YamlList {
  readonly type: 'list';
  readonly span: Span;
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
}

export interface YamlScalar {
  readonly type: 'scalar';
  readonly style: 'plain' | 'quoted' | 'literal' | 'folded';
  /** Quotes and folding resolved, nothing else: `yes` and `010` stay as written. */
  readonly text: string;
  /** Without quotes; from the sign for a block. */
  readonly span: Span;
  /** With quotes. */
  readonly outer?: Span;
  /** A type that is written (`!!str`), in full. */
  readonly tag?: string;
}

const maxMerges = 4;

/** Entries of a map with its merge keys resolved: own keys win, the last of a duplicate wins. */
export function entriesOf(node: YamlNode | undefined, merges = maxMerges): readonly YamlEntry[] {
  if (node?.type !== 'map') return [];
  if (!node.entries.some(isMerge)) return node.entries;
  const own = node.entries.filter((entry) => !isMerge(entry));
  if (merges === 0) return own;
  const taken = new Set(own.map((entry) => entry.key?.text));
  const merged = node.entries.filter(isMerge).flatMap((entry) => {
    const sources = entry.value?.type === 'list' ? entry.value.items : [entry.value];
    return sources.flatMap((source) => entriesOf(source, merges - 1));
  });
  return [...merged.filter((entry) => !taken.has(entry.key?.text)), ...own];
}

function isMerge(entry: YamlEntry): boolean {
  return entry.key?.text === '<<' && entry.key.style === 'plain';
}

/** The entry of a map with this key. */
export function entryOf(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  return entriesOf(node).findLast((entry) => entry.key?.text === key);
}

/** The node below a path of keys. */
export function dig(node: YamlNode | undefined, ...path: readonly string[]): YamlNode | undefined {
  return path.reduce((at, key) => entryOf(at, key)?.value, node);
}

/** The items of a list; empty for anything else. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.type === 'list' ? node.items : [];
}

/** The node if it is a scalar that is not null. */
export function scalarOf(node: YamlNode | undefined): YamlScalar | undefined {
  if (node?.type !== 'scalar') return undefined;
  return node.style === 'plain' && /^(~|null|Null|NULL)?$/.test(node.text) ? undefined : node;
}

/** A scalar's text; undefined for null and for what is no scalar. */
export function textOf(node: YamlNode | undefined): string | undefined {
  return scalarOf(node)?.text;
}

/** A whole number as YAML 1.1 reads it (`010` is eight); undefined for anything else. */
export function integerOf(node: YamlNode | undefined): number | undefined {
  const written = textOf(node)?.replaceAll('_', '');
  if (written === undefined || node?.type !== 'scalar') return undefined;
  if (/^[-+]?0[0-7]+$/.test(written)) return parseInt(written, 8);
  if (/^[-+]?0x[0-9a-fA-F]+$/.test(written)) return parseInt(written, 16);
  return /^[-+]?(0|[1-9][0-9]*)$/.test(written) ? Number(written) : undefined;
}

/** A map of scalars as plain data; entries with other values are left out. */
export function stringsOf(node: YamlNode | undefined): Record<string, string> {
  const strings: [string, string][] = [];
  for (const entry of entriesOf(node)) {
    const value = entry.value?.type === 'scalar' ? entry.value.text : undefined;
    if (entry.key && value !== undefined) strings.push([entry.key.text, value]);
  }
  return Object.fromEntries(strings);
}
