import type { Note, NoteAnchor } from '../../model/review.ts';
import { speakingRange } from './anchor-range.ts';
import { anchorAt } from './anchors.ts';
import { readNote } from './note-files.ts';
import { openPlacements, type PlacedNote } from './note-placements.ts';
import { addEntry, addNote, editComment, readNotes, removeNote, restoreNote, type RemovedNote } from './notes.ts';
import type { ReviewCore } from '../core.ts';

/** The notes of a workspace with their places as of now. */
export interface Notes {
  notes(): Promise<readonly PlacedNote[]>;
  /** Undefined when there is no such note. */
  note(id: string): Promise<PlacedNote | undefined>;
  addNote(note: NewNoteInput): Promise<PlacedNote>;
  changeNote(id: string, change: NoteChangeInput): Promise<void>;
  removeNote(id: string): Promise<RemovedNote>;
  restoreNote(removed: RemovedNote): Promise<void>;
}

/** Lines of a file, from 0; one line where no end is given. */
export interface NoteLines {
  readonly file: string;
  readonly line: number;
  readonly endLine?: number;
}

export interface NewNoteInput {
  readonly kind: Note['kind'];
  readonly text: string;
  readonly by: string;
  /** Absent for a general note. */
  readonly at?: NoteLines;
  /** The checklist item that it is about. */
  readonly item?: string;
  /** The rule whose finding it is about. */
  readonly rule?: string;
  /** By default that of the file. */
  readonly service?: string;
}

export type NoteChangeInput = { readonly by: string } & (
  | { readonly change: 'reply'; readonly text: string }
  | { readonly change: 'edit'; readonly comment: string; readonly text: string }
  | { readonly change: 'resolve' | 'reopen' }
  | ({ readonly change: 'move' | 'add-place' } & NoteLines)
  /** The entry that named the place. */
  | { readonly change: 'remove-place'; readonly place: string }
  /** Nobody where it is empty. */
  | { readonly change: 'assign'; readonly assignee: string }
);

/** The anchor of lines of a file as it is now. Throws for lines that are not there. */
export async function anchorOfLines(
  { live }: Pick<ReviewCore, 'live'>,
  { file, line, endLine = line }: NoteLines,
): Promise<NoteAnchor> {
  const content = await live.text(file);
  if (content === undefined) throw new Error(`${file} cannot be read`);
  const lines = content.split('\n').length;
  if (line >= lines) throw new Error(`${file} has ${lines} lines; line ${line + 1} does not exist`);
  return anchorAt(file, content, speakingRange(content, { start: line, end: endLine }));
}

/** Notes over the files of a core; reads `.prr/notes` anew each time. */
export function openNotes(core: Pick<ReviewCore, 'workspace' | 'live' | 'services'>, now: () => string): Notes {
  const { workspace } = core;
  const placements = openPlacements(core);

  const anchorIn = (lines: NoteLines) => anchorOfLines(core, lines);
  const placedOf = async (note: Note): Promise<PlacedNote> => {
    const placed = await placements.of(note, new Map());
    if (placed.placement?.state !== 'lost') return placed;
    // The other notes of its file may tell where the file has gone.
    const { notes: all } = await readNotes(workspace);
    const at = all.findIndex(({ id }) => id === note.id);
    return at < 0 ? placed : ((await placements.ofAll(all, new Map()))[at] ?? placed);
  };
  /** Where the note is now, if its files have another place; the next change of the note stores it. Reading writes nothing. */
  const fresher = async (id: string): Promise<{ anchor?: NoteAnchor }> => {
    const note = await readNote(workspace, id);
    if (!note?.anchor) return {};
    const { placement, note: where } = await placedOf(note);
    if (placement?.state !== 'placed' || !where.anchor) return {};
    const { line, endLine } = placement;
    const anchor = await anchorIn({ file: where.anchor.file, line, endLine });
    const same = anchor.file === note.anchor.file && anchor.text === note.anchor.text;
    return same &&
      anchor.around?.before === note.anchor.around?.before &&
      anchor.around?.after === note.anchor.around?.after
      ? {}
      : { anchor };
  };
  return {
    async notes() {
      const { notes } = await readNotes(workspace);
      return placements.ofAll(notes, new Map());
    },
    async note(id) {
      const note = await readNote(workspace, id);
      return note ? placedOf(note) : undefined;
    },
    async addNote({ kind, text, by, at, item, rule, service }) {
      const comment = { by, at: now(), text };
      const anchor = at ? await anchorIn(at) : undefined;
      const about = service ?? (at ? onlyOne(core.live.index.ownersOf(at.file)) : undefined);
      const note = await addNote(workspace, {
        kind,
        comment,
        ...(anchor ? { anchor } : {}),
        ...(about === undefined ? {} : { service: about }),
        ...(item === undefined ? {} : { item }),
        ...(rule === undefined ? {} : { finding: { rule } }),
      });
      return placedOf(note);
    },
    async changeNote(id, change) {
      const { by } = change;
      const at = now();
      switch (change.change) {
        case 'reply':
          return void (await addEntry(workspace, id, { by, at, text: change.text, ...(await fresher(id)) }));
        case 'edit':
          return editComment(workspace, id, { comment: change.comment, by, at, text: change.text });
        case 'resolve':
        case 'reopen':
          return void (await addEntry(workspace, id, { by, at, change: change.change, ...(await fresher(id)) }));
        case 'move':
          return void (await addEntry(workspace, id, {
            by,
            at,
            change: 'move',
            anchor: await anchorIn(change),
          }));
        case 'add-place': {
          const place = await anchorIn(change);
          return void (await addEntry(workspace, id, { by, at, text: `Also at \`${nameOf(place)}\`.`, place }));
        }
        case 'remove-place': {
          const place = (await readNote(workspace, id))?.places?.find((each) => each.id === change.place);
          if (!place) throw new Error('this place is no longer part of the note');
          const text = `No longer at \`${nameOf(place.anchor)}\`.`;
          return void (await addEntry(workspace, id, { by, at, text, without: change.place }));
        }
        case 'assign': {
          const { assignee } = change;
          const text = assignee === '' ? 'Assigned to nobody.' : `Assigned to ${assignee}.`;
          return void (await addEntry(workspace, id, { by, at, text, assignee }));
        }
      }
    },
    removeNote: (id) => removeNote(workspace, id),
    restoreNote: (removed) => restoreNote(workspace, removed),
  };
}

function onlyOne(names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined;
}

function nameOf({ file, line, end }: NoteAnchor): string {
  return end ? `${file}:${line}-${end.line}` : `${file}:${line}`;
}
