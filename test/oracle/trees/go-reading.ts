import type { Node } from 'web-tree-sitter';
import type { Span } from '../../../server/src/model/span.ts';
import type { Builder } from './builder.ts';
import { parts } from './go-values.ts';
import type { GoValues } from './go-values.ts';
import type { RegionDraft } from './regions.ts';

/** What the readers of Go nodes share while one file is read. */
export interface Reading {
  readonly builder: Builder;
  readonly text: string;
  readonly values: GoValues;
  /** Calls that are a statement of their own, by node: how they are run. */
  readonly statements: Map<number, 'plain' | 'go' | 'defer'>;
  /** What a block that is still to come is, by node; the bodies of functions are regions already. */
  readonly blocks: Map<number, ((block: Node) => RegionDraft) | undefined>;
  readonly callIndex: Map<number, number>;
  /** Calls of `recover`, by node. */
  readonly recovers: Set<number>;
  /** The call that last gave a variable its value, by `region name`. */
  readonly lastCalls: Map<string, number>;
  /** Where the last name of a callee stands, by the callee's id. */
  readonly lastNames: Map<number, Span>;
}

/** Reads one kind of node; nodes come in document order. */
export type Reader = (node: Node, reading: Reading) => void;

/** `empty` for a block without statements. */
export function emptiness(block: Node): { empty?: true } {
  return parts(block).length === 0 ? { empty: true } : {};
}

/** The word that begins at `start`. */
export function wordAt(text: string, start: number): Span {
  const word = /^\w+/.exec(text.slice(start, start + 20))?.[0] ?? '';
  return { start, end: start + Math.max(word.length, 1) };
}
