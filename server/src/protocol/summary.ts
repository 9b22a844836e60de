import type { ServiceParams } from '../protocol.ts';

export interface SummaryParams extends ServiceParams {
  readonly format: 'markdown' | 'html' | 'json' | 'sarif';
  /** Record the state as exported, so that the next summary can say what has changed. */
  readonly record?: boolean;
}

export interface SummaryView {
  readonly fileName: string;
  readonly content: string;
  /** The file that records the export, relative to the folder; absent where nothing had changed. */
  readonly recorded?: string;
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
