import type { Mark, RenderProblem, Unknown } from '../model/rendering.ts';
import type { LeftOut } from './template/nodes.ts';
import type { Dict } from './value.ts';

/** A template of a chart. */
export interface TemplateSource {
  /** As Helm names it: `shop/templates/deployment.yaml`, `shop/charts/db/templates/_helpers.tpl`. */
  readonly name: string;
  /** Its path in the workspace; its spans are offsets in its text. */
  readonly file: string;
  readonly text: string;
}

/** What bounds a rendering; each is a count, so that no result depends on the machine. */
export interface RenderLimits {
  /** Nodes that are run and values that are gone through, for one template; all templates that are opened together may take a few times as many. */
  readonly steps: number;
  /** UTF-16 units of text that one template writes; all together a few times as many. */
  readonly output: number;
  /** Depth of `include` and `template`. */
  readonly depth: number;
}

/** What one template gives. */
export interface RenderedText {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly unknowns: readonly Unknown[];
  readonly problems: readonly RenderProblem[];
}

/** What one template gives, with what its conditions left out. */
export interface RanTemplate extends RenderedText {
  readonly leftOut: readonly LeftOut[];
}

/** The templates of a chart with its subcharts and library charts, parsed once and run as often as there are values. */
export interface Templates {
  /** Mistakes in the text of templates. */
  readonly problems: readonly RenderProblem[];
  /**
   * Runs one template with `.` as given (`Values`, `Release`, `Chart`, `Files`, `Capabilities`, `Template`, as Dicts).
   * Never throws: a template that ends with an error gives the problem and no text.
   */
  run(name: string, dot: Dict): RanTemplate;
}
