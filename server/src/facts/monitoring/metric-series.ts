import type { Metrics, MetricPattern } from '../../knowledge/metrics.ts';

/** What is known of a registered metric's name. */
export interface Named {
  /** `*` stands for what is not known. */
  readonly name: string;
  readonly type: MetricPattern['type'];
  readonly unit?: string;
}

/** The names under which Prometheus may see a metric, by the convention of its library. */
export function seriesOf(naming: Metrics['naming'], named: Named): string[] {
  const found = conventions[naming](named);
  return [...new Set(found)];
}

const conventions: Readonly<Record<Metrics['naming'], (named: Named) => string[]>> = {
  plain: ({ name, type }) => withParts(name, type, ['']),
  total: ({ name, type, unit }) => {
    const base = unit === undefined || name.endsWith(unit) ? name : `${name}_${unit}`;
    if (type === 'counter') return totals(base);
    if (type === 'info') return [`${base.replace(/_info$/, '')}_info`];
    return withParts(base, type, ['_created']);
  },
  otel: openTelemetry,
  micrometer: ({ name, type, unit }) => {
    const base = name
      .replace(/([a-z\d])([A-Z])/g, '$1_$2')
      .replace(/[^A-Za-z0-9_:*]/g, '_')
      .toLowerCase();
    const bases = unit === undefined || base.endsWith(unit) ? [base] : [`${base}_${unit}`];
    if (type === 'counter') return bases.flatMap((each) => [`${each.replace(/_total$/, '')}_total`]);
    if (type === 'timer')
      return ['', '_count', '_sum', '_max', '_bucket'].map((part) => `${base.replace(/_seconds$/, '')}_seconds${part}`);
    if (type === 'long-timer')
      return ['active_count', 'duration_sum', 'max', 'count', 'sum', 'bucket'].map((part) => `${base}_seconds_${part}`);
    if (type === 'summary')
      return bases.flatMap((each) => ['', '_count', '_sum', '_max', '_bucket'].map((part) => `${each}${part}`));
    // A gauge may get a base unit where it is registered.
    return [...bases, ...bases.map((each) => `${each}_*`)];
  },
};

function totals(base: string): string[] {
  const stem = base.replace(/_total$/, '');
  return [`${stem}_total`, `${stem}_created`];
}

/** With what histograms and summaries append; a histogram's own name is that of its native form. */
function withParts(name: string, type: MetricPattern['type'], more: readonly string[]): string[] {
  const parts: Readonly<Partial<Record<MetricPattern['type'], readonly string[]>>> = {
    histogram: ['', '_bucket', '_sum', '_count', ...more],
    summary: ['', '_sum', '_count', ...more],
    unknown: ['', '_bucket', '_sum', '_count'],
  };
  return (parts[type] ?? ['']).map((part) => `${name}${part}`);
}

/** https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/ */
const units: ReadonlyMap<string, string> = new Map([
  ['d', 'days'],
  ['h', 'hours'],
  ['min', 'minutes'],
  ['s', 'seconds'],
  ['ms', 'milliseconds'],
  ['us', 'microseconds'],
  ['ns', 'nanoseconds'],
  ['By', 'bytes'],
  ['KiBy', 'kibibytes'],
  ['MiBy', 'mebibytes'],
  ['GiBy', 'gibibytes'],
  ['KBy', 'kilobytes'],
  ['MBy', 'megabytes'],
  ['GBy', 'gigabytes'],
  ['m', 'meters'],
  ['V', 'volts'],
  ['A', 'amperes'],
  ['J', 'joules'],
  ['W', 'watts'],
  ['g', 'grams'],
  ['Cel', 'celsius'],
  ['Hz', 'hertz'],
  ['1', 'ratio'],
  ['%', 'percent'],
]);

/** Which parts are appended is a matter of the exporter's settings, and of the backend: all that may stand are given. */
function openTelemetry({ name, type, unit }: Named): string[] {
  const plain = name.replace(/[^A-Za-z0-9_:*]+/g, '_');
  const word =
    unit === undefined || unit.startsWith('{')
      ? undefined
      : unit === '*'
        ? '*'
        : (units.get(unit) ?? unit.replace(/[^A-Za-z0-9]+/g, '_'));
  const bases = [plain, ...(word === undefined || plain.endsWith(`_${word}`) ? [] : [`${plain}_${word}`])];
  const dotted = name === plain ? [] : [name];
  const stems = [...bases, ...dotted];
  if (type === 'counter') return stems.flatMap((stem) => [stem, `${stem.replace(/_total$/, '')}_total`]);
  if (type === 'histogram')
    return stems.flatMap((stem) => ['', '_bucket', '_sum', '_count'].map((part) => `${stem}${part}`));
  return stems.flatMap((stem) => (unit === '1' ? [stem, `${stem.replace(/_ratio$/, '')}_ratio`] : [stem]));
}
