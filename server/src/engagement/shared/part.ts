import { aspectNames, aspects } from '../../model/site.ts';
import type { Action, Block, Cell, DraftDocument, PartStep, TableRow } from '../../model/engagement.ts';
import type { ItemStatus } from '../../model/review.ts';
import { modulesFor } from '../seen/conformance.ts';
import { platformFile } from '../formats.ts';
import { action, long } from '../kit/show.ts';
import type { PartInput, PartModule } from '../part.ts';
import { actions } from './actions.ts';
import type { UsedModule } from '../../review/conformance.ts';
import { splitAction, pagerAction, counts } from './forms.ts';

/** What the platform answers for and what the service's team does, item by item; one split for all services of the workspace. */
export const shared: PartModule = {
  id: 'shared',
  actions,
  async show(input) {
    const { said, review } = input;
    const modules = await modulesFor(input);
    const items = review.items.filter(({ included, state }) => included.value && state !== 'not-applicable');
    const rows = items.map((status) => ({ status, split: splitOf(status, { input, modules }) }));
    const platformRows = rows.filter(({ split }) => split.platform !== undefined);
    const concerned = modules.some(({ pack }) => Object.keys(pack.covers).length > 0) || platformRows.length > 0;
    const { pager } = said.platform;
    const pagerKnown = pager?.platform !== undefined && pager.services !== undefined;
    const blocks: Block[] = [
      { kind: 'heading', text: 'Paging' },
      {
        kind: 'table',
        caption: 'Paging',
        head: ['For', 'Who is paged'],
        rows: [
          { cells: [{ text: 'Platform faults' }, toldCell(pager?.platform)], actions: [pagerAction(input)] },
          {
            cells: [
              { text: `Faults of ${review.profile.title ?? review.service.name}` },
              toldCell(pager?.services ?? review.profile.rotation?.value),
            ],
          },
        ],
      },
      ...tables(rows.filter(({ split }) => split.platform !== undefined)),
      {
        kind: 'text',
        text: `For ${platformRows.length === 0 ? `all ${items.length}` : `the other ${items.length - platformRows.length}`} items, its team owns everything.`,
      },
      { kind: 'actions', actions: [splitAction(items)] },
    ];
    const steps: PartStep[] =
      concerned && !pagerKnown
        ? [
            {
              title: 'Set who is paged for the platform, and who for the application',
              because: 'another team owns modules that it uses; on-call engineers must know who to page',
              weight: 3,
              action: pagerAction(input),
            },
          ]
        : [];
    return {
      id: 'shared',
      title: 'Shared responsibility',
      standing: concerned
        ? `The platform covers ${platformRows.length} of ${items.length} items, fully or in part; its team owns the rest.`
        : `Its team owns all ${items.length} items: no platform is described.`,
      tone: concerned ? (pagerKnown ? 'good' : 'attention') : 'none',
      guide: 'frameworks-and-platform#who-is-paged-for-what',
      file: platformFile,
      blocks,
      documents: [pageOf(input, rows)],
      next: steps,
    };
  },
};

const toldCell = (value: string | undefined): Cell =>
  value === undefined ? { text: 'not set', tone: 'open' } : { text: value };

interface Split {
  readonly platform?: string;
  readonly team: string;
  /** People wrote it. */
  readonly written: boolean;
}

/** What people wrote goes first; then what a module covers; the rest is the team's. */
function splitOf(
  { item }: ItemStatus,
  { input, modules }: { input: PartInput; modules: readonly UsedModule[] },
): Split {
  const written = input.said.platform.items[item.id];
  if (written)
    return {
      ...(written.platform === undefined ? {} : { platform: written.platform }),
      team: written.team ?? (written.platform === undefined ? 'all of it' : 'nothing more'),
      written: true,
    };
  for (const { pack } of modules) {
    const cover = pack.covers[item.id];
    if (!cover) continue;
    const who = pack.owner === undefined ? pack.name : `${pack.name} (${pack.owner})`;
    return { platform: `${who}: ${cover.because}`, team: cover.part ? 'the rest' : 'correct use', written: false };
  }
  return { team: 'all of it', written: false };
}

function rowOf({ item }: ItemStatus, split: Split): TableRow {
  const act: Action = action('shared.split', 'Change…', {
    values: { item: item.id },
    fields: [
      long('platform', 'What the platform covers', { value: split.platform, optional: true }),
      long('team', "What the service's team does", {
        value: split.team,
        optional: true,
        help: `${counts} Leave both empty to clear it.`,
      }),
    ],
  });
  return {
    cells: [
      { text: item.title, item: item.id },
      split.platform === undefined ? { text: 'nothing' } : { text: split.platform, tone: 'good' },
      { text: split.team },
    ],
    actions: [act],
  };
}

/** One table an aspect, of the items that are shared. */
function tables(rows: readonly { status: ItemStatus; split: Split }[]): Block[] {
  return aspects.flatMap((aspect): Block[] => {
    const own = rows.filter(({ status }) => status.item.aspect === aspect);
    if (own.length === 0) return [];
    return [
      { kind: 'heading', text: aspectNames[aspect] },
      {
        kind: 'table',
        caption: aspectNames[aspect],
        head: ['Item', 'The platform', 'The team'],
        rows: own.map(({ status, split }) => rowOf(status, split)),
      },
    ];
  });
}

function pageOf(
  { service, said, review }: PartInput,
  rows: readonly { status: ItemStatus; split: Split }[],
): DraftDocument {
  const line = (each: string) => each.replace(/\s+/g, ' ').replace(/\|/g, '\\|');
  const page = [
    `# Responsibilities: ${review.profile.title ?? service.name}`,
    '',
    `Paged for the platform: ${said.platform.pager?.platform ?? 'not set'}.`,
    `Paged for the service: ${said.platform.pager?.services ?? review.profile.rotation?.value ?? 'not set'}.`,
    '',
    '| Item | The platform | The team |',
    '| --- | --- | --- |',
    ...rows.map(
      ({ status, split }) =>
        `| ${line(status.item.title)} | ${line(split.platform ?? 'nothing')} | ${line(split.team)} |`,
    ),
    '',
  ].join('\n');
  return {
    id: 'split',
    title: 'Responsibilities',
    fileName: `${service.name}-responsibilities.md`,
    language: 'markdown',
    text: page,
  };
}
