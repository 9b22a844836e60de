/// <reference lib="dom" />
import type { ChartView } from '../../../../server/src/protocol/overview.ts';
import { element } from './element.ts';
import type { Send } from './overview-links.ts';
import type { Section } from './sections.ts';
import { t } from './translate.ts';

/** The charts that are deployed and whose objects are not checked, as they are not in the workspace. */
export function chartSections(charts: readonly ChartView[], send: Send): Section[] {
  if (charts.length === 0) return [];
  const read = element(
    'button',
    { type: 'button', class: 'secondary', 'data-key': 'charts-read', click: () => send({ type: 'read' }) },
    t('Show Analysis Scope'),
  );
  return [
    {
      id: 'charts',
      data: charts,
      build: () => [
        element('h2', {}, t('Charts not in this workspace ({0})', charts.length)),
        element(
          'p',
          { class: 'quiet' },
          t('Their objects are not checked. The analysis scope shows the command that adds each chart.'),
        ),
        element('ul', {}, ...charts.map((each) => element('li', {}, wordsFor(each)))),
        read,
      ],
    },
  ];
}

function wordsFor({ chart, releases }: ChartView): string {
  const isSame = releases.length === 1 && releases[0] === chart;
  return isSame || releases.length === 0 ? chart : t('{0}, installed as {1}', chart, releases.join(', '));
}
