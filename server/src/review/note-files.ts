import type * as z from 'zod';
import type { Problem } from '../model/problem.ts';
import type { Note } from '../model/review.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { checkName } from './answers.ts';
import { noteEntryFormat, noteFormat } from './formats.ts';
import { noteOf, type NamedEntry } from './note-thread.ts';
import { readFormat } from './read-format.ts';

export const noteFolder = '.prr/notes';

/** The file of a note. */
export function noteFile(id: string): string {
  checkName(id);
  return `${noteFolder}/${id}.yaml`;
}

/** The folder of what came after a note was written. */
export function entryFolder(id: string): string {
  checkName(id);
  return `${noteFolder}/${id}`;
}

/** The file of a comment or change that came after. */
export function entryFile(id: string, entry: string): string {
  checkName(entry);
  return `${entryFolder(id)}/${entry}.yaml`;
}

interface Remembered {
  readonly stamp: string;
  /** As its path tells which format it has, it is read back as what it was. */
  readonly read: Content<unknown>;
}

/** What the files of a workspace said when they were last read: thousands of notes are not parsed at each request. */
const memos = new WeakMap<Workspace, Map<string, Remembered>>();

/** Files that are asked of the disk at a time. */
const atOnce = 64;

const noSpan = { start: 0, end: 0 };

/** All notes of a workspace, oldest first, with mistakes in their files; what is sound works. */
export async function readNotes(workspace: Workspace): Promise<{ notes: Note[]; problems: Problem[] }> {
  const [names, folders] = await Promise.all([workspace.names(noteFolder), workspace.folders(noteFolder)]);
  const heads = names.filter(isNoteName).map((name) => name.slice(0, -'.yaml'.length));
  const all = [...new Set([...heads, ...folders])];
  const threaded = new Set(folders);
  const read = await inTurns(all, (id) => readThread(workspace, id, { threaded: threaded.has(id) }));
  const notes = read.flatMap(({ note }) => note ?? []);
  forget(workspace, new Set(read.flatMap(({ files }) => files)));
  return { notes: notes.sort(byAge), problems: read.flatMap(({ problems }) => problems) };
}

/** Editors write in two steps, of which the first empties the file: one that cannot be read is looked at again, in milliseconds. */
const secondLooks = [30, 120];

/** One note, read anew; undefined when there is none, or its file has a mistake. */
export async function readNote(workspace: Workspace, id: string): Promise<Note | undefined> {
  checkName(id);
  for (const pause of [0, ...secondLooks]) {
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    const { note, problems } = await readThread(workspace, id, { threaded: true });
    if (note || problems.length === 0) return note;
  }
  return undefined;
}

interface Thread {
  readonly note?: Note;
  readonly problems: readonly Problem[];
  readonly files: readonly string[];
}

async function readThread(workspace: Workspace, id: string, { threaded }: { threaded: boolean }): Promise<Thread> {
  const file = `${noteFolder}/${id}.yaml`;
  try {
    checkName(id);
  } catch {
    const message = 'Not read: the name of a note has letters, digits, -, _ and . only';
    return { problems: [{ file, span: noSpan, message }], files: [] };
  }
  const entryNames = threaded ? (await workspace.names(entryFolder(id))).filter(isNoteName) : [];
  const read = await recall(workspace, file, noteFormat);
  const entries: NamedEntry[] = [];
  const problems = [...(read?.problems ?? [])];
  const files = [file];
  for (const name of entryNames) {
    const entry = `${noteFolder}/${id}/${name}`;
    files.push(entry);
    const content = await recall(workspace, entry, noteEntryFormat);
    if (!content) continue;
    problems.push(...content.problems);
    if (content.value) entries.push({ id: name.slice(0, -'.yaml'.length), entry: content.value });
    if (!read)
      problems.push({
        file: entry,
        span: noSpan,
        message: `Its note ${id} is not there: restore ${file}, or remove this file`,
      });
  }
  return { problems, files, ...(read?.value ? { note: noteOf(id, read.value, entries) } : {}) };
}

interface Content<T> {
  readonly value: T | undefined;
  readonly problems: readonly Problem[];
}

/** Reads a file, or remembers it when it has not changed. */
async function recall<T extends z.ZodType>(
  workspace: Workspace,
  file: string,
  format: T,
): Promise<Content<z.output<T>> | undefined> {
  let memo = memos.get(workspace);
  if (!memo) memos.set(workspace, (memo = new Map()));
  const stamp = await workspace.stamp?.(file);
  const known = memo.get(file);
  if (known && stamp !== undefined && known.stamp === stamp) return known.read as Content<z.output<T>>;
  const content = await workspace.read(file);
  if (!content) return undefined;
  if ('problem' in content) return { value: undefined, problems: [{ file, span: noSpan, message: content.message }] };
  const read = readFormat({ file, text: content.text }, format);
  if (stamp !== undefined) memo.set(file, { stamp, read });
  return read;
}

function forget(workspace: Workspace, files: ReadonlySet<string>): void {
  const memo = memos.get(workspace);
  for (const file of memo?.keys() ?? []) if (!files.has(file)) memo?.delete(file);
}

async function inTurns<T, R>(all: readonly T[], step: (each: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < all.length; at += atOnce)
    results.push(...(await Promise.all(all.slice(at, at + atOnce).map(step))));
  return results;
}

function isNoteName(name: string): boolean {
  return name.endsWith('.yaml');
}

function byAge(a: Note, b: Note): number {
  const [one, other] = [a, b].map(({ comments, id }) => `${comments[0]?.at} ${id}`);
  return (one ?? '') < (other ?? '') ? -1 : 1;
}
