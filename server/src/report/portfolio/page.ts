import { claimWords } from '../../review/states.ts';
import { type Block, type BlockSection, countCells, countHeads } from '../blocks/blocks.ts';
import { htmlSections } from '../blocks/html.ts';
import { markdownSections } from '../blocks/markdown.ts';
import { htmlPage } from '../summary/html.ts';
import { counted } from '../summary/input.ts';
import { part } from '../summary/parts.ts';
import { patterns } from '../summary/pictures.ts';
import { levelWords } from '../summary/readiness.ts';
import type { Portfolio } from './format.ts';

/** Rows of a table on the page; the rest is counted, and in the JSON. */
const mostRows = 50;
const title = 'Production readiness of all repositories';

/** The portfolio as Markdown. */
export function portfolioMarkdown(portfolio: Portfolio): string {
  return `${[`# ${title}`, ...markdownSections(sectionsOf(portfolio))].join('\n\n')}\n`;
}

/** The portfolio as one self-contained page of HTML. */
export function portfolioHtml(portfolio: Portfolio): string {
  const parts = htmlSections(sectionsOf(portfolio), { links: 'page', items: new Map(), rowOf: () => undefined });
  return htmlPage(title, [part('title', `<h1>${title}</h1>${patterns}`, 'header'), ...parts]);
}

function sectionsOf({ repositories, services, claims, items, faults, modules }: Portfolio): readonly BlockSection[] {
  const failing = items.filter(({ failed }) => failed > 0);
  return [
    {
      id: 'head',
      blocks: [
        {
          kind: 'text',
          look: 'lead',
          rich: [
            `${counted(repositories.length, 'repository', 'repositories')}, ${counted(services.length, 'service')}: ${claimWords(claims)}.`,
          ],
        },
      ],
    },
    section('repositories', 'Repositories', {
      head: ['Repository', 'Services', 'Findings', 'Recorded', 'Change', ...countHeads],
      rows: repositories.map((each) => [
        each.name,
        String(each.services),
        String(each.findings),
        dayWords(each.at),
        trendWords(each.trend),
        ...countCells(each.claims),
      ]),
    }),
    section('services', 'Services by readiness', {
      head: ['Service', 'Repository', 'Owner', 'Readiness', 'Findings', ...countHeads],
      rows: services.map((each) => [
        each.name,
        each.repository,
        each.owner ?? 'not set',
        levelWords[each.level],
        String(each.findings),
        ...countCells(each.claims),
      ]),
    }),
    section('items', 'Checklist items that fail most often', {
      head: ['Item', 'Services asked', 'Passed', 'Failed', 'Inconclusive'],
      rows: failing.map((each) => [
        each.title,
        ...[each.asked, each.passed, each.failed, each.inconclusive].map(String),
      ]),
    }),
    section('faults', 'Common faults', {
      head: ['Rule', 'Repositories', 'Findings'],
      rows: faults.map((each) => [each.rule, String(each.repositories), String(each.findings)]),
    }),
    section('modules', 'Use of modules', {
      head: ['Module', 'Services', 'Repositories'],
      rows: modules.map((each) => [each.name, String(each.services), String(each.repositories)]),
    }),
  ];
}

function section(
  id: string,
  heading: string,
  { head, rows }: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] },
): BlockSection {
  if (rows.length === 0) return { id, heading, blocks: [{ kind: 'text', rich: ['None.'] }] };
  const more: Block[] =
    rows.length > mostRows
      ? [{ kind: 'text', look: 'quiet', rich: [`${rows.length - mostRows} more are in the JSON.`] }]
      : [];
  return { id, heading, blocks: [{ kind: 'table', caption: heading, head, rows: rows.slice(0, mostRows) }, ...more] };
}

/** `+3 passed, −1 failed since 2026-11-01`. */
function trendWords(trend: Portfolio['repositories'][number]['trend']): string {
  if (!trend) return '–';
  const signed = (change: number) => (change < 0 ? `−${-change}` : `+${change}`);
  return `${signed(trend.passed)} passed, ${signed(trend.failed)} failed since ${dayWords(trend.since)}`;
}

/** A day that stays on one line. */
function dayWords(time: string): string {
  return time.slice(0, 10).replaceAll('-', '\u2011');
}
