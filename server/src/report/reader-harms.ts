import type { Harm } from '../model/rule.ts';

/** What it does to users when the claim of a reader fails, and whether every request of the service is affected. */
export interface ReaderHarm {
  readonly harm: Harm;
  readonly affects: 'all' | 'none';
}

const outage = { harm: 'outage', affects: 'all' } as const;
const errors = { harm: 'errors', affects: 'all' } as const;
const repair = { harm: 'repair', affects: 'none' } as const;

/** By reader; one that is not here says nothing of users. */
export const readerHarms: Readonly<Record<string, ReaderHarm | undefined>> = {
  'replicas-redundant': outage,
  'datastore-redundant': outage,
  'liveness-local': outage,
  'certificates-renewed': outage,
  'rate-limited': outage,
  'retries-bounded': outage,
  'autoscaling-bounded': errors,
  'migrations-managed': errors,
  // The data is lost once, and no request shows it before.
  'backups-scheduled': { harm: 'outage', affects: 'none' },
  'rollout-staged': { harm: 'errors', affects: 'none' },
  'jobs-bounded': { harm: 'errors', affects: 'none' },
  'quota-set': { harm: 'errors', affects: 'none' },
  'load-test-present': { harm: 'errors', affects: 'none' },
  'job-alerted': repair,
  'certificate-expiry-alert': repair,
  'rollback-possible': repair,
  'rollback-documented': repair,
  'probed-from-outside': repair,
  'dashboard-exists': repair,
  'logs-structured': repair,
  'tracing-set-up': repair,
  'dependency-owners': repair,
  'owner-named': repair,
  'on-call-defined': repair,
  'alerts-routed': repair,
  'runbook-sections': repair,
  // Somebody may read or use what they should not: no words of outages fit.
  'secrets-managed': undefined,
  'updates-automated': undefined,
  'runtime-supported': undefined,
};
