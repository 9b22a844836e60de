import * as z from 'zod';
import { noteKinds } from '../../model/review.ts';
import type { PlacedNote } from '../../review/notes/note-placements.ts';
import { cut, limits } from '../limits.ts';
import { listArguments, pageFormat, pageOf } from '../pages.ts';
import { innerPath, serviceNamed } from '../places.ts';
import { defineTool } from '../tool.ts';

const noteFormat = z.object({
  note: z.string().describe('Its id'),
  kind: z.enum(noteKinds),
  state: z.enum(['open', 'resolved']),
  at: z.string().optional().describe('file:line; absent for a general note'),
  lost: z.string().optional().describe('Why its location is lost'),
  service: z.string().optional(),
  item: z.string().optional().describe('The checklist item'),
  rule: z.string().optional(),
  guide: z.string().optional(),
  comments: z.array(z.object({ by: z.string(), at: z.string(), text: z.string() })),
  more: z.int().optional().describe('Earlier comments that are left out'),
});

/** Consultation notes. */
export const notes = defineTool({
  name: 'prr_notes',
  title: 'Consultation notes',
  description:
    'Reads the consultation notes that people wrote at lines of code, checklist items or findings: questions, risks, decisions, advice and praise, with their comments and where they are now.',
  input: z.strictObject({
    service: z.string().max(limits.name).optional().describe('Only notes of this service'),
    path: z.string().max(1000).optional().describe('Only notes in this file or folder'),
    kind: z.enum(noteKinds).optional().describe('Only notes of this kind'),
    open: z.boolean().optional().describe('Only open notes'),
    ...listArguments,
  }),
  output: z.object({ notes: z.array(noteFormat), page: pageFormat }),
  async run(args, { core, between }) {
    const review = await core.review();
    const owner = args.service === undefined ? undefined : serviceNamed(core, args.service);
    const names = owner && [owner.name, ...(await review.formerNames(owner))];
    const within = args.path === undefined ? '' : innerPath(core, args.path);
    const all = (await review.notes()).filter(
      ({ note }) =>
        (names === undefined || (note.service !== undefined && names.includes(note.service))) &&
        (args.kind === undefined || note.kind === args.kind) &&
        (args.open !== true || note.state === 'open') &&
        (within === '' || note.anchor?.file === within || note.anchor?.file.startsWith(`${within}/`) === true),
    );
    const guides = new Map<string, string>([
      ...review.items.map((item) => [item.id, item.guide] as const),
      ...core.rules.map((rule) => [rule.id, rule.docs.guide] as const),
    ]);
    // The newest first: they are what people talk about.
    const { rows, page } = await pageOf(
      all.toReversed(),
      { args, version: core.live.index.version, between },
      (placed) => noteRow(placed, guides),
    );
    return {
      data: { notes: rows, page },
      head: page.total === 1 ? '1 note.' : `${page.total} notes, the newest first.`,
      rows: rows.map(noteText),
      page,
    };
  },
});

type NoteRow = z.output<typeof noteFormat>;

function noteRow({ note, placement }: PlacedNote, guides: ReadonlyMap<string, string>): NoteRow {
  const { id, kind, state, service, item, finding, anchor, comments } = note;
  const guide = guides.get(finding?.rule ?? item ?? '');
  const last = comments.slice(-limits.places);
  return {
    note: id,
    kind,
    state,
    ...(anchor && placement?.state === 'placed' ? { at: `${anchor.file}:${placement.line + 1}` } : {}),
    ...(anchor && placement?.state === 'lost' ? { lost: `${anchor.file}: ${cut(placement.reason)}` } : {}),
    ...(service === undefined ? {} : { service }),
    ...(item === undefined ? {} : { item }),
    ...(finding === undefined ? {} : { rule: finding.rule }),
    ...(guide === undefined ? {} : { guide }),
    comments: last.map(({ by, at, text }) => ({ by: cut(by, limits.name), at, text: cut(text, limits.comment) })),
    ...(comments.length > last.length ? { more: comments.length - last.length } : {}),
  };
}

function noteText({ note, kind, state, at, lost, service, item, rule, guide, comments }: NoteRow): string {
  const about = [service, item, rule].filter((each) => each !== undefined).join(', ');
  const where = at ?? (lost === undefined ? 'general' : `location lost: ${lost}`);
  return [
    `${note} ${kind}, ${state}, ${where}${about === '' ? '' : `, ${about}`}${guide === undefined ? '' : ` (guide: ${guide})`}`,
    ...comments.map((each) => `  ${each.by}, ${each.at}: ${each.text}`),
  ].join('\n');
}
