/// <reference lib="dom" />
import type { CommonView } from '../../../../server/src/protocol/picture.ts';
import { kindWords, wordsOf } from '../../vocabulary.ts';
import { element } from './element.ts';
import { t } from './translate.ts';

/** What the services have in common; nothing where that is nothing. */
export function commonList({ languages, stores, findings }: CommonView): Node[] {
  const services = (count: number) => (count === 1 ? t('1 service') : t('{0} services', count));
  const rows = [
    {
      id: 'languages',
      name: t('Languages'),
      values: languages.map(({ name, services: count }) => `${name} (${services(count)})`),
    },
    {
      id: 'stores',
      name: t('Stores and queues'),
      values: stores.map(
        ({ name, kind, services: count }) =>
          `${name} (${wordsOf(kindWords(t), kind).toLowerCase()}, ${services(count)})`,
      ),
    },
    {
      id: 'findings',
      name: t('Findings'),
      values: findings.map(({ summary, rule, services: count }) => `${summary} (${rule}, ${services(count)})`),
    },
  ].filter(({ values }) => values.length > 0);
  if (rows.length === 0) return [];
  return [
    element('h2', {}, t('What the services have in common')),
    element(
      'dl',
      { class: 'common' },
      ...rows.map(({ id, name, values }) =>
        element(
          'div',
          {},
          element('dt', {}, name),
          element(
            'dd',
            {},
            id === 'findings'
              ? element('ul', { class: 'plain' }, ...values.map((each) => element('li', {}, each)))
              : values.join(', '),
          ),
        ),
      ),
    ),
  ];
}
