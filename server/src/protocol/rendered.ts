/** What of rendered objects is asked for. */
export interface RenderedParams {
  /** The template, values file, manifest or patch. */
  readonly uri: string;
  /** What the cursor is at, to find it in the rendered text. */
  readonly position?: { readonly line: number; readonly character: number };
  /** One of `environments`; the one that takes effect in production by default. */
  readonly environment?: string;
}

/** The objects that a file is written in, or gives values to. */
export interface RenderedView {
  /** What there are renderings for: names of values files, overlays, releases; empty text for the defaults. */
  readonly environments: readonly string[];
  readonly environment: string;
  /** YAML documents. */
  readonly text: string;
  /** The line of `text` that is written at the position. */
  readonly line?: number;
  /** What could not be rendered, one sentence each. */
  readonly problems: readonly string[];
}
