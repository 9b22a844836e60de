import type { ServiceParams } from '../protocol.ts';

export interface SummaryParams extends ServiceParams {
  readonly format: 'markdown' | 'html' | 'json' | 'sarif';
  /** One page for all services of the folder; not as SARIF. */
  readonly system?: true;
}

export interface SummaryView {
  readonly fileName: string;
  readonly content: string;
}

/** The summary as a page in parts, so that a change draws again only what has changed. */
export interface PreviewView {
  readonly service: string;
  readonly folder: string;
  readonly title: string;
  /** Shapes; colours are the editor's. */
  readonly style: string;
  /** HTML of ours in which all text of people is escaped; a link to a place carries `data-file` and `data-line`. */
  readonly parts: readonly { readonly id: string; readonly html: string }[];
}
