import type { EngagementPage } from '../../../server/src/protocol/engagement.ts';

/** From the extension to the engagement page. */
export type ToEngagement =
  | { readonly type: 'engagement'; readonly page: EngagementPage }
  | { readonly type: 'error'; readonly message: string }
  /** Shows a part. */
  | { readonly type: 'part'; readonly part: string }
  /** A form was written. */
  | { readonly type: 'acted'; readonly key: string }
  /** A form was not written, and why. */
  | { readonly type: 'refused'; readonly key: string; readonly message: string };

/** From the engagement page to the extension. */
export type FromEngagement =
  | { readonly type: 'ready' | 'overview' | 'export' | 'log' | 'read' | 'undo' }
  | { readonly type: 'service'; readonly service: string; readonly folder: string }
  | { readonly type: 'place'; readonly file: string; readonly line: number }
  /** The file, or folder, that keeps what people said in a part; it need not be there yet. */
  | { readonly type: 'file'; readonly file: string }
  | { readonly type: 'item'; readonly item: string }
  | { readonly type: 'guide'; readonly ref: string }
  | { readonly type: 'link'; readonly link: string }
  | { readonly type: 'note'; readonly text: string; readonly file?: string; readonly line?: number }
  | { readonly type: 'draft'; readonly part: string; readonly draft: string }
  | {
      readonly type: 'act';
      readonly key: string;
      readonly title: string;
      /** The service of the page on which the form was filled in; two folders may have one of the same name. */
      readonly service: string;
      readonly folder: string | undefined;
      readonly action: string;
      readonly values: Readonly<Record<string, string>>;
    };
