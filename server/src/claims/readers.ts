import type { ClaimReader } from '../model/claim.ts';
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
