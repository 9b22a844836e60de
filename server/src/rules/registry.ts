import type { Rule, RuleCode, RuleLogic, RulePage } from '../model/rule.ts';
import type { Aspect } from '../model/site.ts';
import { batchDependencyOnRequestPath } from './architecture/batch-dependency-on-request-path.ts';
import { contextNotPropagated } from './architecture/context-not-propagated.ts';
import { outboundCallTimeout } from './architecture/outbound-call-timeout.ts';
import { replicasNotSpread } from './architecture/replicas-not-spread.ts';
import { retryAmplification } from './architecture/retry-amplification.ts';
import { rpcDeadline } from './architecture/rpc-deadline.ts';
import { timeoutInversion } from './architecture/timeout-inversion.ts';
import { undeclaredDependency } from './architecture/undeclared-dependency.ts';
import { memoryLimitUnset } from './capacity/memory-limit-unset.ts';
import { poolExceedsDatabase } from './capacity/pool-exceeds-database.ts';
import { resourcesUnset } from './capacity/resources-unset.ts';
import { disruptionBudget } from './change/disruption-budget.ts';
import { imageUnpinned } from './change/image-unpinned.ts';
import { rolloutTooWide } from './change/rollout-too-wide.ts';
import { alertUnlabelled } from './emergency/alert-unlabelled.ts';
import { alertWithoutRunbook } from './emergency/alert-without-runbook.ts';
import { errorSwallowed } from './emergency/error-swallowed.ts';
import { runbookBrokenLink } from './emergency/runbook-broken-link.ts';
import { alertWithoutFor } from './monitoring/alert-without-for.ts';
import { metricUnknown } from './monitoring/metric-unknown.ts';
import { metricsNotScraped } from './monitoring/metrics-not-scraped.ts';
import { noMetricsEndpoint } from './monitoring/no-metrics-endpoint.ts';
import { sloAboveDependencies } from './monitoring/slo-above-dependencies.ts';
import { sloMissing } from './monitoring/slo-missing.ts';
import { sloWithoutAlert } from './monitoring/slo-without-alert.ts';
import { sloWithoutDashboard } from './monitoring/slo-without-dashboard.ts';
import { gracePeriodTooShort } from './performance/grace-period-too-short.ts';
import { histogramBucketMissing } from './performance/histogram-bucket-missing.ts';
import { noGracefulShutdown } from './performance/no-graceful-shutdown.ts';
import { probeMissing } from './performance/probe-missing.ts';
import { probeNoRoute } from './performance/probe-no-route.ts';
import { serverTimeouts } from './performance/server-timeouts.ts';
import { signalLost } from './performance/signal-lost.ts';

/** All rules, by aspect, each under the name of its file; `npm run new-rule` adds a line. */
export const rules: readonly RuleCode[] = [
  ...of('architecture', {
    contextNotPropagated,
    outboundCallTimeout,
    replicasNotSpread,
    rpcDeadline,
    undeclaredDependency,
    batchDependencyOnRequestPath,
    timeoutInversion,
    retryAmplification,
  }),
  ...of('monitoring', {
    alertWithoutFor,
    metricUnknown,
    noMetricsEndpoint,
    sloMissing,
    sloWithoutAlert,
    sloWithoutDashboard,
    metricsNotScraped,
    sloAboveDependencies,
  }),
  ...of('emergency', {
    alertUnlabelled,
    alertWithoutRunbook,
    errorSwallowed,
    runbookBrokenLink,
  }),
  ...of('capacity', {
    memoryLimitUnset,
    resourcesUnset,
    poolExceedsDatabase,
  }),
  ...of('change', {
    disruptionBudget,
    imageUnpinned,
    rolloutTooWide,
  }),
  ...of('performance', {
    gracePeriodTooShort,
    noGracefulShutdown,
    probeMissing,
    probeNoRoute,
    serverTimeouts,
    signalLost,
    histogramBucketMissing,
  }),
];

function of(aspect: Aspect, own: Readonly<Record<string, RuleLogic>>): RuleCode[] {
  return Object.entries(own).map(([name, logic]) => ({ id: idOf(name), aspect, ...logic }));
}

/** `rolloutTooWide` is of `rollout-too-wide.ts`. */
function idOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The rules with their pages, which come with the data; throws where one has none. */
export function documented(pages: Readonly<Record<string, RulePage>>): readonly Rule[] {
  return rules.map((rule) => {
    const page = pages[rule.id];
    if (!page) throw new Error(`the rule ${rule.id} has no page`);
    return { ...rule, ...page };
  });
}
