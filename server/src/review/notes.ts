import { randomBytes } from 'node:crypto';
import type { Problem } from '../model/problem.ts';
import type { Note, NoteAnchor, NoteComment, NoteKind } from '../model/review.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { YamlData } from '../syntax/yaml-data.ts';
import { checkName, sound, withKeys } from './answers.ts';
import { noteFormat } from './formats.ts';
import { readFormat } from './read-format.ts';

export const noteFolder = '.prr/notes';

/** The file of a note. */
export function noteFile(id: string): string {
  checkName(id);
  return `${noteFolder}/${id}.yaml`;
}

/** All notes of a workspace, oldest first, with mistakes in their files. */
export async function readNotes(workspace: Workspace): Promise<{ notes: Note[]; problems: Problem[] }> {
  const notes: Note[] = [];
  const problems: Problem[] = [];
  for (const name of await workspace.names(noteFolder)) {
    if (!name.endsWith('.yaml')) continue;
    const file = `${noteFolder}/${name}`;
    const content = await workspace.read(file);
    if (!content) continue;
    if ('problem' in content) {
      problems.push({ file, span: { start: 0, end: 0 }, message: content.message });
      continue;
    }
    const { value, problems: mistakes } = readFormat({ file, text: content.text }, noteFormat);
    problems.push(...mistakes);
    if (!value) continue;
    const { kind, state, service, anchor, comments } = value;
    notes.push({
      id: name.replace(/\.yaml$/, ''),
      kind,
      state,
      comments,
      ...(service === undefined ? {} : { service }),
      ...(anchor === undefined ? {} : { anchor }),
    });
  }
  return { notes: notes.sort((a, b) => ((a.comments[0]?.at ?? '') < (b.comments[0]?.at ?? '') ? -1 : 1)), problems };
}

export interface NewNote {
  readonly kind: NoteKind;
  readonly anchor?: NoteAnchor;
  readonly service?: string;
  readonly comment: NoteComment;
}

/** Writes a new note and gives it; its id starts with its day, so that files sort by age and two people never collide. */
export async function addNote(workspace: Workspace, { kind, anchor, service, comment }: NewNote): Promise<Note> {
  const id = `${comment.at.slice(0, 10)}-${randomBytes(4).toString('hex')}`;
  const note: Note = {
    id,
    kind,
    state: 'open',
    comments: [comment],
    ...(service === undefined ? {} : { service }),
    ...(anchor === undefined ? {} : { anchor }),
  };
  const { id: _, ...value } = note;
  await workspace.update(noteFile(id), (before) => withKeys(noteFile(id), before, value));
  return note;
}

/** Adds a comment at the end of a note's thread. Throws when there is no such note. */
export async function addComment(workspace: Workspace, id: string, comment: NoteComment): Promise<void> {
  await edit(workspace, id, (data) => {
    const comments = (data.value as { comments?: unknown[] } | null)?.comments ?? [];
    return [{ path: ['comments', comments.length], value: comment }];
  });
}

/** Resolves or reopens a note. */
export async function setState(workspace: Workspace, id: string, state: Note['state']): Promise<void> {
  await edit(workspace, id, () => [{ path: ['state'], value: state }]);
}

/** Puts a note at another place. */
export async function setAnchor(workspace: Workspace, id: string, anchor: NoteAnchor): Promise<void> {
  await edit(workspace, id, () => [{ path: ['anchor'], value: anchor }]);
}

async function edit(
  workspace: Workspace,
  id: string,
  changes: (data: YamlData) => Parameters<YamlData['edit']>[0],
): Promise<void> {
  const file = noteFile(id);
  await workspace.update(file, (before) => {
    if (before === undefined) throw new Error(`there is no note ${id}`);
    const data = sound(file, before);
    return data.edit(changes(data));
  });
}

export async function removeNote(workspace: Workspace, id: string): Promise<void> {
  await workspace.remove(noteFile(id));
}
