import type { RenderProblem } from '../../model/rendering.ts';
import type { Place } from '../../model/span.ts';
import type { ValuesLayer } from '../helm/layers.ts';
import type { Adapt } from '../kustomize/accumulate.ts';
import type { Resource } from '../kustomize/resource.ts';

/** A resource of Flux or Argo CD that deploys something. */
export interface Deployer {
  readonly by: 'flux' | 'argo-cd';
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** Where its name is written. */
  readonly at: Place | undefined;
}

/** A chart that a release installs. */
export type ReleaseChart = LocalChart | RemoteChart | UnknownChart;

/** A chart in this workspace. */
export interface LocalChart {
  readonly type: 'local';
  readonly folder: string;
}
/** A chart from elsewhere. */
export interface RemoteChart {
  readonly type: 'remote';
  readonly name: string;
  readonly version?: string;
  /** `oci://ghcr.io/org/charts`, `https://charts.example.org`; absent where its source is not in the workspace. */
  readonly repository?: string;
}
export interface UnknownChart {
  readonly type: 'unknown';
  readonly because: string;
}

/** What tells environments apart, as it is written. */
export interface EnvironmentHint {
  /** The overlay or folder that the resource is deployed from. */
  readonly folder: string;
  readonly file: string;
  readonly namespace: string;
  /** Names of clusters and the like that a generator gives. */
  readonly words: readonly string[];
}

/** A chart that is installed under a name with values. */
export interface Release {
  readonly deployer: Deployer;
  readonly chart: ReleaseChart;
  readonly name: string;
  readonly namespace: string;
  /** Later ones win. */
  readonly values: readonly ValuesLayer[];
  readonly kubeVersion?: string;
  readonly apiVersions: readonly string[];
  readonly includeCrds: boolean;
  readonly environment: EnvironmentHint;
  /** Why what is rendered may differ from what is deployed: as clauses. */
  readonly unknowns: readonly string[];
  readonly problems: readonly RenderProblem[];
  /** Files whose change may change it. */
  readonly reads: readonly string[];
}

/** A folder that is deployed with changes of the resource that names it. */
export interface DeployedTree {
  readonly deployer: Deployer;
  /** Its path in the workspace. */
  readonly folder: string;
  /** What the resource makes of the kustomization there, or instead of it. */
  readonly adapt: Adapt;
  /** What the resource makes of the objects, as substitution of variables. */
  readonly finish: (resources: readonly Resource[]) => readonly Resource[];
  readonly environment: EnvironmentHint;
  readonly unknowns: readonly string[];
  readonly problems: readonly RenderProblem[];
}
