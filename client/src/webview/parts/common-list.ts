/// <reference lib="dom" />
import type { CommonView } from '../../../../server/src/protocol/picture.ts';
import { element } from './element.ts';

/** What the services have in common; nothing where that is nothing. */
export function commonList({ languages, stores, findings }: CommonView): Node[] {
  const services = (count: number) => `${count} ${count === 1 ? 'service' : 'services'}`;
  const rows = [
    { name: 'Languages', values: languages.map(({ name, services: count }) => `${name} (${services(count)})`) },
    {
      name: 'Stores and queues',
      values: stores.map(({ name, kind, services: count }) => `${name} (${kind}, ${services(count)})`),
    },
    {
      name: 'Findings',
      values: findings.map(({ summary, rule, services: count }) => `${summary} (${rule}, ${services(count)})`),
    },
  ].filter(({ values }) => values.length > 0);
  if (rows.length === 0) return [];
  return [
    element('h2', {}, 'What the services have in common'),
    element(
      'dl',
      { class: 'common' },
      ...rows.map(({ name, values }) =>
        element(
          'div',
          {},
          element('dt', {}, name),
          element(
            'dd',
            {},
            name === 'Findings'
              ? element('ul', { class: 'plain' }, ...values.map((each) => element('li', {}, each)))
              : values.join(', '),
          ),
        ),
      ),
    ),
  ];
}
