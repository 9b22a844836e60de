/// <reference lib="dom" />
import type { ServiceRow } from '../../../../server/src/protocol/overview.ts';
import type { FromOverview } from '../../overview/messages.ts';
import { element } from './element.ts';
import type { Section } from './sections.ts';

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
        placeholder: 'Filter by name, owner, phase, tier …',
        'aria-label': 'Filter services by name, owner, phase or tier',
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
              rows.length === 0 ? 'No service has these words.' : `${rows.length} of ${services.length}`,
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
              { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Services' },
              tableOf(rows, send),
            ),
          ],
  };
  return [box, count, table];
}

function haystack({ name, folderName = '', root = '', owner = '', phase = '', tier }: ServiceRow): string {
  return [name, folderName, root, owner, phase, tier === undefined ? '' : `tier ${tier}`].join(' ').toLowerCase();
}

function tableOf(rows: readonly ServiceRow[], send: (message: FromOverview) => void): HTMLElement {
  const head = ['Service', 'Owner', 'Tier', 'Phase', 'Passed', 'Failed', 'Open', 'Findings'];
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
            cell(phase),
            cell(`${passed} of ${applicable}`, 'number'),
            cell(failed, failed > 0 ? 'number bad' : 'number'),
            cell(applicable - passed - failed, 'number'),
            cell(findings, 'number'),
          ),
      ),
    ),
  );
}
