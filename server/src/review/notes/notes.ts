import { randomDigits } from '../../model/text-bytes.ts';
import type { Note, NoteAnchor, NoteComment, NoteEvent, NoteKind } from '../../model/review.ts';
import { writeYamlData } from '../../syntax/yaml-data.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { checkName, sound } from '../answers.ts';
import { noteEntryFormat, noteFormat } from '../formats.ts';
import { entryFile, entryFolder, noteFile, noteFolder, readNote } from './note-files.ts';

export { noteFile, noteFolder, readNotes } from './note-files.ts';

export interface NewNote {
  readonly kind: NoteKind;
  readonly anchor?: NoteAnchor;
  readonly service?: string;
  readonly item?: string;
  readonly finding?: { readonly rule: string };
  readonly comment: NoteComment;
}

/** Writes a new note and gives it; its id starts with its day, so that files sort by age and two people never collide. */
export async function addNote(
  workspace: Workspace,
  { kind, anchor, service, item, finding, comment }: NewNote,
): Promise<Note> {
  const id = `${comment.at.slice(0, 10)}-${randomDigits(4)}`;
  const value = {
    kind,
    ...(service === undefined ? {} : { service }),
    ...(item === undefined ? {} : { item }),
    ...(finding === undefined ? {} : { finding }),
    ...(anchor === undefined ? {} : { anchor }),
    comments: [comment],
  };
  await create(workspace, noteFile(id), value);
  return { ...value, id, state: 'open', comments: [{ id: '0', ...comment }] };
}

export interface Addition {
  readonly by: string;
  readonly at: string;
  readonly text?: string;
  readonly change?: NoteEvent['change'];
  /** Where it was found when this was written, if that differs from what is known. */
  readonly anchor?: NoteAnchor;
  /** Another place that the note is about. */
  readonly place?: NoteAnchor;
  /** The entry whose place is no longer part of the note. */
  readonly without?: string;
  /** Empty for nobody. */
  readonly assignee?: string;
}

/** Adds a comment or a change to a note, in a file of its own. Throws when there is no such note. */
export async function addEntry(
  workspace: Workspace,
  id: string,
  { by, at, text, change, anchor, place, without, assignee }: Addition,
): Promise<string> {
  const note = await existing(workspace, id);
  const last = lastEntry(note);
  const name = `${at.replace(/[-:]/g, '')}-${randomDigits(4)}`;
  const after = last === undefined ? {} : { after: last };
  await create(workspace, entryFile(id, name), {
    by,
    at,
    ...after,
    ...(change === undefined ? {} : { change }),
    ...(text === undefined ? {} : { text }),
    ...(anchor === undefined ? {} : { anchor }),
    ...(place === undefined ? {} : { place }),
    ...(without === undefined ? {} : { without }),
    ...(assignee === undefined ? {} : { assignee }),
  });
  return name;
}

/** Changes the words of a comment; comments and unknown keys of the file stay. Throws for somebody else's. */
export async function editComment(
  workspace: Workspace,
  id: string,
  { comment, by, at, text }: { comment: string; by: string; at: string; text: string },
): Promise<void> {
  const note = await existing(workspace, id);
  const own = note.comments.find((each) => each.id === comment);
  if (!own) throw new Error('this comment no longer exists');
  if (own.by !== by) throw new Error(`only ${own.by} can edit this comment`);
  const inHead = /^\d+$/.test(comment);
  const file = inHead ? noteFile(id) : entryFile(id, comment);
  const path = inHead ? ['comments', Number(comment)] : [];
  await workspace.update(file, (before) => {
    if (before === undefined) throw new Error('this comment no longer exists');
    return sound(file, before).edit([
      { path: [...path, 'text'], value: text },
      { path: [...path, 'edited'], value: at },
    ]);
  });
}

/** The files of a note as they were, by their path in `.prr/notes`. */
export type RemovedNote = Readonly<Record<string, string>>;

/** Removes a note with its thread, and gives what `restoreNote` needs to bring it back exactly. */
export async function removeNote(workspace: Workspace, id: string): Promise<RemovedNote> {
  const removed: Record<string, string> = {};
  // The head goes last: should this stop halfway, what is left is a note with a part of its thread, and not a thread without a note.
  const entries = (await workspace.names(entryFolder(id))).map((name) => `${entryFolder(id)}/${name}`);
  const files = [...entries, noteFile(id)];
  for (const file of files) {
    const content = await workspace.read(file);
    if (content && !('text' in content)) throw new Error(`${file} cannot be read: ${content.message}`);
    if (content) removed[file.slice(noteFolder.length + 1)] = content.text;
  }
  for (const file of files) await workspace.remove(file);
  return removed;
}

/** Brings a removed note back, byte by byte; a file that is there again is left alone. */
export async function restoreNote(workspace: Workspace, removed: RemovedNote): Promise<void> {
  // Names come from outside: each must be one of ours.
  const files = Object.entries(removed).map(([name, text]): [string, string] => {
    const [id = '', entry, ...more] = name.replace(/\.yaml$/, '').split('/');
    if (more.length > 0 || !name.endsWith('.yaml')) throw new Error(`${name} is not a note file`);
    return [entry === undefined ? noteFile(id) : entryFile(id, entry), text];
  });
  // The head comes first: should this stop halfway, there is no thread without a note.
  files.sort(([a], [b]) => a.split('/').length - b.split('/').length);
  for (const [file, text] of files) await workspace.update(file, (there) => there ?? text);
}

async function existing(workspace: Workspace, id: string): Promise<Note> {
  checkName(id);
  const note = await readNote(workspace, id);
  if (note) return note;
  const content = await workspace.read(noteFile(id));
  if (content && 'text' in content) sound(noteFile(id), content.text);
  throw new Error(content ? `${noteFile(id)} has a mistake: fix it first` : `there is no note ${id}`);
}

function lastEntry({ comments, changes = [] }: Note): string | undefined {
  const words = comments.filter((comment) => comment.id !== undefined && !/^\d+$/.test(comment.id));
  const last = words.at(-1)?.id;
  const change = changes.at(-1);
  // A change stands behind the comments that were there.
  if (change && (last === undefined || change.behind >= comments.length)) return change.id;
  return last;
}

/** Writes a file that nobody else can be writing, as its name is drawn. Throws for what could not be read again. */
async function create(workspace: Workspace, file: string, value: Readonly<Record<string, unknown>>): Promise<void> {
  const format = file.split('/').length > 3 ? noteEntryFormat : noteFormat;
  const [mistake] = format.safeParse(value).error?.issues ?? [];
  if (mistake) throw new Error(`not written: ${[mistake.path.join('.'), mistake.message].filter(Boolean).join(': ')}`);
  await workspace.write(file, writeYamlData(value));
}
