import type { NoteKindView, NoteView } from '../../../server/src/protocol/notes.ts';

/** A note as the sidebar shows it to this person. */
export type SidebarNote = NoteView & {
  /** Comments of others that this person has not seen. */
  readonly unread: number;
  /** This person has written in it, or is to answer it. */
  readonly mine: boolean;
};

/** From the extension to the notes sidebar. */
export type ToSidebar =
  | {
      readonly type: 'notes';
      readonly notes: readonly SidebarNote[];
      readonly me: string | undefined;
      readonly file: string | undefined;
    }
  /** The document that is edited now. */
  | { readonly type: 'file'; readonly file: string | undefined }
  /** Something was done: for those who do not see it. */
  | { readonly type: 'done'; readonly words: string }
  /** Shows a note and puts the focus on it. */
  | { readonly type: 'show'; readonly id: string }
  /** The box for a new general note gets the focus, with a text that it begins with. */
  | { readonly type: 'write'; readonly text?: string }
  | { readonly type: 'search' | 'loading' }
  /** What became of a text that was sent: it may be forgotten, or is still the person's. */
  | { readonly type: 'sent'; readonly draft: string; readonly ok: boolean }
  | { readonly type: 'failed'; readonly reason: string }
  /** Notes are kept in a folder, and none is open. */
  | { readonly type: 'no-folder' };

/** From the notes sidebar to the extension. */
export type FromSidebar =
  | { readonly type: 'ready' | 'open-folder' | 'retry' }
  | {
      readonly type:
        'open' | 'seen' | 'resolve' | 'reopen' | 'remove' | 'place-near' | 'place-cursor' | 'item' | 'guide' | 'more';
      readonly id: string;
    }
  /** Another place of the note. */
  | { readonly type: 'open-place'; readonly id: string; readonly place: string }
  | (Sent & { readonly type: 'reply'; readonly id: string })
  | (Sent & { readonly type: 'edit'; readonly id: string; readonly comment: string })
  | (Sent & { readonly type: 'add'; readonly kind: NoteKindView });

/** A text that was written, and the name of the draft that holds it. */
interface Sent {
  readonly text: string;
  readonly draft: string;
}
