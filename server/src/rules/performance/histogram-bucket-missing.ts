import type { Alert } from '../../model/artefact-fact.ts';
import type { Metric, Objective, Query, RecordingRule, Selector } from '../../model/monitoring-fact.ts';
import { related, rule, type Located, type RuleContext } from '../../model/rule.ts';
import type { Fix } from '../../model/site.ts';
import { groupedBy } from '../vocabulary/lookup.ts';
import { allOf, say } from '../../words/say.ts';

export const histogramBucketMissing = rule({
  severity: 'warning',
  harm: 'repair',
  scope: 'cross',
  since: '0.5.0',
  fix: 'suggestion',
  reads: ['objective', 'alert', 'recording-rule'],
  check(fact, context) {
    const seen = new Set<string>();
    for (const selector of queriesOf(fact).flatMap(({ selectors }) => selectors)) {
      const bound = selector.matchers.find(({ label }) => label === 'le')?.value;
      const key = `${selector.metric} ${bound}`;
      if (!seen.has(key)) checkSelector(selector, fact, context);
      seen.add(key);
    }
  },
});

type Asking = Objective | Alert | RecordingRule;

function queriesOf(fact: Asking): readonly Query[] {
  if (fact.kind === 'objective') return fact.indicators.map(({ query }) => query);
  return fact.query ? [fact.query] : [];
}

function checkSelector(selector: Selector, fact: Asking, context: RuleContext): void {
  const { metric, matchers, span } = selector;
  if (metric === undefined) return;
  const emitted = bySeries(context.inWorkspace('metric'), metric);
  if (fact.kind === 'objective') {
    const quantile = matchers.find(({ label }) => label === 'quantile');
    const wrong = emitted.find(
      ({ fact: { type } }) => (type === 'summary' && quantile) || (type === 'gauge' && latency.test(metric)),
    );
    if (wrong) {
      const what =
        wrong.fact.type === 'gauge'
          ? say('histogram-bucket-missing.a-gauge-slow-requests-between')
          : say('histogram-bucket-missing.a-summary-its-quantiles-cannot');
      return context.violated(span, say('histogram-bucket-missing.is', { metric: shortened(metric), what }), {
        related: [related(wrong, say('histogram-bucket-missing.is-registered-here', { metric }))],
      });
    }
  }
  const bound = matchers.find(({ label, operator }) => label === 'le' && operator === '=')?.value;
  if (bound === undefined || !metric.endsWith('_bucket') || !/^[\d.]+(e[+-]?\d+)?$/i.test(bound)) return;
  judge({ metric: metric.replace(/_bucket$/, ''), bound: Number(bound), written: bound, span }, emitted, {
    fact,
    context,
  });
}

/** Names by which people call what should be a histogram. */
const latency = /latency|duration|response_time/;

const bySeries = groupedBy(({ fact }: Located<Metric>) => fact.series);

interface Asked {
  readonly metric: string;
  readonly bound: number;
  readonly written: string;
  readonly span: Selector['span'];
}

function judge(
  { metric, bound, written, span }: Asked,
  emitted: readonly Located<Metric>[],
  { fact, context }: { fact: Asking; context: RuleContext },
): void {
  const name = shortened(metric);
  if (emitted.length === 0) {
    // Rules over what others export are none of the code's.
    if (fact.kind !== 'objective') return;
    return context.cannotTell(
      span,
      say('histogram-bucket-missing.no-code-here-registers', { name }),
      say('histogram-bucket-missing.does-have-a-bucket-at', { metric, written }),
    );
  }
  const evidence = {
    related: emitted
      .slice(0, 3)
      .map((each) => related(each, say('histogram-bucket-missing.is-registered-here', { metric }))),
  };
  const known = emitted.filter(({ fact: { buckets } }) => buckets !== undefined);
  const without = known.filter(
    ({ fact: { buckets } }) => buckets?.given !== 'native' && !buckets?.bounds.some((each) => isSame(each, bound)),
  );
  if (without.length === 0 && known.length === emitted.length)
    return context.shown(span, say('histogram-bucket-missing.has-a-bucket-at', { name, written }), evidence);
  const [first] = without;
  if (!first?.fact.buckets || without.length < emitted.length) {
    // The objective asks it once for all rules on it.
    if (fact.kind !== 'objective') return;
    const message = first
      ? say('histogram-bucket-missing.only-some-registrations-of-have', { name, written })
      : say('histogram-bucket-missing.the-buckets-of-could-not', { name });
    return context.cannotTell(
      span,
      message,
      say('histogram-bucket-missing.does-have-a-bucket-at', { metric, written }),
      evidence,
    );
  }
  const { bounds, given } = first.fact.buckets;
  const [below, above] = [bounds.findLast((each) => each < bound), bounds.find((each) => each > bound)];
  const near = allOf([below, above].filter((each) => each !== undefined).map(String));
  const message = say('histogram-bucket-missing.has-no-bucket-at-only', { name, written, near });
  const by =
    given === 'default'
      ? say('histogram-bucket-missing.has-the-default-buckets-of', { metric })
      : say('histogram-bucket-missing.is-registered-here', { metric });
  const places = { related: [related(first, by)] };
  context.violated(span, message, { ...places, fixes: without.length === 1 ? fixesFor(first, bound) : [] });
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

function shortened(metric: string): string {
  return metric.length > 40 ? `${metric.slice(0, 39)}…` : metric;
}

/** Puts the threshold among the bounds, where they are written as numbers one by one. */
function fixesFor({ file, fact: { buckets } }: Located<Metric>, bound: number): Fix[] {
  const before = buckets?.bounds.findLastIndex((each) => each < bound) ?? -1;
  const offset = buckets?.ends?.[before];
  if (offset === undefined) return [];
  const edits = [{ span: { start: offset, end: offset }, text: `, ${bound}` }];
  return [
    {
      title: say('histogram-bucket-missing.add-a-bucket-at', { bound }),
      safety: 'suggestion',
      changes: [{ file, edits }],
    },
  ];
}
