import { deepest } from '../index/services.ts';
import type { Note, NotePlacement } from '../model/review.ts';
import { anchorAt, place } from './anchors.ts';
import { addComment, addNote, readNotes, removeNote, setAnchor, setState } from './notes.ts';
import type { ReviewCore } from './review.ts';

/** A note with its place now; no placement for a general note. */
export interface PlacedNote {
  readonly note: Note;
  readonly placement?: NotePlacement;
}

/** The notes of a workspace with their places as of now. */
export interface Notes {
  notes(): Promise<readonly PlacedNote[]>;
  addNote(note: NewNoteInput): Promise<Note>;
  changeNote(id: string, change: NoteChangeInput): Promise<void>;
}

export interface NewNoteInput {
  readonly kind: Note['kind'];
  readonly text: string;
  readonly by: string;
  /** A line from 0 in a file; absent for a general note. */
  readonly at?: { readonly file: string; readonly line: number };
}

export type NoteChangeInput =
  | { readonly change: 'reply'; readonly text: string; readonly by: string }
  | { readonly change: 'resolve' | 'reopen' | 'remove' }
  | { readonly change: 'move'; readonly file: string; readonly line: number };

/** Notes over the files of a core; reads `.prr/notes` anew each time. */
export function openNotes(core: Pick<ReviewCore, 'workspace' | 'live' | 'services'>, now: () => string): Notes {
  const { workspace } = core;
  return {
    async notes() {
      const { notes } = await readNotes(workspace);
      return Promise.all(
        notes.map(async (note): Promise<PlacedNote> => {
          if (!note.anchor) return { note };
          const text = await core.live.text(note.anchor.file);
          if (text === undefined) return { note, placement: { state: 'lost', reason: 'its file is no longer there' } };
          return { note, placement: place(note.anchor, text) };
        }),
      );
    },
    async addNote({ kind, text, by, at }) {
      const comment = { by, at: now(), text };
      if (!at) return addNote(workspace, { kind, comment });
      const content = await core.live.text(at.file);
      if (content === undefined) throw new Error(`${at.file} cannot be read`);
      const service = deepest(core.services(), at.file);
      const anchor = anchorAt(at.file, content, at.line);
      return addNote(workspace, { kind, comment, anchor, ...(service ? { service: service.name } : {}) });
    },
    async changeNote(id, change) {
      switch (change.change) {
        case 'reply':
          return addComment(workspace, id, { by: change.by, at: now(), text: change.text });
        case 'resolve':
          return setState(workspace, id, 'resolved');
        case 'reopen':
          return setState(workspace, id, 'open');
        case 'remove':
          return removeNote(workspace, id);
        case 'move': {
          const content = await core.live.text(change.file);
          if (content === undefined) throw new Error(`${change.file} cannot be read`);
          return setAnchor(workspace, id, anchorAt(change.file, content, change.line));
        }
      }
    },
  };
}
