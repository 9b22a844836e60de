import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { unknownText } from '../../../server/src/model/rendering.ts';

/** One object of an output, parsed. */
export interface ParsedObject {
  /** Kind, namespace and name. */
  readonly id: string;
  readonly source: string;
  readonly value: unknown;
}

/** The objects of a YAML text as tools print it; `# Source:` lines name where each is from. */
export function parseObjects(text: string): readonly ParsedObject[] {
  return text.split(/^---.*$/m).flatMap((part) => {
    const source = /^# Source: (.*)$/m.exec(part)?.[1] ?? '';
    const [document] = parseAllDocuments(part, { version: '1.1', uniqueKeys: false, logLevel: 'silent' });
    if (!document || !('toJS' in document)) return [];
    const value: unknown = document.toJS({ maxAliasCount: 1000 });
    return value === null || typeof value !== 'object' ? [] : [{ id: idOf(value), source, value }];
  });
}

function idOf(value: object): string {
  const { kind, metadata } = value as {
    readonly kind?: string;
    readonly metadata?: { readonly name?: string; readonly namespace?: string } | null;
  };
  return `${kind ?? '?'} ${metadata?.namespace ?? ''}/${metadata?.name ?? '?'}`;
}

/** How our object compares with the expected one: `unknown` where all that differs is marked as not known. */
export type Verdict = 'equal' | 'unknown' | 'different';

/** Compares two objects; `differences` are the paths of what differs. */
export function compareObjects(
  ours: unknown,
  expected: unknown,
): { readonly verdict: Verdict; readonly differences: readonly string[] } {
  const differences: string[] = [];
  const unknowns: string[] = [];
  visit(ours, expected, { path: '', differences, unknowns });
  const verdict = differences.length > 0 ? 'different' : unknowns.length > 0 ? 'unknown' : 'equal';
  return { verdict, differences };
}

interface Visit {
  readonly path: string;
  readonly differences: string[];
  readonly unknowns: string[];
}

function visit(ours: unknown, expected: unknown, at: Visit): void {
  if (typeof ours === 'string' && ours.includes(unknownText)) return void at.unknowns.push(at.path);
  if (Array.isArray(ours) && Array.isArray(expected) && ours.length === expected.length) {
    for (const [i, each] of ours.entries()) visit(each, expected[i], { ...at, path: `${at.path}[${i}]` });
    return;
  }
  if (isMap(ours) && isMap(expected)) {
    for (const key of new Set([...Object.keys(ours), ...Object.keys(expected)]))
      visit(ours[key], expected[key], { ...at, path: `${at.path}.${key}` });
    return;
  }
  if (!isDeepStrictEqual(ours, expected))
    at.differences.push(`${at.path}: ${shown(ours)} instead of ${shown(expected)}`);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
