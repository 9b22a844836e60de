/// <reference lib="dom" />
import type { ServiceRow } from '../../../../server/src/protocol/overview.ts';
import type { FromOverview } from '../../overview/messages.ts';
import { phaseWords, wordsOf } from '../../vocabulary.ts';
import { element } from './element.ts';
import type { Section } from './sections.ts';
import { t } from './translate.ts';

export interface TableOptions {
  readonly filter: string;
  onFilter(text: string): void;
  send(message: FromOverview): void;
}

/** All services as a table that stays readable with hundreds: what needs most first, and a filter by words. */
export function serviceTable(services: readonly ServiceRow[], { filter, onFilter, send }: TableOptions): Section[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = services
    .filter((row) => words.every((word) => haystack(row).includes(word)))
    .sort(
      (a, b) =>
        Number(a.tier ?? 2) - Number(b.tier ?? 2) ||
        b.claims.failed - a.claims.failed ||
        b.findings - a.findings ||
        (a.name < b.name ? -1 : 1),
    );
  const box: Section = {
    id: 'filter',
    data: services.length > 8,
    build: () => {
      if (services.length <= 8) return [];
      const input = element('input', {
        type: 'search',
        'data-key': 'filter',
        placeholder: t('Filter by name, owner, phase, tier …'),
        'aria-label': t('Filter services by name, owner, phase or tier'),
      });
      input.value = filter;
      input.addEventListener('input', () => onFilter(input.value));
      return [input];
    },
  };
  const count: Section = {
    id: 'count',
    data: [words, rows.length],
    build: () =>
      words.length === 0
        ? []
        : [
            element(
              'p',
              { class: 'quiet', role: 'status' },
              rows.length === 0 ? t('No service has these words.') : t('{0} of {1}', rows.length, services.length),
            ),
          ],
  };
  const table: Section = {
    id: 'table',
    data: rows,
    build: () =>
      rows.length === 0
        ? []
        : [
            element(
              'div',
              { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': t('Services') },
              tableOf(rows, send),
            ),
          ],
  };
  return [box, count, table];
}

function haystack({ name, folderName = '', root = '', owner = '', phase = '', tier }: ServiceRow): string {
  return [
    name,
    folderName,
    root,
    owner,
    phase,
    wordsOf(phaseWords(t), phase),
    tier === undefined ? '' : t('tier {0}', tier),
  ]
    .join(' ')
    .toLowerCase();
}

function tableOf(rows: readonly ServiceRow[], send: (message: FromOverview) => void): HTMLElement {
  const head = [
    t('Service'),
    t('Owner'),
    t('Tier'),
    t('Phase'),
    t('Passed'),
    t('Failed'),
    t('Still open'),
    t('Findings'),
  ];
  const cell = (text: string | number | undefined, look = '') =>
    element('td', look === '' ? {} : { class: look }, String(text ?? '–'));
  return element(
    'table',
    { class: 'services' },
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...head.map((name, at) => element('th', { scope: 'col', ...(at > 3 ? { class: 'number' } : {}) }, name)),
      ),
    ),
    element(
      'tbody',
      {},
      ...rows.map(
        ({ name, folder, folderName, owner, tier, phase, claims: { passed, failed, applicable }, findings }) =>
          element(
            'tr',
            {},
            element(
              'th',
              { scope: 'row' },
              element(
                'button',
                {
                  type: 'button',
                  class: 'link',
                  'data-key': `service:${folder}:${name}`,
                  click: () => send({ type: 'service', service: name, folder }),
                },
                name,
              ),
              folderName === undefined ? undefined : element('span', { class: 'quiet' }, ` ${folderName}`),
            ),
            cell(owner),
            cell(tier),
            cell(phase === undefined ? undefined : wordsOf(phaseWords(t), phase)),
            cell(t('{0} of {1}', passed, applicable), 'number'),
            cell(failed, failed > 0 ? 'number bad' : 'number'),
            cell(applicable - passed - failed, 'number'),
            cell(findings, 'number'),
          ),
      ),
    ),
  );
}
