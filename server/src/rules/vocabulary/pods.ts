import type { Container, NetworkService, WorkloadRef } from '../../model/artefact-fact.ts';
import type { Located } from '../../model/rule.ts';

/** The Services that send traffic to the pods of a workload; a namespace that is not given may be any. */
export function servicesInFront(
  owner: WorkloadRef,
  services: readonly Located<NetworkService>[],
): readonly Located<NetworkService>[] {
  return services.filter(({ fact }) => {
    const sameNamespace =
      fact.namespace === undefined || owner.namespace === undefined || fact.namespace === owner.namespace;
    return sameNamespace && fact.selector !== undefined && selects(fact.selector, owner.podLabels);
  });
}

function selects(selector: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

/** The one that stands nearest to a file: a set of manifests is often there a second time, whole or for another environment. */
export function nearestTo<F>(file: string, all: readonly Located<F>[]): Located<F> | undefined {
  const parts = file.split('/');
  const shared = (other: string) => {
    const split = other.split('/');
    const differs = parts.findIndex((part, index) => part !== split[index]);
    return differs < 0 ? parts.length : differs;
  };
  let best = all[0];
  for (const each of all) if (best && shared(each.file) > shared(best.file)) best = each;
  return best;
}

/** Whether two facts speak of the same object. */
export function sameObject(a: WorkloadRef, b: WorkloadRef): boolean {
  return a.workload === b.workload && a.name === b.name && (a.namespace ?? '') === (b.namespace ?? '');
}

/** A port that only monitoring, debugging or another port's machinery uses. */
export function isSidePort(port: { readonly name?: string }): boolean {
  return /metric|prom|monitor|debug|pprof|admin|jmx|health|probe|profil/i.test(port.name ?? '');
}

/** The container's ports that serve: not those for monitoring. */
export function servingPorts(container: Container): Container['ports'] {
  return container.ports.filter((port) => !isSidePort(port));
}

const companionNames =
  /^(istio-proxy|linkerd-proxy|envoy|envoy-proxy|envoy-sidecar|daprd|consul-dataplane|kuma-sidecar|cloud-?sql-proxy|cloudsql-proxy|kube-rbac-proxy.*|oauth2?-proxy|vault-agent|config-reloader|.*-config-reloader|configmap-reload|git-sync|fluent-?bit|fluentd|filebeat|promtail|vector|datadog-agent|jaeger-agent|otel-collector|opentelemetry-collector|otc-container|xray-daemon|aws-xray-daemon|.*-exporter|exporter)$/i;
const companionImages =
  /(^|\/)(proxyv2|envoy|proxy-init|daprd|consul-dataplane|gce-proxy|cloud-sql-proxy|kube-rbac-proxy|oauth2-proxy|vault|configmap-reload|prometheus-config-reloader|git-sync|k8s-sidecar|fluent-bit|fluentd|filebeat|promtail|vector|jaeger-agent|opentelemetry-collector[\w-]*|aws-xray-daemon|[\w-]*exporter)(:|@|$)/i;

/** A container known to accompany others in its pod: proxies, log shippers, exporters, reloaders. */
export function isCompanion(container: Container): boolean {
  return companionNames.test(container.name) || companionImages.test(container.image?.text ?? '');
}

interface Around {
  /** The main containers of the pod. */
  readonly siblings: readonly Container[];
  readonly services: readonly Located<NetworkService>[];
  /** The workspace has Services at all. */
  readonly seesServices: boolean;
}

/** Whether users or other services wait for this container's answers, as far as ports and Services tell. */
export function servesTraffic(
  container: Container,
  { siblings, services, seesServices }: Around,
): 'yes' | 'no' | 'unknown' {
  if (/exporter(:|@|$)/.test(container.image?.text ?? '')) return 'no';
  if (services.length === 0) {
    const ports = servingPorts(container).filter(({ number }) => String(number) !== container.owner.scrapePort);
    if (ports.length > 0) return 'yes';
    return container.ports.length === 0 && !seesServices ? 'unknown' : 'no';
  }
  if (targetPort(container, services)) return 'yes';
  const serving = services.some(({ fact }) => fact.ports.length === 0 || fact.ports.some((port) => !isSidePort(port)));
  if (!serving) return 'no';
  if (siblings.length <= 1) return 'yes';
  return siblings.some((sibling) => targetPort(sibling, services)) ? 'no' : 'unknown';
}

/** The container's port that a Service sends traffic to. */
export function targetPort(container: Container, services: readonly Located<NetworkService>[]) {
  const targets = services.flatMap(({ fact }) =>
    fact.ports.filter((port) => !isSidePort(port)).map((port) => port.target ?? String(port.port)),
  );
  return servingPorts(container).find(
    (port) => targets.includes(port.name ?? '') || targets.includes(String(port.number)),
  );
}
