import type { PreviewView } from '../../../server/src/protocol/summary.ts';

/** From the extension to the preview of the summary. */
export type ToPreview =
  { readonly type: 'preview'; readonly view: PreviewView } | { readonly type: 'error'; readonly message: string };

/** From the preview to the extension. */
export type FromPreview =
  | { readonly type: 'ready' }
  | { readonly type: 'place'; readonly file: string; readonly line: number }
  | { readonly type: 'export'; readonly format?: 'markdown' | 'html' | 'json' | 'sarif' }
  | { readonly type: 'overview' };
