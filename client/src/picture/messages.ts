import type { LocationView } from '../../../server/src/protocol.ts';
import type { PictureParams, PictureView } from '../../../server/src/protocol/picture.ts';

/** From the extension to the picture. */
export type ToPicture =
  { readonly type: 'picture'; readonly view: PictureView } | { readonly type: 'error'; readonly message: string };

/** From the picture to the extension. */
export type FromPicture =
  | { readonly type: 'ready' }
  | { readonly type: 'ask'; readonly wanted: PictureParams }
  | { readonly type: 'places'; readonly of: string; readonly places: readonly LocationView[] }
  | { readonly type: 'copy'; readonly format: 'mermaid' | 'dot' }
  | { readonly type: 'overview'; readonly service?: string }
  | { readonly type: 'read' | 'log' };
