import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import { method, type Changed } from '../protocol.ts';
import type { NoteChange, NoteParams, NoteView } from '../protocol/notes.ts';
import type { PlacedNote } from '../review/placed-notes.ts';
import type { Readiness } from '../service.ts';
import { locatorOf, type Context } from './context.ts';
import type { Locator } from './convert.ts';
import type { Folder } from './folders.ts';

type Notify = (...what: Changed['what'][number][]) => void;

/** Consultation notes. Changes throw, so that the client can say what went wrong. */
export function registerNotes(context: Context, { changed }: { changed: Notify }): void {
  const { connection } = context;
  const fail = (message: string) => new ResponseError(ErrorCodes.InvalidRequest, message);

  const notesOf = async (folder: Folder, core: Readiness): Promise<NoteView[]> => {
    const at = locatorOf(folder, core);
    return Promise.all((await (await core.review()).notes()).map((note) => noteView(note, at)));
  };
  connection.onRequest(
    method.notes,
    context.guard('notes', [], async (): Promise<NoteView[]> => {
      const all = await Promise.all((await context.cores()).map(({ folder, core }) => notesOf(folder, core)));
      return all.flat();
    }),
  );
  connection.onRequest(method.addNote, async ({ kind, text, by, uri, line, folder }: NoteParams): Promise<NoteView> => {
    const place = uri === undefined ? undefined : await context.document(uri);
    const cores = await context.cores();
    const target = place ?? cores.find((each) => each.folder.uri === folder) ?? cores[0];
    if (!target || (place && place.folder.loose)) throw fail('Open a folder first: notes are kept in its .prr/notes');
    const at = place && line !== undefined ? { at: { file: place.file, line } } : {};
    const note = await (await target.core.review()).addNote({ kind, text, by, ...at });
    changed('notes');
    const view = (await notesOf(target.folder, target.core)).find(({ id }) => id === note.id);
    if (!view) throw fail('the note was written and cannot be read');
    return view;
  });
  connection.onRequest(method.changeNote, async (change: NoteChange): Promise<NoteView | null> => {
    for (const { folder, core } of await context.cores()) {
      const review = await core.review();
      if (!(await review.notes()).some(({ note }) => note.id === change.id)) continue;
      if (change.change === 'move') {
        const place = await context.document(change.uri);
        if (!place) throw fail('there is no such file');
        await review.changeNote(change.id, { change: 'move', file: place.file, line: change.line });
      } else await review.changeNote(change.id, change);
      changed('notes');
      return (await notesOf(folder, core)).find(({ id }) => id === change.id) ?? null;
    }
    throw fail(`there is no note ${change.id}`);
  });
}

async function noteView({ note, placement }: PlacedNote, at: Locator): Promise<NoteView> {
  const { id, kind, state, comments, anchor } = note;
  const view: NoteView = { id, kind, state, comments, ...(anchor ? { path: anchor.file } : {}) };
  if (!anchor || !placement) return view;
  if (placement.state === 'placed') return { ...view, at: await at.view({ file: anchor.file, span: placement.span }) };
  if (placement.near === undefined) return { ...view, lost: { reason: placement.reason } };
  const near = await at.view({ file: anchor.file, span: { start: 0, end: 0 } });
  return {
    ...view,
    lost: { reason: placement.reason, near: { ...near, line: placement.near, endLine: placement.near } },
  };
}
