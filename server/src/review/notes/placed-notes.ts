import type { Note, NoteAnchor, NotePlacement } from '../../model/review.ts';
import { findElsewhere } from './anchor-search.ts';
import { anchorAt, place, placeStrictly } from './anchors.ts';
import { readNote } from './note-files.ts';
import { addEntry, addNote, editComment, readNotes, removeNote, restoreNote, type RemovedNote } from './notes.ts';
import type { ReviewCore } from '../core.ts';

/** A note with its place now; no placement for a general note. The anchor of a note found in another file names that file. */
export interface PlacedNote {
  readonly note: Note;
  readonly placement?: NotePlacement;
}

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

export interface NewNoteInput {
  readonly kind: Note['kind'];
  readonly text: string;
  readonly by: string;
  /** A line from 0 in a file; absent for a general note. */
  readonly at?: { readonly file: string; readonly line: number };
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
  | { readonly change: 'move'; readonly file: string; readonly line: number }
);

/** Notes over the files of a core; reads `.prr/notes` anew each time. */
export function openNotes(core: Pick<ReviewCore, 'workspace' | 'live' | 'services'>, now: () => string): Notes {
  const { workspace } = core;
  const placements = openPlacements(core);

  const anchorIn = async (file: string, line: number): Promise<NoteAnchor> => {
    const content = await core.live.text(file);
    if (content === undefined) throw new Error(`${file} cannot be read`);
    const lines = content.split('\n').length;
    if (line >= lines) throw new Error(`${file} has ${lines} lines, and no line ${line + 1}`);
    return anchorAt(file, content, line);
  };
  /** Where the note is now, if that is not what its files say: whoever writes to a note writes that down. Reading writes nothing. */
  const fresher = async (id: string): Promise<{ anchor?: NoteAnchor }> => {
    const note = await readNote(workspace, id);
    if (!note?.anchor) return {};
    const { placement, note: where } = await placements.of(note, new Map());
    if (placement?.state !== 'placed' || !where.anchor) return {};
    const anchor = await anchorIn(where.anchor.file, placement.line);
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
      // Each file is read once, however many notes stand in it.
      const texts = new Map<string, Promise<string | undefined>>();
      return Promise.all(notes.map((note) => placements.of(note, texts)));
    },
    async note(id) {
      const note = await readNote(workspace, id);
      return note ? placements.of(note, new Map()) : undefined;
    },
    async addNote({ kind, text, by, at, item, rule, service }) {
      const comment = { by, at: now(), text };
      const anchor = at ? await anchorIn(at.file, at.line) : undefined;
      const about = service ?? (at ? onlyOne(core.live.index.ownersOf(at.file)) : undefined);
      const note = await addNote(workspace, {
        kind,
        comment,
        ...(anchor ? { anchor } : {}),
        ...(about === undefined ? {} : { service: about }),
        ...(item === undefined ? {} : { item }),
        ...(rule === undefined ? {} : { finding: { rule } }),
      });
      return placements.of(note, new Map());
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
            anchor: await anchorIn(change.file, change.line),
          }));
      }
    },
    removeNote: (id) => removeNote(workspace, id),
    restoreNote: (removed) => restoreNote(workspace, removed),
  };
}

interface Placements {
  /** `texts` holds what was read already in this round. */
  of(note: Note, texts: Map<string, Promise<string | undefined>>): Promise<PlacedNote>;
}

/** A note with the place that was found, and all that it was found from. */
interface Known {
  readonly note: Note;
  readonly text: string | undefined;
  /** What `live.texts` was, where other files were looked at. */
  readonly texts?: number;
  readonly placed: PlacedNote;
}

type Strictly = ReturnType<typeof placeStrictly>;

/** Places notes, and remembers it for as long as the note and the texts are the same. */
function openPlacements({ live, workspace }: Pick<ReviewCore, 'live' | 'workspace'>): Placements {
  const known = new Map<string, Known>();
  /** What files that a note was looked for in said of it: of hundreds, those that have changed are read again. */
  const looked = new WeakMap<NoteAnchor, Map<string, { readonly texts: number; readonly found: Strictly }>>();
  /** An editor may keep a document for a while whose file was renamed or removed; the note belongs to the file. */
  const textOnDisk = async (file: string) => ((await workspace.kind(file)) === 'file' ? live.text(file) : undefined);
  return {
    async of(note, texts) {
      const { anchor, formerAnchors = [] } = note;
      if (!anchor) return { note };
      const read = (file: string) => {
        let text = texts.get(file);
        if (!text) texts.set(file, (text = textOnDisk(file)));
        return text;
      };
      const begun = live.texts;
      const text = await read(anchor.file);
      const before = known.get(note.id);
      const isSame = before?.note === note && before.text === text;
      if (isSame && (before.texts === undefined || before.texts === live.texts)) return before.placed;
      let others = false;
      const results = looked.get(anchor) ?? new Map<string, { texts: number; found: Strictly }>();
      looked.set(anchor, results);
      const placed = await placeNote(note, [anchor, ...formerAnchors], {
        read(file) {
          others ||= file !== anchor.file;
          return read(file);
        },
        async within(file) {
          const last = results.get(file);
          if (last && live.changedAt(file) <= last.texts) return last.found;
          const content = await read(file);
          const found = content === undefined ? undefined : placeStrictly(anchor, content);
          results.set(file, { texts: begun, found });
          return found;
        },
        paths: () => {
          others = true;
          return live.index.paths();
        },
      });
      known.set(note.id, { note, text, placed, ...(others ? { texts: begun } : {}) });
      return placed;
    },
  };
}

interface Files {
  read(file: string): Promise<string | undefined>;
  /** What `placeStrictly` says of the newest anchor and a file. */
  within(file: string): Promise<Strictly>;
  paths(): Iterable<string>;
}

/** The newest anchor that holds; one of a time before may hold on another branch. */
async function placeNote(
  note: Note,
  anchors: readonly NoteAnchor[],
  { read, within, paths }: Files,
): Promise<PlacedNote> {
  let lost: NotePlacement | undefined;
  let edited: PlacedNote | undefined;
  for (const anchor of anchors) {
    const text = await read(anchor.file);
    if (text === undefined) continue;
    const placement = place(anchor, text);
    const placed = { note: { ...note, anchor }, placement };
    if (placement.state === 'placed' && !placement.edited) return placed;
    if (placement.state === 'placed') edited ??= placed;
    else if (anchor === anchors[0]) lost = placement;
  }
  if (edited) return edited;
  if (lost) return { note, placement: lost };
  const [anchor] = anchors;
  if (!anchor) return { note };
  const { file, ...placement } = await findElsewhere(anchor, { paths: paths(), within });
  return { note: file === undefined ? note : { ...note, anchor: { ...anchor, file } }, placement };
}

function onlyOne(names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined;
}
