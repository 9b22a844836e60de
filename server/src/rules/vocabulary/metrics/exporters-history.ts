import type { Query, Selector } from '../../../model/monitoring-fact.ts';
import { say } from '../../../words/say.ts';

/** A name that an exporter gave up, with what it is called since. */
interface Renamed {
  /** Names of the metrics. */
  readonly metric: RegExp;
  /** The label that they had; absent where the metric itself was renamed. */
  readonly label?: string;
  readonly now: (metric: string) => string;
  readonly since: string;
}

/**
 * cAdvisor: https://github.com/kubernetes/kubernetes/blob/master/CHANGELOG/CHANGELOG-1.16.md (labels `pod_name` and `container_name`).
 * node_exporter: https://github.com/prometheus/node_exporter/blob/master/docs/V0_16_UPGRADE_GUIDE.md.
 * API server: the same changelog, metrics in microseconds.
 */
const renamed: readonly Renamed[] = [
  { metric: /^container_/, label: 'pod_name', now: () => 'pod', since: 'Kubernetes 1.16' },
  { metric: /^container_/, label: 'container_name', now: () => 'container', since: 'Kubernetes 1.16' },
  { metric: /^node_cpu$/, now: () => 'node_cpu_seconds_total', since: 'node_exporter 0.16' },
  { metric: /^node_boot_time$/, now: () => 'node_boot_time_seconds', since: 'node_exporter 0.16' },
  {
    metric:
      /^node_filesystem_(avail|free|size)$|^node_memory_(MemFree|MemTotal|MemAvailable|Buffers|Cached|SwapFree|SwapTotal)$/,
    now: (metric) => `${metric}_bytes`,
    since: 'node_exporter 0.16',
  },
  {
    metric: /^node_network_(receive|transmit)_(bytes|packets|errs|drop)$/,
    now: (metric) => `${metric}_total`,
    since: 'node_exporter 0.16',
  },
  {
    metric:
      /^(apiserver_request_count|rest_client_request_latency_seconds\w*|kubelet_docker_operations\w*_microseconds)$/,
    now: (metric) =>
      metric === 'apiserver_request_count' ? 'apiserver_request_total' : say('exporters-history.a-metric-in-seconds'),
    since: 'Kubernetes 1.17',
  },
];

/** What a selector asks for that an exporter has long ceased to give: the old name and the new; undefined where it asks for nothing such. */
export function givenUp(
  selector: Selector,
  { selectors }: Pick<Query, 'selectors'>,
): { readonly old: string; readonly now: string; readonly since: string } | undefined {
  const { metric = '', matchers, groupedBy = [] } = selector;
  for (const { metric: of, label, now, since } of renamed) {
    if (!of.test(metric)) continue;
    const name = now(metric);
    const asked = [
      ...matchers.filter(({ operator, value }) => !operator.startsWith('!') && value !== '').map((each) => each.label),
      ...groupedBy,
    ];
    if (label !== undefined && !asked.includes(label)) continue;
    // A query for both names is ready for either.
    const isBoth = selectors.some((each) =>
      label === undefined
        ? each.metric === name
        : each.matchers.some((one) => one.label === name) || each.groupedBy?.includes(name),
    );
    if (!isBoth) return { old: label ?? metric, now: name, since };
  }
  return undefined;
}
