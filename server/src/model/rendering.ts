import type { Place, Span } from './span.ts';

/** What is sent to the cluster, made from templates, values and patches, with the place of each of its parts. */
export interface Rendering {
  /** Folder of the chart or kustomization, as a path of the workspace; empty for the workspace's own root. */
  readonly root: string;
  readonly by: 'helm' | 'kustomize';
  /** What it is rendered for: the file or release that gives its values (`values-prod.yaml`), the overlay's folder; empty where only defaults apply. */
  readonly environment: string;
  /** The resource of Flux or Argo CD that deploys it. */
  readonly deployedBy?: Place;
  /** The chart that it needs, where that is elsewhere. */
  readonly elsewhere?: ChartElsewhere;
  /** In the order in which the tool prints them. */
  readonly objects: readonly RenderedObject[];
  readonly problems: readonly RenderProblem[];
  /**
   * Files that it was made from, and files that were asked for and not found: a change of any of them may change it.
   * One that ends with `/`, or is empty, is a folder whose list of files was used: so may a new file in there.
   */
  readonly reads: readonly string[];
}

/** A chart that a release installs and that is not in the workspace. */
export interface ChartElsewhere {
  readonly release: string;
  readonly chart: string;
  readonly version?: string;
  /** Where the release names it. */
  readonly at: Place;
  readonly values: readonly GivenValue[];
}

/** What a value is for, as its key says. */
export type GivenField =
  'replicas' | 'requests' | 'memory-limit' | 'image' | 'readiness' | 'liveness' | 'budget' | 'autoscaler' | 'spread';

/** A value under a key that charts usually have for it. */
export interface GivenValue {
  readonly field: GivenField;
  /** Its path of keys. */
  readonly key: string;
  readonly text: string;
  readonly at: Place;
}

/** One object as it would be sent. */
export interface RenderedObject {
  /** One YAML document without marker lines; ends with a line break. */
  readonly text: string;
  /** The template or manifest that it is written in. */
  readonly file: string;
  /** What the tool names as its source: for Helm the template as the chart names it (`shop/charts/db/templates/secret.yaml`). */
  readonly source?: string;
  /** Where its text comes from, in the order of the text, without overlap; text between marks has no place of its own. */
  readonly marks: readonly Mark[];
  /** Ranges of the text that stand for what is not known; the text there is `unknownText`. */
  readonly unknowns: readonly Unknown[];
  /** Empty where it is not known. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  /** The events of Helm that it is made for (`pre-install`, `test`); absent for an object that stays. */
  readonly hooks?: readonly string[];
}

/** Stands in a rendered text for a value that is not known. Letters alone, so that YAML reads a plain scalar. */
export const unknownText = 'PRRUNKNOWN';

/** A range of a rendered text, and what wrote it. */
export interface Mark extends Span {
  /** The template's text or action, or the manifest's value, that wrote it. */
  readonly at: Place;
  /** The range has the same text as `at`, character by character. */
  readonly same: boolean;
  /** The values that gave it, in values files, releases or patches: the ones that decided, without those that they hid. */
  readonly from?: readonly Place[];
}

/** In a comment, it stands for what may be there besides: keys, items or lines. */
export interface Unknown extends Span {
  /** Why it is not known, as a clause: `uuidv4 gives another value each time`. */
  readonly because: string;
}

/** What a chart would be rendered to if one value were another. */
export interface Alternative {
  /** The value that decides as things are. */
  readonly at: Place;
  /** Its path of keys, as far as charts see it. */
  readonly key: string;
  /** What it would have to be. */
  readonly text: string;
  /** It may be set as it is: a switch, or something to start from. */
  readonly isOffered: boolean;
  /** Which of the names that were asked for it adds. */
  readonly adds: readonly string[];
  /** The templates that ask for the value, and all that they would give. */
  readonly files: readonly string[];
  readonly objects: readonly RenderedObject[];
}

/** A mistake in what is rendered, at its place. */
export interface RenderProblem extends Place {
  /**
   * `syntax`: a text that does not parse; `error`: Helm or Kustomize would stop here; `required`: a value that the chart asks for is missing;
   * `schema`: values that the chart's schema refuses; `missing`: a chart, base or file that is not in the workspace;
   * `unknown`: what this gives is not known; `limit`: more steps, text or depth than we take.
   */
  readonly problem: 'syntax' | 'error' | 'required' | 'schema' | 'missing' | 'unknown' | 'limit';
  /** One sentence. */
  readonly message: string;
  /** Something of the workspace itself is missing: a tool stops, unless it is there and left out of the workspace. */
  readonly path?: string;
  /** Something is missing that would change the objects that are there: a patch, a component. */
  readonly changes?: true;
}
