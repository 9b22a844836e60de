import type { Rendering } from '../../model/rendering.ts';
import type { Tree } from './tree.ts';

/** What a kustomization asks of a chart. */
export interface ChartRequest {
  /** Folder of the chart in the workspace. */
  readonly chart: string;
  readonly name: string;
  readonly namespace: string;
  /** Values files, in their order. */
  readonly valueFiles: readonly string[];
  /** Values that the kustomization itself gives; they go over those of the files. */
  readonly inline?: Tree;
  readonly includeCrds: boolean;
  readonly kubeVersion?: string;
  readonly apiVersions: readonly string[];
  readonly skipHooks: boolean;
  readonly skipTests: boolean;
}

/** Renders a chart of the workspace. */
export type ChartPort = (request: ChartRequest) => Rendering;
