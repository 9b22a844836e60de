import type { Note, NoteAnchor, NotePlacement, NotePlace } from '../../model/review.ts';
import { keyOf, speakingLines } from './anchor-lines.ts';
import { findElsewhere, findMoved } from './anchor-search.ts';
import { place, placeMoved, placeRenamed, type OtherPlace } from './anchors.ts';
import type { ReviewCore } from '../core.ts';

/** A note with its place now; no placement for a general note. The anchor of a note found in another file names that file. */
export interface PlacedNote {
  readonly note: Note;
  readonly placement?: NotePlacement;
  /** The other places that it is about, each with where it is now. */
  readonly places?: readonly PlacedPlace[];
}

/** Another place of a note, as its entry says and as it is now. */
export interface PlacedPlace extends NotePlace {
  readonly placement?: NotePlacement;
}

/** Texts that were read already in this round: each file is read once, however many notes are in it. */
export type Texts = Map<string, Promise<string | undefined>>;

export interface Placements {
  of(note: Note, texts: Texts): Promise<PlacedNote>;
  /** Those of many; a note that its file has lost is looked for where the others of that file have gone. */
  ofAll(notes: readonly Note[], texts: Texts): Promise<readonly PlacedNote[]>;
}

/** A note with the place that was found, and all that it was found from. */
interface Known {
  readonly text: string | undefined;
  /** What `live.texts` was, where other files were looked at. */
  readonly texts?: number;
  readonly placed: PlacedNote;
}

/** What a file that an anchor was looked for in said of it, and what `live.texts` was then. */
interface Looked {
  readonly texts: number;
  readonly found: OtherPlace | undefined;
}

type Look = (anchor: NoteAnchor, text: string) => OtherPlace | undefined;

/** Places notes, and remembers it for as long as the note and the texts are the same. */
export function openPlacements({ live, workspace }: Pick<ReviewCore, 'live' | 'workspace'>): Placements {
  const known = new WeakMap<Note, Known>();
  /** Of hundreds of files, those that have changed are read again. */
  const looked = new Map<Look, WeakMap<NoteAnchor, Map<string, Looked>>>();
  /** Each other place of a note as a note of its own, so that it is placed and remembered as one. */
  const parts = new WeakMap<Note, readonly Note[]>();
  /** An editor may keep a document for a while whose file was renamed or removed; the note belongs to the file. */
  const textOnDisk = async (file: string) => ((await workspace.kind(file)) === 'file' ? live.text(file) : undefined);
  const readIn = (texts: Texts) => (file: string) => {
    let text = texts.get(file);
    if (!text) texts.set(file, (text = textOnDisk(file)));
    return text;
  };

  const ofOne = async (note: Note, texts: Texts): Promise<PlacedNote> => {
    const { anchor, formerAnchors = [] } = note;
    if (!anchor) return { note };
    const read = readIn(texts);
    const begun = live.texts;
    const text = await read(anchor.file);
    const before = known.get(note);
    const isSame = before !== undefined && before.text === text;
    if (isSame && (before.texts === undefined || before.texts === live.texts)) return before.placed;
    let others = false;
    const within = (look: Look) => async (file: string) => {
      const byAnchor = looked.get(look) ?? new WeakMap<NoteAnchor, Map<string, Looked>>();
      looked.set(look, byAnchor);
      const results = byAnchor.get(anchor) ?? new Map<string, Looked>();
      byAnchor.set(anchor, results);
      const last = results.get(file);
      if (last && live.changedAt(file) <= last.texts) return last.found;
      const content = await read(file);
      const found = content === undefined ? undefined : look(anchor, content);
      results.set(file, { texts: begun, found });
      return found;
    };
    const placed = await placeNote(note, [anchor, ...formerAnchors], {
      read(file) {
        others ||= file !== anchor.file;
        return read(file);
      },
      renamed: within(placeRenamed),
      moved: within(placeMoved),
      paths: () => {
        others = true;
        return live.index.paths();
      },
    });
    known.set(note, { text, placed, ...(others ? { texts: begun } : {}) });
    return placed;
  };

  const partsOf = (note: Note): readonly Note[] => {
    let own = parts.get(note);
    if (!own) {
      const { formerAnchors: _, places = [], ...rest } = note;
      parts.set(note, (own = places.map(({ anchor }) => ({ ...rest, anchor }))));
    }
    return own;
  };
  const withPlaces = async (placed: PlacedNote, note: Note, texts: Texts): Promise<PlacedNote> => {
    const { places = [] } = note;
    if (places.length === 0) return placed;
    const found = await Promise.all(partsOf(note).map((part) => ofOne(part, texts)));
    return {
      ...placed,
      places: places.map((each, at) => {
        const { note: where, placement } = found[at] ?? {};
        return { ...each, anchor: where?.anchor ?? each.anchor, ...(placement ? { placement } : {}) };
      }),
    };
  };
  return {
    of: async (note, texts) => withPlaces(await ofOne(note, texts), note, texts),
    async ofAll(notes, texts) {
      const read = readIn(texts);
      const placed = await Promise.all(notes.map((note) => ofOne(note, texts)));
      const heirs = new Map<string, Set<string>>();
      for (const { note, placement } of placed) {
        if (placement?.state !== 'placed' || placement.from === undefined || !note.anchor) continue;
        heirs.set(placement.from, (heirs.get(placement.from) ?? new Set()).add(note.anchor.file));
      }
      const followed = placed.map(async (each, at): Promise<PlacedNote> => {
        const { anchor } = notes[at] ?? {};
        const [heir, another] = heirs.get(anchor?.file ?? '') ?? [];
        if (each.placement?.state !== 'lost' || !anchor || heir === undefined || another !== undefined) return each;
        // Where the file is still there, some of its lines have moved, and this one need not be among them.
        if ((await read(anchor.file)) !== undefined) return each;
        const text = await read(heir);
        if (text === undefined) return each;
        const placement = place(anchor, text);
        const note = { ...each.note, anchor: { ...anchor, file: heir } };
        return { note, placement: placement.state === 'placed' ? { ...placement, from: anchor.file } : placement };
      });
      return Promise.all(
        followed.map(async (each, at) => {
          const note = notes[at];
          return note ? withPlaces(await each, note, texts) : each;
        }),
      );
    },
  };
}

