import type { Repair } from './observation.ts';
import type { Span } from './span.ts';

/**
 * A place where what carries deadline and cancellation through the program is handed on, or should be:
 * Go's `context.Context`, an `AbortSignal`.
 */
export interface ContextUse {
  readonly kind: 'context-use';
  readonly span: Span;
  readonly does: ContextAction;
  /** What is at hand there, as it would be written: `ctx`, `r.Context()`, `signal`; for `begins` the call that gets the new one. */
  readonly atHand: string;
  /** The call that makes, gets or lacks it, as written: `context.Background`, `fetch`. */
  readonly api: string;
  /** Something that may mean it so, as one clause; then nobody can tell from here. */
  readonly doubt?: string;
  readonly within?: string;
  readonly repair?: Repair;
  /** Where what ends it is put, or taken from. */
  readonly drawer?: Drawer;
}

/** A field of a type of the package, or a map: the name of the map alone. */
export interface Drawer {
  readonly name: string;
  /** The type whose field it is, where that is known. */
  readonly of?: string;
}

export type ContextAction =
  /** A new one is begun in a function that was given none; what calls it may have had one. */
  | 'begins'
  /** A new one is begun where another is at hand. */
  | 'begins-anew'
  /** The one at hand goes on, or leads to the one that does. */
  | 'passes'
  /** The function that ends it early is thrown away, or not reached on some way out. */
  | 'loses-cancel'
  /** The function that ends it early is called or kept. */
  | 'keeps-cancel'
  /** The function that ends it early is put into a field or a map, and nothing else becomes of it there. */
  | 'stores-cancel'
  /** Something is taken out of what may be such a field or map. */
  | 'takes-cancel'
  /** The one with the limit goes nowhere: no call gets it. */
  | 'unused'
  /** A loop without an end never asks the one at hand. */
  | 'ignores'
  /** It ends with the request, and what runs beside the request still has it. */
  | 'outlived'
  /** A call that takes one does not get the one at hand. */
  | 'drops'
  /** A call that waits takes none at all. */
  | 'without';
