import { claimWords } from '../../review/states.ts';
import { brief, countCells, countHeads, type Block, type BlockSection } from '../blocks/blocks.ts';
import { htmlSections } from '../blocks/html.ts';
import { markdownSections } from '../blocks/markdown.ts';
import { text } from '../markdown-text.ts';
import { riskOf } from '../summary/first.ts';
import { htmlPage } from '../summary/html.ts';
import { counted, listed } from '../summary/input.ts';
import { part } from '../summary/parts.ts';
import { escape, patterns } from '../summary/pictures.ts';
import { levelWords } from '../summary/readiness.ts';
import type { SystemSummary } from './summary.ts';

/** Rows of a table on one page; the rest is counted. */
const mostRows = 15;
const mostFaults = 8;
const mostDependencies = 10;
const mostOwners = 10;

/** The page of all services as Markdown. */
export function systemMarkdown(system: SystemSummary): string {
  return `${[`# ${text(titleOf(system))}`, ...markdownSections(sectionsOf(system))].join('\n\n')}\n`;
}

/** The page of all services as one self-contained page of HTML. */
export function systemHtml(system: SystemSummary): string {
  const parts = htmlSections(sectionsOf(system), { links: 'page', items: new Map(), rowOf: () => undefined });
  return htmlPage(titleOf(system), [
    part('title', `<h1>${escape(titleOf(system))}</h1>${patterns}`, 'header'),
    ...parts,
  ]);
}

function titleOf({ data }: SystemSummary): string {
  return `Production readiness of ${data.name}`;
}

function sectionsOf(system: SystemSummary): readonly BlockSection[] {
  const { data, top } = system;
  return [
    { id: 'head', blocks: headBlocks(system) },
    {
      id: 'risks',
      heading: 'Top risks over all services',
      blocks:
        top.length === 0
          ? [{ kind: 'text', rich: ['No risk is known from the files that were read.'] }]
          : top.map(({ services, risk }, at): Block => {
              const block = riskOf(risk, at + 1, { sentence: 22 });
              const lines = block.lines.filter(({ label }) => label !== 'Owner');
              return {
                kind: 'risk',
                ...block,
                lines: [
                  { label: services.length === 1 ? 'Service' : 'Services', rich: [listed(services, 6)] },
                  ...lines,
                ],
              };
            }),
    },
    { id: 'services', heading: 'Services by readiness', blocks: serviceBlocks(data) },
    {
      id: 'faults',
      heading: 'Common faults',
      blocks:
        data.faults.length === 0
          ? [{ kind: 'text', rich: ['No fault occurs in more than one service.'] }]
          : [
              {
                kind: 'table',
                caption: 'Common faults',
                head: ['Check that fails', 'Services', 'Locations'],
                rows: data.faults
                  .slice(0, mostFaults)
                  .map(({ rule, summary, services, locations }) => [
                    `${summary} (${rule})`,
                    String(services),
                    String(locations),
                  ]),
              },
              ...more(data.faults.length - mostFaults, 'common fault'),
            ],
    },
    { id: 'dependencies', heading: 'Shared dependencies', blocks: dependencyBlocks(data) },
    { id: 'owners', heading: 'Who owns what', blocks: ownerBlocks(data) },
  ];
}

function headBlocks({ data: { services, claims } }: SystemSummary): Block[] {
  const levels = (['not-ready', 'unknown', 'nearly', 'ready'] as const).flatMap((level) => {
    const count = services.filter((each) => each.level === level).length;
    return count === 0 ? [] : [`${count} ${levelWords[level].toLowerCase()}`];
  });
  return [
    { kind: 'text', look: 'lead', rich: [`${counted(services.length, 'service')}: ${listed(levels)}.`] },
    { kind: 'text', rich: [`All services together: ${claimWords(claims)}.`] },
  ];
}

function serviceBlocks({ services, claims }: SystemSummary['data']): Block[] {
  const sum = services.reduce((all, { risks }) => all + risks, 0);
  const rows = services
    .slice(0, mostRows)
    .map(({ name, title, owner, tier, level, risks, claims: own }) => [
      title === undefined || title === name ? name : `${name} (${brief(title, 6)})`,
      owner ?? 'not set',
      tier === undefined ? '–' : String(tier),
      levelWords[level],
      String(risks),
      ...countCells(own),
    ]);
  return [
    {
      kind: 'table',
      caption: 'Services by readiness',
      head: ['Service', 'Owner', 'Tier', 'Readiness', 'Risks', ...countHeads],
      rows: [...rows, ['Sum', '', '', '', String(sum), ...countCells(claims)]],
    },
    ...(services.length > mostRows
      ? [
          {
            kind: 'text',
            rich: [
              `The sum includes ${counted(services.length - mostRows, 'service')} that ${services.length - mostRows === 1 ? 'is' : 'are'} not listed; prr overview lists all.`,
            ],
          } as const,
        ]
      : []),
  ];
}

function dependencyBlocks({ dependencies }: SystemSummary['data']): Block[] {
  if (dependencies.length === 0)
    return [{ kind: 'text', rich: ['No dependency was found that more than one service uses.'] }];
  return [
    {
      kind: 'table',
      caption: 'Shared dependencies',
      head: ['Dependency', 'Kind', 'Used by', 'Owner', 'SLO'],
      rows: dependencies
        .slice(0, mostDependencies)
        .map(({ name, kind, users, owner, goal }) => [
          name,
          kind,
          `${users.length}: ${listed(users, 4)}`,
          owner ?? 'not set',
          goal ?? 'not found',
        ]),
    },
    ...more(dependencies.length - mostDependencies, 'shared dependency', 'shared dependencies'),
  ];
}

function ownerBlocks({ owners }: SystemSummary['data']): Block[] {
  const shown = owners.length > mostOwners ? [...owners.slice(0, mostOwners - 1), ...owners.slice(-1)] : owners;
  return [
    {
      kind: 'list',
      items: shown.map(({ owner, services }) => [
        `${owner ?? 'No owner set'}: ${counted(services.length, 'service')} (${listed(services, 8)})`,
      ]),
    },
    ...more(owners.length - shown.length, 'owner'),
  ];
}

function more(count: number, one: string, many = `${one}s`): Block[] {
  return count > 0 ? [{ kind: 'text', rich: [`${counted(count, `more ${one}`, `more ${many}`)}.`] }] : [];
}
