import type { Finding } from '../../model/site.ts';
import { languageOf } from '../../review/languages.ts';
import type { Risk } from './format.ts';
import { counted, listed } from './input.ts';

/** Rules that find that something is not there at all, and what is to be written. */
const missing: Readonly<Record<string, string>> = {
  'slo-missing': 'an SLO',
  'slo-without-alert': 'an alert',
  'slo-without-dashboard': 'a dashboard panel',
  'alert-without-runbook': 'a runbook',
  'disruption-budget': 'a PodDisruptionBudget',
  'metrics-not-scraped': 'a scrape configuration',
  'no-metrics-endpoint': 'an endpoint for metrics',
};

/** Rules that two services or a service and its database break together: a line changed on one side decides nothing. */
const between: ReadonlySet<string> = new Set([
  'retry-amplification',
  'timeout-inversion',
  'batch-dependency-on-request-path',
  'slo-above-dependencies',
  'pool-exceeds-database',
]);

export interface EffortInput {
  readonly findings: readonly Pick<Finding, 'rule' | 'file'>[];
  /** Files in which readers saw that a claim failed, one for each place. */
  readonly read: readonly string[];
  /** Different lines among them. */
  readonly locations: number;
}

/** What it takes to fix a risk: places to change and their kind, with what that rests on. */
export function effortOf({ findings, read, locations }: EffortInput): Risk['effort'] {
  const files = [...findings.map(({ file }) => file), ...read];
  if (locations === 0)
    return { kind: 'unknown', locations, files: 0, words: 'not estimated: no location in the files is known' };
  const different = new Set(files).size;
  const shared = [...new Set(findings.flatMap(({ rule }) => (between.has(rule) ? [rule] : [])))];
  const code = files.filter((file) => languageOf(file) !== undefined).length;
  const counts = { locations, files: different };
  const basis = basisOf(findings.length, read.length);
  if (shared.length > 0)
    return {
      kind: 'design',
      ...counts,
      words: `design change: both sides of ${counted(locations, 'call or limit', 'calls or limits')} are involved (${basis})`,
    };
  const [first = ''] = files;
  const [absent] = findings.flatMap(({ rule }) => missing[rule] ?? []);
  if (absent !== undefined && findings.every(({ rule }) => missing[rule] === absent))
    return {
      kind: 'new',
      ...counts,
      words: `write ${absent}${locations === 1 ? '' : ` for each of ${counted(locations, 'location')}`} (${basis})`,
    };
  if (code === 0)
    return {
      kind: 'setting',
      ...counts,
      words: `${locations === 1 ? `one setting in ${first}` : `settings in ${where(counts)}`} (${basis})`,
    };
  const kind = code === files.length ? 'code' : 'code and settings';
  return { kind: 'code', ...counts, words: `${kind} in ${locations === 1 ? 'one place' : where(counts)} (${basis})` };
}

function where({ locations, files }: { locations: number; files: number }): string {
  return `${counted(locations, 'location')} in ${counted(files, 'file')}`;
}

function basisOf(findings: number, read: number): string {
  const parts = [
    ...(findings > 0 ? [counted(findings, 'finding')] : []),
    ...(read > 0 ? [`${counted(read, 'location')} that a check read`] : []),
  ];
  return `based on ${listed(parts)}`;
}
