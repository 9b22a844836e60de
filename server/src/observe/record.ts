import type * as z from 'zod';
import { alertmanagerFile, observedFile } from '../model/team-folder.ts';
import { observedFormat, parseRecord, type Observed } from '../review/observed.ts';
import { alertmanagerFormat, type ObservedAlertmanager } from '../review/observed-alertmanager.ts';
import { readYamlData } from '../syntax/yaml-data.ts';
import type { Workspace } from '../workspace/workspace.ts';

const prometheusKeys = ['observed', 'from', 'version', 'missing', 'alerts', 'objectives', 'series', 'metrics'] as const;
const alertmanagerKeys = ['observed', 'from', 'version', 'missing', 'receivers', 'alerts', 'silences'] as const;

/** Longest record, in UTF-16 units: longer files of `.prr/` are not read. */
const maxLength = 512 * 1024;

/** Records what was observed in Prometheus; comments and unknown keys stay. Throws for a file with a mistake, which stays as it is. */
export async function recordObserved(workspace: Workspace, observed: Observed): Promise<Observed> {
  return record(workspace, observed, { file: observedFile, format: observedFormat, keys: prometheusKeys, shorten });
}

/** The same for Alertmanager. */
export async function recordAlertmanager(
  workspace: Workspace,
  observed: ObservedAlertmanager,
): Promise<ObservedAlertmanager> {
  const of = { file: alertmanagerFile, format: alertmanagerFormat, keys: alertmanagerKeys };
  return record(workspace, observed, { ...of, shorten: shortenRoutes });
}

interface Recording<T> {
  readonly file: string;
  readonly format: z.ZodType;
  readonly keys: readonly (string & keyof T)[];
  /** The record with about half as much; undefined where nothing can be left out. */
  shorten(observed: T): T | undefined;
}

/** Writes a record that can be read again: what is too much is left out, and said to be missing. The result is what was written. */
async function record<T extends object>(
  workspace: Workspace,
  observed: T,
  { file, format, keys, shorten: shorter }: Recording<T>,
): Promise<T> {
  let written: T | undefined;
  await workspace.update(file, (before = '') => {
    const [mistake] = before.trim() === '' ? [] : parseRecord(before, { file, format }).problems;
    if (mistake) throw new Error(`${file} has a mistake (${mistake.message}); fix or delete it first`);
    for (written = observed; written !== undefined; written = shorter(written)) {
      const own = written;
      const text = readYamlData(before).edit(keys.map((key) => ({ path: [key], value: own[key] })));
      if (text.length <= maxLength) return text;
    }
    throw new Error(`${file} would be over 512 KB; delete it first`);
  });
  return written ?? observed;
}

function shorten(observed: Observed): Observed | undefined {
  const { series, metrics = [], alerts = [] } = observed;
  const [present, absent] = [series?.present ?? [], series?.absent ?? []];
  const missing = withoutLarge(observed.missing, 'metrics and alerts');
  if (absent.length > 0 || present.length > 0)
    return { ...observed, missing, series: { ...series, present: half(present), absent: half(absent) } };
  if (metrics.length > 0) return { ...observed, missing, metrics: half(metrics) };
  return alerts.length > 0 ? { ...observed, missing, alerts: half(alerts) } : undefined;
}

function shortenRoutes(observed: ObservedAlertmanager): ObservedAlertmanager | undefined {
  const { silences = [], alerts = [] } = observed;
  const missing = withoutLarge(observed.missing, 'silences and alerts');
  if (silences.length > 0) return { ...observed, missing, silences: half(silences) };
  return alerts.length > 0 ? { ...observed, missing, alerts: half(alerts) } : undefined;
}

function half<T>(list: readonly T[]): T[] {
  return list.slice(0, Math.floor(list.length / 2));
}

function withoutLarge(missing: readonly string[] = [], what: string): string[] {
  const said = `some ${what}: the record would be over 512 KB`;
  return missing.includes(said) ? [...missing] : [said, ...missing].slice(0, 50);
}
