import type { OverviewView } from '../../../server/src/protocol/overview.ts';

/** From the extension to the overview page. */
export type ToOverview =
  { readonly type: 'overview'; readonly view: OverviewView } | { readonly type: 'error'; readonly message: string };

/** From the overview page to the extension. */
export type FromOverview =
  | { readonly type: 'ready' }
  | { readonly type: 'place'; readonly file: string; readonly line: number }
  | { readonly type: 'item'; readonly item?: string; readonly aspect?: string }
  | { readonly type: 'field'; readonly field: string }
  | { readonly type: 'guide'; readonly ref: string }
  | { readonly type: 'notes' | 'engagement' | 'export' | 'preview' | 'read' | 'all' | 'log' }
  | { readonly type: 'service'; readonly service: string; readonly folder: string }
  | { readonly type: 'picture'; readonly folder: string; readonly service?: string };
