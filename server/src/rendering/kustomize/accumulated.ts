import { noFieldSpecs, type FieldSpecs } from './field-specs.ts';
import type { Resource } from './resource.ts';
import type { Variable } from './variables.ts';

/** What a kustomization has gathered, before names are final. */
export interface Accumulated {
  readonly resources: readonly Resource[];
  readonly specs: FieldSpecs;
  readonly variables: readonly Variable[];
  /** Why there may be more than is known; absent where all is known. */
  readonly gap?: string;
}

/** The start of a build. */
export const nothing: Accumulated = { resources: [], specs: noFieldSpecs, variables: [] };
