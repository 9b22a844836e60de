import type { Tree } from '../tree.ts';
import type { Shape } from './merge-keys.ts';

/** What is left of a part after a patch; `undefined` where nothing is. */
export type Merged = Tree | undefined;

/** What a merge needs to know about where it is. */
export interface MergeContext {
  readonly shape: Shape | undefined;
  readonly path: string;
  readonly misfits: string[];
  /** Lists without a known key may have one in a schema that is not read. */
  readonly isUnsure: boolean;
  /** Merges a part of the patch into a part of the object. */
  readonly merge: (old: Merged, patch: Merged, context: MergeContext) => Merged;
}
