import * as z from 'zod';
import type { ClaimStatus, ItemStatus } from '../../model/review.ts';
import { aspects } from '../../model/site.ts';
import { claimStateName, claimWords, countClaims, itemStateName, stateNames } from '../../review/states.ts';
import { inTurn } from '../finding-rows.ts';
import { cut, limits } from '../limits.ts';
import { listArguments, pageFormat, pageOf } from '../pages.ts';
import { openPlaces, serviceOrOnly, type Places } from '../places.ts';
import { defineTool } from '../tool.ts';
import { ToolError } from '../tool-error.ts';

/** Evidence of a claim where one item is asked for; in a list there is less. */
const mostOfOne = 20;
const mostOfList = 3;

const state = z.enum(stateNames);

const claimFormat = z.object({
  claim: z.string(),
  state,
  because: z.string(),
  ask: z.string().optional().describe('The question whose answer would decide it'),
  evidence: z.array(z.object({ at: z.string(), message: z.string(), rule: z.string().optional() })),
  more: z.int().optional().describe('Locations beyond those that are listed'),
});

const itemFormat = z.object({
  item: z.string(),
  title: z.string(),
  question: z.string(),
  aspect: z.enum(aspects),
  priority: z.enum(['high', 'medium', 'low']),
  guide: z.string(),
  state,
  because: z.string(),
  claims: z.array(claimFormat),
  answer: z
    .object({
      answer: z.enum(['yes', 'no', 'not-applicable']),
      reason: z.string(),
      by: z.string(),
      date: z.string(),
      stale: z.string().optional(),
    })
    .optional(),
  wanted: z.string().optional().describe('The evidence that an answer needs'),
});

/** The checklist of a service. */
export const checklist = defineTool({
  name: 'prr_checklist',
  title: 'Production readiness checklist of a service',
  description:
    'Reads the production readiness checklist of a service: the state of each item, its claims with the file:line that shows them, what is inconclusive and which question would decide it, and what people answered. Ask for one item to get all its evidence.',
  input: z.strictObject({
    service: z.string().max(limits.name).optional().describe('The service; needed where there are several'),
    state: state.optional().describe('Only items in this state'),
    aspect: z.enum(aspects).optional().describe('Only items of this aspect'),
    item: z.string().max(limits.name).optional().describe('Only the item with this id'),
    ...listArguments,
  }),
  output: z.object({
    service: z.string(),
    tier: z.string(),
    phase: z.string().optional(),
    owner: z.string().optional(),
    progress: z.string(),
    items: z.array(itemFormat),
    page: pageFormat,
  }),
  async run(args, { core, between }) {
    const service = serviceOrOnly(core, args.service);
    const { items, profile } = await (await core.review()).of(service);
    await between();
    if (args.item !== undefined && !items.some(({ item }) => item.id === args.item))
      throw new ToolError(`there is no item ${cut(args.item, 100)}; ask without it for the list`);
    const asked = items.filter(
      (status) =>
        (args.item === undefined ? status.included.value : status.item.id === args.item) &&
        (args.state === undefined || itemStateName(status) === args.state) &&
        (args.aspect === undefined || status.item.aspect === args.aspect),
    );
    const places = openPlaces(core);
    const most = args.item === undefined ? mostOfList : mostOfOne;
    const { version } = core.live.index;
    const { rows, page } = await pageOf(asked, { args, version, between }, (status) =>
      itemRow(status, { places, most }),
    );
    const progress = claimWords(countClaims(items));
    return {
      data: {
        service: service.name,
        tier: `${profile.tier.value}${profile.tier.assumed ? ' (assumed)' : ''}`,
        ...(profile.phase ? { phase: profile.phase.value } : {}),
        ...(profile.owner ? { owner: cut(profile.owner.value) } : {}),
        progress,
        items: rows,
        page,
      },
      head: `${page.total} checklist items.`,
      rows: [`${service.name}: ${progress}`, ...rows.map(itemText)],
      page,
    };
  },
});

type ItemRow = z.output<typeof itemFormat>;

async function itemRow(status: ItemStatus, options: { places: Places; most: number }): Promise<ItemRow> {
  const { item, ask, because, claims, answer, stale } = status;
  return {
    item: item.id,
    title: cut(item.title),
    question: cut(ask),
    aspect: item.aspect,
    priority: item.priority,
    guide: item.guide,
    state: itemStateName(status),
    because: cut(because),
    claims: await inTurn(claims, (claim) => claimRow(claim, options)),
    ...(answer
      ? {
          answer: {
            answer: answer.answer,
            reason: cut(answer.reason, limits.comment),
            by: cut(answer.by, limits.name),
            date: answer.date,
            ...(stale === undefined ? {} : { stale: cut(stale) }),
          },
        }
      : {}),
    ...(claims.some(({ verdict }) => verdict === 'manual') ? { wanted: cut(item.evidence) } : {}),
  };
}

async function claimRow(
  status: ClaimStatus,
  { places, most }: { places: Places; most: number },
): Promise<ItemRow['claims'][number]> {
  const { claim, because, ask, answered, sites } = status;
  const seen = [
    ...sites.map(({ rule, message, file, span }) => ({ rule, message, file, span })),
    ...status.places.map(({ message, file, span }) => ({ rule: undefined, message, file, span })),
  ];
  const evidence = await inTurn(seen.slice(0, most), async ({ rule, message, ...place }) => ({
    at: await places.at(place),
    message: cut(message),
    ...(rule === undefined ? {} : { rule }),
  }));
  const more = seen.length - evidence.length;
  return {
    claim: cut(claim.text),
    state: claimStateName(status),
    because: cut(because),
    ...(ask === undefined || answered !== undefined ? {} : { ask: cut(ask) }),
    evidence,
    ...(more > 0 ? { more } : {}),
  };
}

function itemText({ item, title, question, state: name, because, claims, answer, guide }: ItemRow): string {
  const said = answer ? [`  answered ${answer.answer} by ${answer.by} on ${answer.date}: ${answer.reason}`] : [];
  return [
    `${item} ${title}: ${name}. ${question} (guide: ${guide})`,
    `  ${because}`,
    ...said,
    ...claims.flatMap((claim) => [
      `  - ${claim.claim}: ${claim.state}${claim.ask === undefined ? '' : `. ${claim.ask}`}`,
      ...claim.evidence.map(({ at, message }) => `    ${at} ${message}`),
      ...(claim.more === undefined ? [] : [`    and ${claim.more} more locations`]),
    ]),
  ].join('\n');
}
