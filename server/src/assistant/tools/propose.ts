import * as z from 'zod';
import { noteKinds } from '../../model/review.ts';
import type { Proposal, Proposed } from '../../review/proposals/proposals.ts';
import { cut, limits } from '../limits.ts';
import { listArguments, pageFormat, pageOf } from '../pages.ts';
import { innerPath, serviceNamed, serviceOrOnly } from '../places.ts';
import { ToolError } from '../tool-error.ts';
import { defineTool, type Found, type ToolContext } from '../tool.ts';

const proposalFormat = z.object({
  proposal: z.string().describe('Its id'),
  by: z.string(),
  written: z.string().describe('When it was written'),
  file: z.string(),
  service: z.string().optional(),
  item: z.string().optional(),
  answer: z.enum(['yes', 'no', 'not-applicable']).optional(),
  kind: z.enum(noteKinds).optional().describe('The kind of a note'),
  text: z.string().describe('The reason of the answer, or the text of the note'),
  at: z.array(z.string()).describe('file:line'),
  guide: z.string().optional(),
});
type ProposalRow = z.output<typeof proposalFormat>;

const written = z.object({ proposal: proposalFormat, accepted: z.literal(false) });

/** Proposes an answer to a checklist item. */
export const proposeAnswer = defineTool({
  name: 'prr_propose_answer',
  title: 'Propose an answer to a checklist item',
  description:
    'Proposes an answer to a checklist item, with the reason and the lines that show it. It is written under .prr/proposals and counts only after a person accepts it. Use it only for items that need a manual answer or are inconclusive, and only for what the files or the person show.',
  writes: true,
  input: z.strictObject({
    service: z.string().max(limits.name).optional().describe('The service; needed where there are several'),
    item: z.string().min(1).max(limits.name).describe('The checklist item'),
    answer: z.enum(['yes', 'no', 'not-applicable']).describe('yes is good'),
    reason: z.string().min(1).max(limits.proposal).describe('A reason that another person can check'),
    evidence: z.array(z.string().min(1).max(1100)).max(20).optional().describe('file:line of what shows it'),
  }),
  output: written,
  async run({ service, item, answer, reason, evidence }, context) {
    const name = serviceOrOnly(context.core, service).name;
    const places = evidence?.map((each) => innerPath(context.core, each));
    return propose(context, {
      by: context.by,
      service: name,
      answer: { item, answer, reason, ...(places ? { evidence: places } : {}) },
    });
  },
});

/** Proposes a consultation note. */
export const proposeNote = defineTool({
  name: 'prr_propose_note',
  title: 'Propose a consultation note',
  description:
    'Proposes a consultation note (question, risk, decision, advice or praise), at lines of a file or for a service. It is written under .prr/proposals and counts only after a person accepts it.',
  writes: true,
  input: z.strictObject({
    kind: z.enum(noteKinds),
    text: z.string().min(1).max(limits.proposal).describe('Markdown'),
    path: z.string().min(1).max(1000).optional().describe('The file; without it, the note is general'),
    line: z.int().min(1).max(10_000_000).optional().describe('The line, from 1'),
    endLine: z.int().min(1).max(10_000_000).optional().describe('The last line of a note on several'),
    service: z.string().max(limits.name).optional().describe('The service (default: that of the file)'),
    item: z.string().max(limits.name).optional().describe('The checklist item that it is about'),
    rule: z.string().max(limits.name).optional().describe('The rule whose finding it is about'),
  }),
  output: written,
  async run({ kind, text, path, line, endLine, service, item, rule }, context) {
    const { core } = context;
    if ((path === undefined) !== (line === undefined)) throw new ToolError('give both path and line, or neither');
    if (endLine !== undefined && (line === undefined || endLine < line))
      throw new ToolError('endLine: it is before line');
    const file = path === undefined ? undefined : innerPath(core, path);
    const owners = file === undefined ? [] : core.live.index.ownersOf(file);
    const owner =
      service === undefined ? (owners.length === 1 ? owners[0] : undefined) : serviceNamed(core, service).name;
    const last = endLine === undefined ? {} : { endLine: endLine - 1 };
    return propose(context, {
      by: context.by,
      ...(owner === undefined ? {} : { service: owner }),
      note: {
        kind,
        text,
        ...(item === undefined ? {} : { item }),
        ...(rule === undefined ? {} : { rule }),
        ...(file === undefined || line === undefined ? {} : { at: { file, line: line - 1, ...last } }),
      },
    });
  },
});

/** The proposals that wait for a person. */
export const listProposals = defineTool({
  name: 'prr_proposals',
  title: 'Proposals that wait for a person',
  description:
    'Lists the answers and notes that assistants proposed and no person has accepted yet. Look here before you propose something again.',
  input: z.strictObject({ ...listArguments }),
  output: z.object({ proposals: z.array(proposalFormat), page: pageFormat }),
  async run(args, context) {
    const { core, between } = context;
    const review = await core.review();
    const all = await review.proposals();
    const guides = await guidesOf(context);
    const { rows, page } = await pageOf(all, { args, version: core.live.index.version, between }, (each) =>
      rowOf(each, guides),
    );
    return {
      data: { proposals: rows, page },
      head: page.total === 1 ? '1 proposal waits for a person.' : `${page.total} proposals wait for a person.`,
      rows: rows.map(proposalText),
      page,
    };
  },
});

async function propose(
  context: ToolContext,
  given: Proposed,
): Promise<Found<{ proposal: ProposalRow; accepted: false }>> {
  const review = await context.core.review();
  const made = await review.propose(given).catch((error: unknown) => {
    throw new ToolError(error instanceof Error ? error.message : String(error));
  });
  const row = rowOf(made, await guidesOf(context));
  return {
    data: { proposal: row, accepted: false },
    head: `Proposed as ${made.id}. It counts only after a person accepts it: in the Checklist view of the editor, or with prr proposals accept ${made.id}.`,
    rows: [proposalText(row)],
  };
}

async function guidesOf({ core }: ToolContext): Promise<ReadonlyMap<string, string>> {
  const { items } = await core.review();
  return new Map([
    ...items.map((item) => [item.id, item.guide] as const),
    ...core.rules.map((rule) => [rule.id, rule.docs.guide] as const),
  ]);
}

function rowOf(
  { id, by, at, file, service, answer, note }: Proposal,
  guides: ReadonlyMap<string, string>,
): ProposalRow {
  const item = answer?.item ?? note?.item;
  const guide = guides.get(note?.rule ?? item ?? '');
  const { anchor, placement } = note ?? {};
  const line = placement?.state === 'placed' ? placement.line + 1 : anchor?.line;
  return {
    proposal: id,
    by: cut(by, limits.name),
    written: at,
    file,
    ...(service === undefined ? {} : { service }),
    ...(item === undefined ? {} : { item }),
    ...(answer ? { answer: answer.answer } : {}),
    ...(note ? { kind: note.kind } : {}),
    text: cut(answer?.reason ?? note?.text ?? '', limits.comment),
    at: anchor ? [`${anchor.file}:${line ?? 1}`] : [...(answer?.evidence ?? [])],
    ...(guide === undefined ? {} : { guide }),
  };
}

function proposalText({ proposal, by, file, service, item, answer, kind, text, at, guide }: ProposalRow): string {
  const about = [service, item, ...at].filter((each) => each !== undefined).join(', ');
  const what = answer === undefined ? (kind ?? 'note') : `answer ${answer}`;
  return `${proposal} ${what}, ${about} by ${by} in ${file}${guide === undefined ? '' : ` (guide: ${guide})`}\n  ${text}`;
}
