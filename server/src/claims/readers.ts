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
import { replicasRedundant } from './workloads/replicas-redundant.ts';

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
];
