import type { Alert } from '../../model/artefact-fact.ts';
import type { Query, RecordingRule, Selector } from '../../model/monitoring-fact.ts';
import { rule } from '../../model/rule.ts';
import type { Fix } from '../../model/site.ts';
import { isHeartbeat, windowInName } from '../vocabulary/alerts/alerts.ts';
import { insertKeys } from '../vocabulary/insertion.ts';
import { say } from '../../words/say.ts';

/** A range under three minutes holds two or three samples: a single bad one is enough. */
const smoothFrom = 180;
export const alertWithoutFor = rule({
  severity: 'information',
  harm: 'repair',
  scope: 'file',
  since: '0.2.0',
  fix: 'suggestion',
  reads: ['alert'],
  check(alert, context) {
    if (isHeartbeat(alert)) return;
    const isZero = alert.for !== undefined && /^0+(ms|[smhdwy])?$/.test(alert.for.text.trim());
    if (alert.for && !isWait(alert.for.text)) {
      const message = say('for.for-of-is-not-a', { text: alert.for.text || '(empty)', name: alert.name });
      return context.violated(alert.for.span, message, { fixes: fixesFor(alert, context.file) });
    }
    if (alert.for && !isZero)
      return context.shown(alert.for.span, say('for.waits-for', { name: alert.name, text: alert.for.text }));
    if (!alert.query) return;
    if (alert.keepFiringFor) {
      const ask = say('for.should-fire-on-the-first', { name: alert.name });
      const message = say('for.has-no-for-but-keeps', {
        name: alert.name,
        keepFiringFor: alert.keepFiringFor.text,
      });
      return context.cannotTell(alert.keepFiringFor.span, message, ask);
    }
    const why = smoothedInAll(alert.query, context.inFile('recording-rule'));
    if (why !== undefined) return context.shown(alert.span, say('for.needs-no-for', { name: alert.name, why }));
    if (!alert.query.complete && alert.query.selectors.length === 0) {
      const message = say('for.the-expression-of-could-not', { name: alert.name });
      return context.cannotTell(alert.span, message, say('for.complete-the-expression'));
    }
    const unclear = alert.query.selectors.find((each) => isUnclear(each));
    if (unclear) {
      const ask = say('for.what-time-range-does-cover', { metric: unclear.metric ?? 'it' });
      const message = say('for.has-no-for-and-the', { name: alert.name });
      return context.cannotTell(alert.span, message, ask);
    }
    const sticky = alert.query.selectors.find(({ metric = '' }) => fillsOrStays.test(metric));
    if (sticky && alert.query.selectors.every(({ range }) => range === undefined)) {
      const ask = say('for.does-the-value-change-so');
      return context.cannotTell(
        alert.span,
        say('for.has-no-for-and-changes', { name: alert.name, metric: sticky.metric ?? '' }),
        ask,
      );
    }
    const short = alert.query.selectors.find(({ range }) => range !== undefined);
    const over = short?.range === undefined ? '' : say('for.range-s', { seconds: Math.round(short.range) });
    // Prometheus takes zero for none.
    const said = isZero ? say('for.has-for', { text: alert.for?.text ?? '0s' }) : say('for.has-no-for');
    context.violated(
      alert.for?.span ?? alert.span,
      say('for.and-fires-on-the-first', { name: alert.name, said, over }),
      {
        fixes: fixesFor(alert, context.file),
      },
    );
  },
});

/** Series that count time down or up by themselves: they do not flap. */
const age = /(^|_)(ttl|age|expir\w*|validity|remaining|days?_left)(_(seconds|days|hours))?$/;
/** Levels that fill up and states that somebody has to end: one sample shows them as well as many. */
const fillsOrStays =
  /(^|_)(filesystem_(free|avail|size|files)\w*|volume_stats\w*|disk_(free|used|usage|total)\w*|conntrack_entries\w*|md_disks\w*|smart\w*_(status|healthy|failed|passed)|filefd\w*)$/;
const events = /^(increase|changes|resets|.*_over_time)$/;
const instant = /^(irate|idelta|last_over_time|present_over_time)$/;
const smoothing = /^(rate|deriv|delta|predict_linear|holt_winters|double_exponential_smoothing|histogram_.*)$/;

/** What is filled in later, and a duration as Prometheus reads it (https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations). */
function isWait(text: string): boolean {
  const written = text.trim();
  if (/[${%<]/.test(written)) return true;
  return written === '0' || /^(?=\d)(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?$/.test(written);
}

/** The same for each of the conditions of which one is enough. */
function smoothedInAll(query: Query, recorded: readonly RecordingRule[]): string | undefined {
  const { alternatives, selectors } = query;
  if (!alternatives) return smoothed(query, recorded);
  const why = alternatives
    .filter((indexes) => indexes.length > 0)
    .map((indexes) => smoothed({ ...query, selectors: selectors.filter((_, at) => indexes.includes(at)) }, recorded));
  return why.includes(undefined) ? undefined : why[0];
}

/** What keeps a single sample from firing the alert, or makes waiting pointless; undefined where nothing does. */
function smoothed({ selectors, functions }: Query, recorded: readonly RecordingRule[]): string | undefined {
  if (selectors.some(({ absent }) => absent)) return say('for.it-checks-whether-a-series');
  if (functions.includes('time') || functions.includes('timestamp')) return say('for.it-compares-an-age');
  if (selectors.some(({ metric = '' }) => age.test(metric))) return say('for.it-compares-a-steadily-changing');
  for (const { metric = '', range, within } of selectors) {
    const own = within.find((name) => name !== '' && (events.test(name) || smoothing.test(name)));
    if (range !== undefined && own !== undefined && !instant.test(own)) {
      if (events.test(own)) return say('for.covers', { own, duration: duration(range) });
      if (range >= smoothFrom) return say('for.covers', { own, duration: duration(range) });
    }
    if (range !== undefined && range >= smoothFrom && !within.some((name) => instant.test(name)))
      return say('for.it-covers', { duration: duration(range) });
    const window = windowInName(metric) ?? windowOf(recorded.find(({ name }) => name === metric));
    if (window !== undefined && window >= smoothFrom)
      return say('for.covers', { own: metric, duration: duration(window) });
  }
  return undefined;
}

function windowOf(recorded: RecordingRule | undefined): number | undefined {
  const ranges = recorded?.query?.selectors.flatMap(({ range }) => range ?? []) ?? [];
  return ranges.length > 0 ? Math.min(...ranges) : undefined;
}

/** A series that a rule elsewhere records, or a range that a variable gives. */
function isUnclear({ metric, range, within }: Selector): boolean {
  if (metric?.includes(':')) return true;
  return (
    range === undefined &&
    within.some(
      (name) => (events.test(name) || smoothing.test(name)) && !instant.test(name) && !name.startsWith('histogram_'),
    )
  );
}

function duration(seconds: number): string {
  if (seconds % 86_400 === 0) return `${seconds / 86_400} d`;
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 ? say('for.min', { seconds: seconds / 60 }) : `${seconds} s`;
}

function fixesFor(alert: Alert, file: string): Fix[] {
  const edit = alert.for ? { span: alert.for.span, text: '5m' } : insertKeys(alert.insertFor, { for: '5m' });
  const title = say(alert.for ? 'for.set-for-5-m' : 'for.add-for-5-m');
  return edit ? [{ title, safety: 'suggestion', changes: [{ file, edits: [edit] }] }] : [];
}
