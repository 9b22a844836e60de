import type { ClaimReader } from '../model/claim.ts';
import { loadTestPresent } from './code/load-test-present.ts';
import { retriesBounded } from './code/retries-bounded.ts';
import { alertsRouted } from './monitoring/alerts-routed.ts';
import { certificateExpiryAlert } from './monitoring/certificate-expiry-alert.ts';
import { dashboardExists } from './monitoring/dashboard-exists.ts';
import { logsStructured } from './monitoring/logs-structured.ts';
import { tracingSetUp } from './monitoring/tracing-set-up.ts';
import { dependencyOwners } from './people/dependency-owners.ts';
import { onCallDefined } from './people/on-call-defined.ts';
import { ownerNamed } from './people/owner-named.ts';
import { rollbackDocumented } from './people/rollback-documented.ts';
import { runbookSections } from './people/runbook-sections.ts';
import { updatesAutomated } from './people/updates-automated.ts';
import { runtimeSupported } from './runtime/runtime-supported.ts';
import { backupsScheduled } from './data/backups-scheduled.ts';
import { datastoreRedundant } from './data/datastore-redundant.ts';
import { migrationsManaged } from './data/migrations-managed.ts';
import { jobAlerted } from './jobs/job-alerted.ts';
import { jobsBounded } from './jobs/jobs-bounded.ts';
import { certificatesRenewed } from './secrets/certificates-renewed.ts';
import { secretsManaged } from './secrets/secrets-managed.ts';
import { probedFromOutside } from './traffic/probed-from-outside.ts';
import { rateLimited } from './traffic/rate-limited.ts';
import { autoscalingBounded } from './workloads/autoscaling-bounded.ts';
import { livenessLocal } from './workloads/liveness-local.ts';
import { quotaSet } from './workloads/quota-set.ts';
import { replicasRedundant } from './workloads/replicas-redundant.ts';
import { rollbackPossible } from './workloads/rollback-possible.ts';
import { rolloutStaged } from './workloads/rollout-staged.ts';

/** Every reader of claims, by the subject that it looks at. */
export const claimReaders: readonly ClaimReader[] = [
  replicasRedundant,
  retriesBounded,
  loadTestPresent,
  dependencyOwners,
  ownerNamed,
  onCallDefined,
  runbookSections,
  rollbackDocumented,
  updatesAutomated,
  runtimeSupported,
  alertsRouted,
  certificateExpiryAlert,
  dashboardExists,
  logsStructured,
  tracingSetUp,
  autoscalingBounded,
  rollbackPossible,
  rolloutStaged,
  livenessLocal,
  quotaSet,
  datastoreRedundant,
  backupsScheduled,
  migrationsManaged,
  jobsBounded,
  jobAlerted,
  secretsManaged,
  certificatesRenewed,
  rateLimited,
  probedFromOutside,
];
