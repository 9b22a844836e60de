import type { Place } from './span.ts';

/** A service found in the workspace. */
export interface Service {
  /** Name, unique in the workspace: used in `.prr/` paths, so lower case, digits, `-` and `.` only. */
  readonly name: string;
  /** Folder of its code, relative to the workspace root; absent for one that is known from manifests alone. */
  readonly root?: string;
  /** What made us think that it is one. */
  readonly because: string;
  readonly places: readonly Place[];
  /** Names of the Kubernetes workloads that run it. */
  readonly workloads: readonly string[];
}
