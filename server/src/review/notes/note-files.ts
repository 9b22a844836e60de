import type * as z from 'zod';
import type { Problem } from '../../model/problem.ts';
import type { Note } from '../../model/review.ts';
import { isInnerPath } from '../../workspace/inner-path.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { checkName } from '../answers.ts';
import { noteEntryFormat, noteFormat } from '../formats.ts';
import { noteOf, type NamedEntry } from './note-thread.ts';
import { readFormat } from '../read-format.ts';

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

/** A thread as it was read last, with what its files looked like then. */
interface Remembered {
  readonly stamp: string;
  readonly thread: Thread;
}

/** Thousands of notes are not parsed at each request, only those whose files have changed. */
const memos = new WeakMap<Workspace, Map<string, Remembered>>();

/** Threads that are being read: several requests at once share the work, or each would read all of them. */
const underWay = new WeakMap<Workspace, Map<string, Promise<Thread>>>();

/** Notes that are read at a time. */
const atOnce = 64;

const noSpan = { start: 0, end: 0 };

interface Thread {
  readonly note?: Note;
  readonly problems: readonly Problem[];
}

/** All notes of a workspace, oldest first, with mistakes in their files; what is sound works. */
export async function readNotes(workspace: Workspace): Promise<{ notes: Note[]; problems: Problem[] }> {
  const memo = memos.get(workspace) ?? new Map<string, Remembered>();
  memos.set(workspace, memo);
  const readers = underWay.get(workspace) ?? new Map<string, Promise<Thread>>();
  underWay.set(workspace, readers);
  const files = workspace.stamps?.(noteFolder) ?? (await unstamped(workspace));
  const threads = new Map<string, { entries: string[]; stamp: string }>();
  for (const [file, stamp] of files) {
    if (!file.endsWith(suffix)) continue;
    const [id = '', entry] = file.slice(noteFolder.length + 1, -suffix.length).split('/');
    const thread = threads.get(id) ?? { entries: [], stamp: '' };
    if (entry !== undefined) thread.entries.push(entry);
    // A file that may still change makes its thread be read anew.
    thread.stamp += stamp === '' || thread.stamp === unsure ? unsure : `${file} ${stamp}\n`;
    threads.set(id, thread);
  }
  const read: Thread[] = [];
  const missing: [string, { entries: string[]; stamp: string }][] = [];
  for (const [id, thread] of threads) {
    const known = memo.get(id);
    if (known?.stamp === thread.stamp && !thread.stamp.includes(unsure)) read.push(known.thread);
    else missing.push([id, thread]);
  }
  for (let at = 0; at < missing.length; at += atOnce) {
    const some = missing.slice(at, at + atOnce).map(([id, { entries, stamp }]) => {
      const key = `${id}\n${stamp}`;
      const reading = readers.get(key);
      if (reading && !stamp.includes(unsure)) return reading;
      const next = readThread(workspace, id, entries).then((thread) => {
        memo.set(id, { stamp, thread });
        return thread;
      });
      readers.set(key, next);
      return next.finally(() => readers.delete(key));
    });
    read.push(...(await Promise.all(some)));
  }
  for (const id of memo.keys()) if (!threads.has(id)) memo.delete(id);
  const notes = read.flatMap(({ note }) => note ?? []);
  return { notes: notes.sort(byAge), problems: read.flatMap(({ problems }) => problems) };
}

const suffix = '.yaml';
const unsure = '?\n';

/** For a workspace that knows no stamps: its files, each of which may have changed. */
async function unstamped(workspace: Workspace): Promise<Map<string, string>> {
  const [names, folders] = await Promise.all([workspace.names(noteFolder), workspace.folders(noteFolder)]);
  const inner = folders.map(async (id) =>
    (await workspace.names(`${noteFolder}/${id}`)).map((name) => `${id}/${name}`),
  );
  return new Map([...names, ...(await Promise.all(inner)).flat()].map((name) => [`${noteFolder}/${name}`, '']));
}

/** Editors write in two steps, of which the first empties the file: one that cannot be read is looked at again, in milliseconds. */
const secondLooks = [30, 120];

/** One note, read anew; undefined when there is none, or its file has a mistake. */
export async function readNote(workspace: Workspace, id: string): Promise<Note | undefined> {
  checkName(id);
  for (const pause of [0, ...secondLooks]) {
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    const names = (await workspace.names(entryFolder(id))).filter((name) => name.endsWith(suffix));
    const entries = names.map((name) => name.slice(0, -suffix.length));
    const { note, problems } = await readThread(workspace, id, entries);
    if (note || problems.length === 0) return note;
  }
  return undefined;
}

async function readThread(workspace: Workspace, id: string, names: readonly string[]): Promise<Thread> {
  const file = `${noteFolder}/${id}${suffix}`;
  try {
    checkName(id);
  } catch {
    const message = 'Not read: the name of a note has letters, digits, -, _ and . only';
    return { problems: [{ file, span: noSpan, message }] };
  }
  const read = await readOne(workspace, file, noteFormat);
  const entries: NamedEntry[] = [];
  const problems = [...(read?.problems ?? [])];
  for (const name of names) {
    const entry = `${noteFolder}/${id}/${name}${suffix}`;
    const content = await readOne(workspace, entry, noteEntryFormat);
    if (!content) continue;
    problems.push(...content.problems);
    if (content.value) entries.push({ id: name, entry: content.value });
    if (read) continue;
    const message = `Its note ${id} does not exist: restore ${file}, or remove this file`;
    problems.push({ file: entry, span: noSpan, message });
  }
  return { problems, ...(read?.value ? { note: noteOf(id, read.value, entries) } : {}) };
}

interface Content<V> {
  readonly value: V | undefined;
  readonly problems: readonly Problem[];
}

/** As its format says, but for a place outside the workspace: the note counts without it, and its file has a problem there. */
async function readOne<V extends Partial<Record<'anchor' | 'place', { readonly file: string } | undefined>>>(
  workspace: Workspace,
  file: string,
  format: z.ZodType<V>,
): Promise<Content<V> | undefined> {
  const content = await workspace.read(file);
  if (!content) return undefined;
  if ('problem' in content) return { value: undefined, problems: [{ file, span: noSpan, message: content.message }] };
  const read = readFormat({ file, text: content.text }, format);
  if (!read.value || !('spanOf' in read)) return read;
  let { value } = read;
  const problems = [...read.problems];
  for (const key of ['anchor', 'place'] as const) {
    const where = value[key]?.file;
    if (where === undefined || isInnerPath(where)) continue;
    const message = `${key}.file: ${where} is outside the workspace; the note is shown without its location`;
    problems.push({ file, span: read.spanOf([key, 'file']), message });
    value = { ...value, [key]: undefined };
  }
  return { value, problems };
}

function byAge(a: Note, b: Note): number {
  const at = compare(a.comments[0]?.at ?? '', b.comments[0]?.at ?? '');
  return at === 0 ? compare(a.id, b.id) : at;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
