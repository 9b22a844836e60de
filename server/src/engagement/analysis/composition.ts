import type { LinePlace } from '../../model/line-place.ts';
import type { ItemStatus } from '../../model/review.ts';
import type { Row, TableRow } from '../../model/engagement.ts';
import { counted, listed, plainReason } from '../../report/summary/input.ts';
import { readChecklist } from '../../review/read-checklist.ts';
import type { PartInput } from '../part.ts';
import { sentence } from '../kit/show.ts';

/** Files with an organisation's own items; the tool reads them from nowhere else. */
const ownLists = /^\.prr\/checklists\/[^/]+\.ya?ml$/;
const maxLists = 50;

/** Where the organisation's own lists write an item: items that it added, and those that it put in place of a bundled one. */
export async function ownItems({ index, text, lineOf }: PartInput): Promise<ReadonlyMap<string, LinePlace>> {
  const found = new Map<string, LinePlace>();
  const files = [...index.paths()].filter((path) => ownLists.test(path)).sort();
  for (const file of files.slice(0, maxLists)) {
    const content = await text(file);
    if (content === undefined) continue;
    const { items, spanOf } = readChecklist({ file, text: content });
    for (const [at, { id }] of items.entries())
      found.set(id, await lineOf({ file, span: spanOf(['items', at, 'id']) }));
  }
  return found;
}

/** On the list of the service, and not settled by a check that found nothing to look at. */
export function isAsked({ included, state }: ItemStatus): boolean {
  return included.value && state !== 'not-applicable';
}

/** Nobody and nothing has said, or what was said wants a fresh look. */
export function isOpen({ state, stale }: ItemStatus): boolean {
  return state === 'unanswered' || state === 'cannot-tell' || stale !== undefined;
}

export const reasonOf = ({ included }: ItemStatus): string => plainReason(included.because);

/** The list as it stands: each item with why it is asked. */
export function compositionOf({ review }: PartInput): Record<string, string> {
  return Object.fromEntries(
    review.items.filter(({ included }) => included.value).map((status) => [status.item.id, reasonOf(status)]),
  );
}

/** One row a reason, that of most items first. */
export async function reasonRows({ review, lineOf }: PartInput): Promise<TableRow[]> {
  const groups = grouped(review.items.filter(isAsked));
  return Promise.all(
    groups.map(async ([because, items]) => {
      const at = review.profile.traits.find((trait) => plainReason(trait.because) === because)?.at;
      const open = items.filter(isOpen).length;
      return {
        cells: [
          { text: sentence(because), ...(at ? { at: await lineOf(at) } : {}) },
          { text: String(items.length), because: titles(items) },
          open === 0 ? { text: 'none', tone: 'good' as const } : { text: String(open), tone: 'open' as const },
        ],
      };
    }),
  );
}

/** What is not asked, by reason. */
export function leftOutRows({ review }: PartInput): Row[] {
  return grouped(review.items.filter(({ included }) => !included.value)).map(([because, items]) => ({
    text: counted(items.length, 'item'),
    tone: 'none',
    because: `${because}: ${titles(items)}.`,
  }));
}

/** The organisation's own items, with whether they are asked here. */
export function ownRows({ review }: PartInput, own: ReadonlyMap<string, LinePlace>): Row[] {
  return review.items.flatMap((status): Row[] => {
    const at = own.get(status.item.id);
    if (!at) return [];
    const { value } = status.included;
    return [
      {
        text: status.item.title,
        item: status.item.id,
        at,
        tone: value ? (isOpen(status) ? 'open' : 'good') : 'none',
        because: `${value ? 'included' : 'not included'}: ${reasonOf(status)}; ${source(status)}.`,
      },
    ];
  });
}

const source = ({ item }: ItemStatus): string =>
  item.source === '' ? 'its checklist names no source' : `from ${item.source}`;

/** What is asked now and was not when the analysis began, and the other way round, each with what made the difference. */
export async function changeRows(input: PartInput, own: ReadonlyMap<string, LinePlace>): Promise<Row[]> {
  const { review, said, lineOf } = input;
  const then = said.analysis.composition;
  if (!then) return [];
  const rows: Row[] = [];
  const byId = new Map(review.items.map((status) => [status.item.id, status]));
  for (const status of review.items) {
    const { id, title } = status.item;
    if (!status.included.value || then.items[id] !== undefined) continue;
    const trait = review.profile.traits.find((each) => each.because === status.included.because)?.at;
    const at = trait ? await lineOf(trait) : own.get(id);
    rows.push({
      text: `Added: ${title}`,
      item: id,
      tone: 'attention',
      because: `${whyAdded(status, input, own)}.`,
      ...(at ? { at } : {}),
    });
  }
  const gone = Object.keys(then.items).filter((id) => !byId.has(id));
  for (const [id, because] of Object.entries(then.items)) {
    const status = byId.get(id);
    if (!status || status.included.value) continue;
    rows.push({
      text: `Removed: ${status.item.title}`,
      item: id,
      tone: 'none',
      because: `${reasonOf(status)}. Recorded reason: ${because}.`,
    });
  }
  if (gone.length > 0)
    rows.push({
      text: `Removed: ${counted(gone.length, 'item')} that no checklist contains now`,
      tone: 'none',
      because: `${listed(gone, gone.length)}.`,
    });
  return rows;
}

function whyAdded(status: ItemStatus, { review, said }: PartInput, own: ReadonlyMap<string, LinePlace>): string {
  const { item } = status;
  const then = said.analysis.composition;
  const { tier, phase } = review.profile;
  if (then?.tier !== undefined && !item.tiers.includes(then.tier) && item.tiers.includes(tier.value))
    return `the tier was ${then.tier} and is ${tier.value} (${plainReason(tier.because)})`;
  if (then?.phase !== undefined && phase && !(item.phases as readonly string[]).includes(then.phase))
    return `the phase was ${then.phase} and is ${phase.value} (${plainReason(phase.because)})`;
  const reason = reasonOf(status);
  if (own.has(item.id) && item.when.length === 0) return `in your checklist: ${reason}`;
  return item.when.length === 0 ? `new in the checklist: ${reason}` : `new in the files: ${reason}`;
}

function grouped(items: readonly ItemStatus[]): [string, ItemStatus[]][] {
  const groups = new Map<string, ItemStatus[]>();
  for (const status of items) {
    const because = reasonOf(status);
    groups.set(because, [...(groups.get(because) ?? []), status]);
  }
  return [...groups].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
}

const shown = 6;

function titles(items: readonly ItemStatus[]): string {
  const names = items.slice(0, shown).map(({ item }) => item.title);
  return `${names.join(', ')}${items.length > shown ? ` and ${items.length - shown} more` : ''}`;
}
