import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import { method, type Changed, type LocationView } from '../protocol.ts';
import type { NoteAnchor, NotePlacement } from '../model/review.ts';
import type { NoteChange, NoteParams, NotePlaceView, NoteRef, NoteView, RemovedNoteView } from '../protocol/notes.ts';
import type { PlacedNote } from '../review/notes/note-placements.ts';
import type { Readiness } from '../service.ts';
import { locatorOf, type Context } from './context.ts';
import type { Locator } from './convert.ts';
import type { Folder } from './folders.ts';

type Notify = (...what: Changed['what'][number][]) => void;

interface Home {
  readonly folder: Folder;
  readonly core: Readiness;
}

/** Consultation notes. Changes throw, so that the client can say what went wrong. */
export function registerNotes(context: Context, { changed }: { changed: Notify }): void {
  const { connection } = context;
  const fail = (message: string) => new ResponseError(ErrorCodes.InvalidRequest, message);

  connection.onRequest(
    method.notes,
    context.guard('notes', [], async (): Promise<NoteView[]> => {
      const all = await Promise.all((await context.cores()).map(allOf));
      return all.flat();
    }),
  );
  connection.onRequest(
    method.addNote,
    async ({ uri, line, endLine, folder, ...note }: NoteParams): Promise<NoteView> => {
      const place = uri === undefined ? undefined : await context.document(uri);
      const cores = await context.cores();
      const target = place ?? cores.find((each) => each.folder.uri === folder) ?? cores[0];
      if (!target || (place && place.folder.loose))
        throw fail('Open a folder first: notes are saved in its .prr/notes');
      const at = place && line !== undefined ? { at: { file: place.file, line, ...endOf(endLine) } } : {};
      const written = await (await target.core.review()).addNote({ ...note, ...at });
      changed('notes');
      return (await viewer(target))(written);
    },
  );
  const homeOf = async ({ id, folder }: NoteRef): Promise<{ home: Home; note: PlacedNote }> => {
    for (const home of await context.cores()) {
      if (folder !== undefined && home.folder.uri !== folder) continue;
      const note = await (await home.core.review()).note(id);
      if (note) return { home, note };
    }
    throw fail(`there is no note ${id}, or its file has a mistake`);
  };
  connection.onRequest(method.changeNote, async (change: NoteChange): Promise<NoteView> => {
    const { home } = await homeOf(change);
    const review = await home.core.review();
    if ('uri' in change) {
      const { by, line, endLine } = change;
      const place = await context.document(change.uri);
      if (!place || place.folder.uri !== home.folder.uri) throw fail('a note cannot move to another workspace folder');
      const at = { file: place.file, line, ...endOf(endLine) };
      await review.changeNote(change.id, { by, change: change.change, ...at });
    } else await review.changeNote(change.id, change);
    changed('notes');
    return (await viewer(home))((await homeOf({ id: change.id, folder: home.folder.uri })).note);
  });
  connection.onRequest(method.removeNote, async (ref: NoteRef): Promise<RemovedNoteView> => {
    const { home } = await homeOf(ref);
    const files = await (await home.core.review()).removeNote(ref.id);
    changed('notes');
    return { id: ref.id, folder: home.folder.uri, files };
  });
  connection.onRequest(method.restoreNote, async ({ id, folder, files }: RemovedNoteView): Promise<NoteView | null> => {
    const home = (await context.cores()).find((each) => each.folder.uri === folder);
    if (!home) throw fail('the folder of this note is no longer open');
    const review = await home.core.review();
    await review.restoreNote(files);
    changed('notes');
    const note = await review.note(id);
    return note ? (await viewer(home))(note) : null;
  });
}

async function allOf(home: Home): Promise<NoteView[]> {
  const view = await viewer(home);
  return Promise.all((await (await home.core.review()).notes()).map(view));
}

/** Makes views of the notes of a folder. */
async function viewer({ folder, core }: Home): Promise<(note: PlacedNote) => Promise<NoteView>> {
  const at = locatorOf(folder, core);
  const items = new Map((await core.review()).items.map((item) => [item.id, item.title]));
  const rules = new Map(core.rules.map((rule) => [rule.id, rule]));
  const whereOf = async (anchor: NoteAnchor, placement: NotePlacement | undefined) => {
    if (!placement) return {};
    if (placement.state === 'placed') return { at: await at.view({ file: anchor.file, span: placement.span }) };
    const near = placement.near === undefined ? undefined : await lineView(at, anchor.file, placement.near);
    return { lost: { reason: placement.reason, text: anchor.text, ...(near ? { near } : {}) } };
  };
  return async ({ note, placement, places = [] }) => {
    const { id, kind, state, comments, changes = [], anchor, service, item, finding, assignee } = note;
    const others = places.map(async (each): Promise<NotePlaceView> => ({
      id: each.id,
      path: each.anchor.file,
      ...(await whereOf(each.anchor, each.placement)),
    }));
    const title = item === undefined ? undefined : items.get(item);
    const rule = finding === undefined ? undefined : rules.get(finding.rule);
    const view: NoteView = {
      id,
      folder: folder.uri,
      kind,
      state,
      comments: comments.map((comment, index) => ({ ...comment, id: comment.id ?? String(index) })),
      changes,
      ...(service === undefined ? {} : { service }),
      ...(item === undefined ? {} : { item }),
      ...(title === undefined ? {} : { itemTitle: title }),
      ...(finding === undefined ? {} : { rule: finding.rule }),
      ...(rule === undefined ? {} : { ruleSummary: rule.summary, guide: rule.docs.guide }),
      ...(anchor ? { path: anchor.file } : {}),
      ...(others.length > 0 ? { places: await Promise.all(others) } : {}),
      ...(assignee === undefined ? {} : { assignee }),
    };
    if (!anchor || !placement) return view;
    const where = await whereOf(anchor, placement);
    if (placement.state === 'lost') return { ...view, ...where };
    return {
      ...view,
      ...where,
      ...(placement.edited ? { was: anchor.text } : {}),
      ...(placement.from === undefined ? {} : { movedFrom: placement.from }),
    };
  };
}

function endOf(endLine: number | undefined): { readonly endLine?: number } {
  return endLine === undefined ? {} : { endLine };
}

async function lineView(at: Locator, file: string, line: number): Promise<LocationView> {
  const top = await at.view({ file, span: { start: 0, end: 0 } });
  return { ...top, line, endLine: line };
}
