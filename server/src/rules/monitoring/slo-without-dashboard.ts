import type { Objective, Panel } from '../../model/monitoring-fact.ts';
import { related, rule, type Located } from '../../model/rule.ts';
import type { Fix } from '../../model/site.ts';
import { isDynamic, scopeOf } from '../vocabulary/alerts/objectives.ts';
import { plainWords } from '../vocabulary/plain-words.ts';
import { say } from '../../words/say.ts';

export const sloWithoutDashboard = rule({
  severity: 'warning',
  harm: 'repair',
  scope: 'cross',
  since: '0.2.0',
  fix: 'suggestion',
  reads: ['objective'],
  check(fact, context) {
    const { name, span } = fact;
    const panels = context.inWorkspace('panel');
    if (panels.length === 0) {
      const ask = say('slo-without-dashboard.which-dashboard-shows', { name });
      return context.cannotTell(span, say('slo-without-dashboard.no-dashboards-were-found-in', { name }), ask);
    }
    if (fact.indicators.length === 0 && fact.records.length === 0) {
      const ask = say('slo-without-dashboard.which-panel-shows', { name });
      return context.cannotTell(span, say('slo-without-alert.the-indicator-of-could-not', { name }), ask);
    }
    const scope = scopeOf(fact, context.inWorkspace('recording-rule'));
    const showing = panels.find(({ fact: panel }) =>
      panel.queries.some(({ query }) => query.selectors.some((selector) => scope.covers(selector))),
    );
    if (showing) {
      const where = [showing.fact.dashboard, showing.fact.title].filter((each) => each !== '').join(': ');
      return context.shown(span, say('slo-without-dashboard.is-shown-in', { name, where }), {
        related: [related(showing, say('slo-without-dashboard.the-panel'))],
      });
    }
    const unclear = panels.find(
      ({ fact: panel }) => panel.library || panel.queries.some(({ query }) => isDynamic(query)),
    );
    if (unclear) {
      const ask = say('slo-without-dashboard.does-show', { title: unclear.fact.title, name });
      const evidence = { related: [related(unclear, say('slo-without-dashboard.its-queries-could-not-be'))] };
      return context.cannotTell(
        span,
        say('slo-without-dashboard.could-not-determine-whether-a', { name }),
        ask,
        evidence,
      );
    }
    const metrics = [
      ...new Set(fact.indicators.flatMap(({ query }) => query.selectors.flatMap(({ metric }) => metric ?? []))),
    ];
    const what = metrics.length > 0 ? ` (${metrics.join(', ')})` : '';
    context.violated(span, say('slo-without-dashboard.no-panel-shows-users-notice', { name, what }), {
      fixes: fixesFor(fact, panels),
    });
  },
});

/** A panel behind the last one of the dashboard that names the service, as far as there is one file for it. */
function fixesFor(fact: Objective, panels: readonly Located<Panel>[]): Fix[] {
  const total = fact.indicators.find(({ role }) => role === 'total');
  const part = fact.indicators.find(({ role }) => role === 'good' || role === 'bad');
  const own = plainWords(fact.service ?? fact.name);
  const board = panels.filter(
    ({ file, fact: panel }) =>
      panel.insertAfter && own.some((word) => plainWords(`${panel.dashboard} ${file}`).includes(word)),
  );
  const last = board.findLast(({ file }) => file === board[0]?.file);
  if (!total || !part || !last?.fact.insertAfter) return [];
  const flat = (text: string) =>
    text
      .trim()
      .replace(/\s+/g, ' ')
      .replace(/\{\{\s*\.window\s*\}\}/g, '$__rate_interval');
  const ratio = `${flat(part.expr.text)} / ${flat(total.expr.text)}`;
  const panel = {
    type: 'timeseries',
    title: `SLO ${fact.name}`,
    gridPos: { h: 8, w: 12, x: 0, y: 100 },
    fieldConfig: { defaults: { unit: 'percentunit' }, overrides: [] },
    targets: [
      { refId: 'A', expr: part.role === 'bad' ? `1 - ${ratio}` : ratio, legendFormat: 'good' },
      ...(fact.target === undefined ? [] : [{ refId: 'B', expr: `vector(${fact.target})`, legendFormat: 'objective' }]),
    ],
  };
  const { offset, indent } = last.fact.insertAfter;
  const text = JSON.stringify(panel, null, 2).replaceAll('\n', `\n${indent}`);
  const edit = { span: { start: offset, end: offset }, text: `,\n${indent}${text}` };
  const changes = [{ file: last.file, edits: [edit] }];
  return [
    {
      title: say('slo-without-dashboard.add-a-panel-to', { dashboard: last.fact.dashboard || last.file }),
      safety: 'suggestion',
      changes,
    },
  ];
}