interface Files {
  read(file: string): Promise<string | undefined>;
  /** What `placeRenamed` says of the newest anchor and a file. */
  renamed(file: string): Promise<OtherPlace | undefined>;
  /** …and `placeMoved`. */
  moved(file: string): Promise<OtherPlace | undefined>;
  paths(): Iterable<string>;
}

/** The newest anchor that holds; one of a time before may hold on another branch. */
async function placeNote(
  note: Note,
  anchors: readonly NoteAnchor[],
  { read, renamed, moved, paths }: Files,
): Promise<PlacedNote> {
  let lost: { readonly placement: NotePlacement; readonly text: string } | undefined;
  let edited: PlacedNote | undefined;
  for (const anchor of anchors) {
    const text = await read(anchor.file);
    if (text === undefined) continue;
    const placement = place(anchor, text);
    const placed = { note: { ...note, anchor }, placement };
    if (placement.state === 'placed' && !placement.edited) return placed;
    if (placement.state === 'placed') edited ??= placed;
    else if (anchor === anchors[0]) lost = { placement, text };
  }
  if (edited) return edited;
  const [anchor] = anchors;
  if (!anchor) return { note };
  const inFile = (place: NotePlacement & { readonly file?: string }): PlacedNote => {
    const { file, ...placement } = place;
    return { note: file === undefined ? note : { ...note, anchor: { ...anchor, file } }, placement };
  };
  if (!lost) return inFile(await findElsewhere(anchor, { paths: paths(), within: renamed }));
  const elsewhere = hasLine(lost.text, anchor) ? undefined : await findMoved(anchor, { paths: paths(), within: moved });
  return elsewhere ? inFile(elsewhere) : { note, placement: lost.placement };
}

function hasLine(text: string, anchor: NoteAnchor): boolean {
  const key = keyOf(anchor.text.trim());
  return speakingLines(text).some((line) => line.key === key);
}
