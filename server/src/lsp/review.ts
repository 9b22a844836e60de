import { ResponseError, ErrorCodes } from 'vscode-languageserver';
import type { ItemStatus } from '../model/review.ts';
import { aspectNames, aspects, aspectTitles, type Site } from '../model/site.ts';
import {
  method,
  type AnswerParams,
  type Changed,
  type ChecklistView,
  type EvidenceView,
  type ItemView,
  type NoteChange,
  type NoteParams,
  type NoteView,
  type ServiceParams,
} from '../protocol.ts';
import type { PlacedNote } from '../review/review.ts';
import type { Readiness } from '../service.ts';
import { locatorOf, type Context } from './context.ts';
import type { Locator } from './convert.ts';
import type { Folder } from './folders.ts';
import { findService, serviceViews } from './services.ts';

/** Evidence shown under an item; the rest is counted. */
const maxEvidence = 20;

type Notify = (...what: Changed['what'][number][]) => void;

/** Checklist, answers and notes. Changes throw, so that the client can say what went wrong. */
export function registerReview(context: Context, { changed }: { changed: Notify }): void {
  const { connection } = context;
  const fail = (message: string) => new ResponseError(ErrorCodes.InvalidRequest, message);

  connection.onRequest(
    method.checklist,
    context.guard('checklist', null, async (wanted: ServiceParams): Promise<ChecklistView | null> => {
      const found = (await findService(context, wanted)) ?? (await findService(context, {}));
      if (!found) return null;
      const { folder, core } = found;
      const { items } = await (await core.review()).of(found.service);
      const at = locatorOf(folder, core);
      const views = await Promise.all(
        items.map(async (status) => ({ aspect: status.item.aspect, view: await itemView(status, at) })),
      );
      return {
        service: found.service.name,
        folder: folder.uri,
        services: await serviceViews(context),
        aspects: aspects
          .map((id) => ({
            id,
            name: aspectNames[id],
            title: aspectTitles[id],
            items: views.filter(({ aspect }) => aspect === id).map(({ view }) => view),
          }))
          .filter(({ items: own }) => own.length > 0),
      };
    }),
  );

  connection.onRequest(method.answer, async ({ folder, service, item, answer, reason, by, link }: AnswerParams) => {
    const found = await findService(context, { service, ...(folder === undefined ? {} : { folder }) });
    if (!found) throw fail(`there is no service ${service}`);
    await (
      await found.core.review()
    ).answer({ service, item, answer, reason, by, ...(link === undefined ? {} : { link }) });
    changed('checklist');
    return null;
  });

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

async function itemView({ item, state, because, sites, answer, stale }: ItemStatus, at: Locator): Promise<ItemView> {
  return {
    id: item.id,
    title: item.title,
    question: item.question,
    why: item.why,
    guide: item.guide,
    source: item.source,
    state,
    because,
    answerable: true,
    wanted: item.evidence,
    evidence: await Promise.all(sites.slice(0, maxEvidence).map((site) => evidenceView(site, at))),
    more: Math.max(0, sites.length - maxEvidence),
    ...(answer ? { answer: answerView(answer) } : {}),
    ...(stale === undefined ? {} : { stale }),
  };
}

function answerView({ answer, reason, by, date, link }: NonNullable<ItemStatus['answer']>) {
  return { answer, reason, by, date, ...(link === undefined ? {} : { link }) };
}

async function evidenceView(site: Site, at: Locator): Promise<EvidenceView> {
  const { verdict, rule, message, ask } = site;
  return { verdict, rule, message, at: await at.view(site), ...(ask === undefined ? {} : { ask }) };
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
