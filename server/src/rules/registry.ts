import type { Rule } from '../model/rule.ts';
import { memoryLimitUnset } from './capacity/memory-limit-unset.ts';
import { resourcesUnset } from './capacity/resources-unset.ts';
import { disruptionBudget } from './change/disruption-budget.ts';
import { imageUnpinned } from './change/image-unpinned.ts';
import { rolloutTooWide } from './change/rollout-too-wide.ts';
import { contextNotPropagated } from './dependencies/context-not-propagated.ts';
import { outboundCallTimeout } from './dependencies/outbound-call-timeout.ts';
import { replicasNotSpread } from './dependencies/replicas-not-spread.ts';
import { rpcDeadline } from './dependencies/rpc-deadline.ts';
import { alertUnlabelled } from './emergency/alert-unlabelled.ts';
import { alertWithoutRunbook } from './emergency/alert-without-runbook.ts';
import { errorSwallowed } from './emergency/error-swallowed.ts';
import { runbookBrokenLink } from './emergency/runbook-broken-link.ts';
import { alertWithoutFor } from './monitoring/alert-without-for.ts';
import { metricUnknown } from './monitoring/metric-unknown.ts';
import { noMetricsEndpoint } from './monitoring/no-metrics-endpoint.ts';
import { sloMissing } from './monitoring/slo-missing.ts';
import { sloWithoutAlert } from './monitoring/slo-without-alert.ts';
import { sloWithoutDashboard } from './monitoring/slo-without-dashboard.ts';
import { gracePeriodTooShort } from './performance/grace-period-too-short.ts';
import { noGracefulShutdown } from './performance/no-graceful-shutdown.ts';
import { probeMissing } from './performance/probe-missing.ts';
import { probeNoRoute } from './performance/probe-no-route.ts';
import { serverTimeouts } from './performance/server-timeouts.ts';
import { signalLost } from './performance/signal-lost.ts';
import { histogramBucketMissing } from './performance/histogram-bucket-missing.ts';
import { poolExceedsDatabase } from './capacity/pool-exceeds-database.ts';
import { metricsNotScraped } from './monitoring/metrics-not-scraped.ts';
import { sloAboveDependencies } from './monitoring/slo-above-dependencies.ts';
import { undeclaredDependency } from './dependencies/undeclared-dependency.ts';
import { batchDependencyOnRequestPath } from './dependencies/batch-dependency-on-request-path.ts';
import { timeoutInversion } from './dependencies/timeout-inversion.ts';
import { retryAmplification } from './dependencies/retry-amplification.ts';

/** All rules, by aspect in the chapter's order, then by id. `npm run new-rule` adds a line. */
export const rules: readonly Rule[] = [
  contextNotPropagated,
  outboundCallTimeout,
  replicasNotSpread,
  rpcDeadline,
  alertWithoutFor,
  metricUnknown,
  noMetricsEndpoint,
  sloMissing,
  sloWithoutAlert,
  sloWithoutDashboard,
  alertUnlabelled,
  alertWithoutRunbook,
  errorSwallowed,
  runbookBrokenLink,
  memoryLimitUnset,
  resourcesUnset,
  disruptionBudget,
  imageUnpinned,
  rolloutTooWide,
  gracePeriodTooShort,
  noGracefulShutdown,
  probeMissing,
  probeNoRoute,
  serverTimeouts,
  signalLost,
  histogramBucketMissing,
  poolExceedsDatabase,
  metricsNotScraped,
  sloAboveDependencies,
  undeclaredDependency,
  batchDependencyOnRequestPath,
  timeoutInversion,
  retryAmplification,
];
