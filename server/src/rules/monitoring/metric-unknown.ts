import type { FactOf } from '../../model/fact.ts';
import type { Metric, Query, Selector } from '../../model/monitoring-fact.ts';
import { rule, type RuleContext } from '../../model/rule.ts';
import type { Fix } from '../../model/site.ts';
import { isKnownLabel, isRequestLabel, sharesWord } from '../vocabulary/metrics/labels.ts';
import { fits } from '../vocabulary/alerts/objectives.ts';
import { givenUp } from '../vocabulary/metrics/exporters-history.ts';
import { closest, isBrought, knownSeries, meantSeries, type KnownSeries } from '../vocabulary/metrics/series.ts';
import { say } from '../../words/say.ts';

export const metricUnknown = rule({
  severity: 'warning',
  harm: 'repair',
  scope: 'cross',
  since: '0.2.0',
  fix: 'suggestion',
  reads: ['alert', 'recording-rule', 'panel', 'objective'],
  check(fact, context) {
    const known = knownSeries(context);
    for (const query of queriesOf(fact)) if (query?.complete) judgeOld(query, context);
    const byMetric = new Map<string, Selector[]>();
    for (const selector of selectorsOf(fact)) {
      const own = byMetric.get(selector.metric ?? '');
      if (own) own.push(selector);
      else byMetric.set(selector.metric ?? '', [selector]);
    }
    for (const [metric, selectors] of byMetric) {
      if (metric !== '' && !selectors.some((each) => givenUp(each, { selectors })))
        judge(metric, selectors, { known, context });
    }
  },
});

/** What is half typed, or in a dialect that is not known, tells nothing. */
function selectorsOf(fact: FactOf<'alert' | 'recording-rule' | 'panel' | 'objective'>): readonly Selector[] {
  return queriesOf(fact).flatMap((query) => (query?.complete ? query.selectors : []));
}

function queriesOf(fact: FactOf<'alert' | 'recording-rule' | 'panel' | 'objective'>): readonly (Query | undefined)[] {
  switch (fact.kind) {
    case 'panel':
      return fact.queries.map(({ query }) => query);
    case 'objective':
      return fact.indicators.map(({ query }) => query);
    default:
      return [fact.query];
  }
}

/** Names that an exporter has given up. */
function judgeOld(query: Query, context: RuleContext): void {
  for (const selector of query.selectors) {
    const gone = givenUp(selector, query);
    const { ofCode, recorded, observed } = knownSeries(context);
    if (!gone || ofCode.has(selector.metric ?? '') || recorded.has(selector.metric ?? '')) continue;
    if (gone.old === selector.metric && observed.has(selector.metric)) continue;
    const what = gone.old === selector.metric ? '' : say('metric-unknown.the-label-of', { old: gone.old });
    const message = say('metric-unknown.was-renamed-to-in-the', {
      what,
      metric: selector.metric ?? '',
      now: gone.now,
      since: gone.since,
    });
    context.violated(selector.span, message);
  }
}

interface Given {
  readonly known: KnownSeries;
  readonly context: RuleContext;
}

function judge(metric: string, selectors: readonly Selector[], given: Given): void {
  const { known, context } = given;
  const span = selectors[0]?.span;
  if (!span) return;
  const ofCode = known.ofCode.get(metric) ?? known.ofCode.get(metric.replace(/_created$/, ''));
  if (ofCode) return judgeLabels(metric, selectors, { ...given, ofCode });
  if (known.recorded.has(metric)) return context.shown(span, say('metric-unknown.is-recorded-by-a-rule', { metric }));
  const day = known.observed.get(metric);
  if (day !== undefined)
    return context.shown(span, say('metric-unknown.exists-in-prometheus-observed', { metric, day }));
  const pattern = known.patterns.find((each) => fits(metric, each));
  if (pattern !== undefined) {
    const ask = say('metric-unknown.which-metric-names-does-the');
    return context.cannotTell(span, say('metric-unknown.may-be-a-name-that', { metric, pattern }), ask);
  }
  const meant = known.isDynamic ? undefined : meantSeries(metric, known);
  const isElsewhere = isBrought(metric, known);
  if (isElsewhere && (meant === undefined || closest(metric, [meant]) === undefined)) {
    return context.shown(span, say('metric-unknown.comes-from-a-known-exporter', { metric }));
  }
  if (meant === undefined) {
    return context.cannotTell(
      span,
      say('metric-unknown.no-source-of-was-found', { metric }),
      say('metric-unknown.what-emits', { metric }),
    );
  }
  const what = say(metric.includes(':') ? 'word.records' : 'word.emits');
  context.violated(span, say('metric-unknown.nothing-did-you-mean', { what, metric, meant }), {
    fixes: fixesFor(selectors, meant, given),
  });
}

function fixesFor(selectors: readonly Selector[], meant: string, { context }: Given): Fix[] {
  const exact = selectors.filter(({ span, metric = '' }) => span.end - span.start === metric.length);
  if (exact.length < selectors.length) return [];
  const edits = exact.map(({ span }) => ({ span, text: meant }));
  return [
    { title: say('metric-unknown.use', { meant }), safety: 'suggestion', changes: [{ file: context.file, edits }] },
  ];
}

function judgeLabels(
  metric: string,
  selectors: readonly Selector[],
  { ofCode, context }: Given & { ofCode: readonly Metric[] },
): void {
  const span = selectors[0]?.span;
  if (!span) return;
  const places = [...new Set(ofCode.map(({ library }) => library))].join(', ');
  const labels = ofCode.flatMap((each) => each.labels ?? []);
  const asked = selectors.flatMap(({ matchers, groupedBy = [] }) => [
    ...matchers.filter(({ operator, value }) => !/^!/.test(operator) && value !== '').map((each) => each.label),
    ...groupedBy,
  ]);
  const label = asked.find((each) => !isKnownLabel(each, labels));
  if (label === undefined || ofCode.some((each) => each.labels === undefined)) {
    return context.shown(span, say('metric-unknown.is-emitted-by-the-code', { metric, places }));
  }
  const has =
    labels.length > 0
      ? say('metric-unknown.its-labels-are', { labels: [...new Set(labels)].join(', ') })
      : say('metric-unknown.it-has-no-labels');
  // A label that the target or the registry adds may have any other name.
  if (isRequestLabel(label) || closest(label, labels) !== undefined || labels.some((each) => sharesWord(each, label))) {
    return context.violated(span, say('metric-unknown.has-no-label', { metric, label, has }));
  }
  context.cannotTell(
    span,
    say('metric-unknown.the-code-sets-no-label', { label, metric, has }),
    say('metric-unknown.what-adds-the-label', { label }),
  );
}
