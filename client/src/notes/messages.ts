import type { NoteKindView, NoteView } from '../../../server/src/protocol/notes.ts';

/** From the extension to the notes sidebar. */
export type ToSidebar =
  | { readonly type: 'notes'; readonly notes: readonly NoteView[] }
  /** Notes are kept in a folder, and none is open. */
  | { readonly type: 'no-folder' };

/** From the notes sidebar to the extension. */
export type FromSidebar =
  | { readonly type: 'ready' }
  | { readonly type: 'open-folder' }
  | { readonly type: 'open'; readonly id: string }
  | { readonly type: 'reply'; readonly id: string; readonly text: string }
  | { readonly type: 'resolve' | 'reopen' | 'remove' | 'place'; readonly id: string }
  | { readonly type: 'add'; readonly kind: NoteKindView; readonly text: string };
