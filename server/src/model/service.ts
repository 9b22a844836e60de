import type { Environment } from './production.ts';
import type { Place } from './span.ts';

/** A service of the workspace: a deployed program with its workloads, or one that people describe. */
export interface Service {
  /** Name, unique in the workspace: used in `.prr/` paths, so lower case, digits, `-` and `.` only. */
  readonly name: string;
  /** Names under which it was known before; none of them is the name of another service. */
  readonly was: readonly string[];
  /** Folder of its program, relative to the workspace root; absent for one whose code is not here. */
  readonly root?: string;
  /** Ids of the programs that it runs; none where its code is not here. */
  readonly programs: readonly string[];
  /** What made us think that it is one. */
  readonly because: string;
  readonly places: readonly Place[];
  /** Names of the workloads that run it. */
  readonly workloads: readonly string[];
  readonly environments: readonly Environment[];
}
