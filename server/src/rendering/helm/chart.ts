import type { Place } from '../../model/span.ts';
import type { Dict } from '../value.ts';

/** A chart with its subcharts, as it is in the workspace. */
export interface Chart {
  /** As its values are found in the parent: the alias where there is one. */
  readonly name: string;
  readonly metadata: Metadata;
  /** Its folder or archive, as a path of the workspace. */
  readonly folder: string;
  /** Files below `templates/`. */
  readonly templates: readonly ChartFile[];
  /** All other files, which `.Files` shows. */
  readonly files: readonly ChartFile[];
  /** Files below `crds/`. */
  readonly crds: readonly ChartFile[];
  readonly values: Dict;
  /** The text of `values.schema.json`. */
  readonly schema?: ChartFile;
  readonly dependencies: readonly Chart[];
}

/** A file of a chart. */
export interface ChartFile {
  /** Its path in the chart, with `/`. */
  readonly path: string;
  /** Its path in the workspace; for a file in an archive that of the archive, and then its path in there. */
  readonly file: string;
  /** Undefined where it is no text. */
  text(): string | undefined;
}

/** What `Chart.yaml` says. */
export interface Metadata {
  /** `Chart.yaml`, as a path of the workspace. */
  readonly file: string;
  readonly apiVersion: string;
  readonly name: string;
  readonly version: string;
  readonly isLibrary: boolean;
  /** Of Kubernetes; empty for any. */
  readonly kubeVersion: string;
  /** All fields, for templates: with the names of Go, such as `AppVersion`. */
  readonly fields: Dict;
  readonly dependencies: readonly Requirement[];
}

/** A dependency that `Chart.yaml` or `requirements.yaml` lists. */
export interface Requirement {
  /** As it is called in the parent: the alias where there is one. */
  readonly name: string;
  /** The name of the chart itself. */
  readonly chart: string;
  readonly version: string;
  readonly repository: string;
  readonly condition: string;
  readonly tags: readonly string[];
  readonly imports: readonly ImportedValues[];
  readonly place: Place;
}

/** Values that a parent takes from a subchart: the table `child` of it becomes `parent`. */
export interface ImportedValues {
  readonly child: readonly string[];
  /** Empty for the top of the parent's values. */
  readonly parent: readonly string[];
}
