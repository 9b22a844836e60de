import type { Harm } from '../model/rule.ts';

/** What it means that the claim of a reader fails. */
export interface ReaderRisk {
  /** Absent where no words of outages fit. */
  readonly harm?: Harm;
  /** Whether every request of the service passes what is wrong. */
  readonly affects: 'all' | 'none';
  /** What to do, in the imperative. */
  readonly remedy: string;
}

const outage = { harm: 'outage', affects: 'all' } as const;
const errors = { harm: 'errors', affects: 'all' } as const;
const apart = { harm: 'errors', affects: 'none' } as const;
const repair = { harm: 'repair', affects: 'none' } as const;
const other = { affects: 'none' } as const;

/** By reader; of one that is not here nothing is known but its claim. */
export const readerRisks: Readonly<Record<string, ReaderRisk | undefined>> = {
  'replicas-redundant': {
    ...outage,
    remedy: 'Run at least two replicas in production, and set the minimum of the autoscaler to two.',
  },
  // Which requests need the datastore is not known.
  'datastore-redundant': {
    harm: 'outage',
    affects: 'none',
    remedy: 'Run the datastore with a replica and automatic failover, or use a managed one that has both.',
  },
  'liveness-local': {
    ...outage,
    remedy: 'Answer the liveness probe from the process alone, and check dependencies in the readiness probe at most.',
  },
  'certificates-renewed': {
    ...outage,
    remedy: 'Let cert-manager, the cloud provider or the proxy issue and renew the certificate.',
  },
  'rate-limited': { ...outage, remedy: 'Limit requests per client at the ingress, in the mesh or in the code.' },
  'retries-bounded': {
    ...outage,
    remedy: 'Limit the attempts of each retry, and wait between them with exponential backoff and jitter.',
  },
  'autoscaling-bounded': {
    ...errors,
    remedy: 'Set the maximum of the autoscaler above its minimum, and request the resource that it scales on.',
  },
  'migrations-managed': {
    ...errors,
    remedy:
      'Run schema migrations in a job or an init step of the deployment, once, and not at the start of each replica.',
  },
  // The data is lost once, and no request shows it before.
  'backups-scheduled': {
    harm: 'outage',
    affects: 'none',
    remedy: 'Schedule backups of the data, and test a restore.',
  },
  'rollout-staged': {
    ...apart,
    remedy: 'Release to a small share of the traffic first, and continue only if its error rate stays low.',
  },
  'jobs-bounded': { ...apart, remedy: 'Set activeDeadlineSeconds, and forbid or replace runs that overlap.' },
  'quota-set': { ...apart, remedy: 'Add a ResourceQuota to the namespace.' },
  'load-test-present': {
    ...apart,
    remedy: 'Write a load test that finds the limit of the service, and repeat it before large changes.',
  },
  'job-alerted': { ...repair, remedy: 'Alert on the time since the last successful run.' },
  'certificate-expiry-alert': { ...repair, remedy: 'Alert some weeks before a certificate expires.' },
  'rollback-possible': {
    ...repair,
    remedy: 'Keep previous revisions, and deploy image tags that identify one version.',
  },
  'rollback-documented': { ...repair, remedy: 'Write the steps of a rollback into the runbook.' },
  'probed-from-outside': {
    ...repair,
    remedy: 'Probe the service from outside of the cluster, and alert when the probe fails.',
  },
  'dashboard-exists': {
    ...repair,
    remedy: 'Add a dashboard with traffic, errors, latency and saturation of the service.',
  },
  'logs-structured': { ...repair, remedy: 'Log in JSON with the same fields in each line, the trace ID among them.' },
  'tracing-set-up': {
    ...repair,
    remedy: 'Start the OpenTelemetry SDK or agent, and propagate the trace context to callees.',
  },
  'dependency-owners': { ...repair, remedy: 'Add the owner of each dependency to the description of the service.' },
  'owner-named': {
    ...repair,
    remedy: 'Name the owning team in the description of the service, in CODEOWNERS or in the catalog.',
  },
  'on-call-defined': { ...repair, remedy: 'Name the on-call rotation and its escalation.' },
  'alerts-routed': { ...repair, remedy: 'Route each alert to a receiver that notifies the on-call engineer.' },
  'runbook-sections': { ...repair, remedy: 'Add steps for diagnosis and mitigation to each runbook.' },
  'secrets-managed': {
    ...other,
    remedy: 'Move secrets out of the repository into a secret manager, and rotate those that were in it.',
  },
  'updates-automated': {
    ...other,
    remedy: 'Let Dependabot or Renovate open updates for each package manager of the service.',
  },
  'runtime-supported': { ...other, remedy: 'Move to a version of the runtime that its vendor still supports.' },
};
