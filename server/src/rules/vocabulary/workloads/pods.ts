import type { Container, NetworkService, WorkloadRef } from '../../../model/artefact-fact.ts';
import type { Located } from '../../../model/rule.ts';
import { groupedBy, withinLabels } from '../lookup.ts';
import { say } from '../../../words/say.ts';

/** The Services that send traffic to the pods of a workload; a namespace that is not given may be any. */
export function servicesInFront(
  owner: WorkloadRef,
  services: readonly Located<NetworkService>[],
): readonly Located<NetworkService>[] {
  return selecting(services, owner.podLabels).filter(
    ({ fact }) =>
      fact.selector !== undefined &&
      (fact.namespace === undefined || owner.namespace === undefined || fact.namespace === owner.namespace),
  );
}

const selecting = withinLabels(({ fact }: Located<NetworkService>) => fact.selector ?? {});

/** The containers of an object, among those of its file. */
export function containersOf(owner: WorkloadRef, containers: readonly Container[]): readonly Container[] {
  return byOwner(containers, objectKey(owner));
}

const byOwner = groupedBy(({ owner }: Container) => [objectKey(owner)]);

function objectKey({ workload, name, namespace = '' }: WorkloadRef): string {
  return [workload, name, namespace].join('\0');
}

/** The container of a patch for the container of an object: the same names, given in part. */
export const patchesOfContainer = groupedBy(({ fact }: Located<Container>) =>
  fact.partial ? [containerKey(fact)] : [],
);

/** What `patchesOfContainer` finds a container's patches by. */
export function containerKey({ name, owner }: Container): string {
  return [name, owner.name].join('\0');
}

/** The one that stands nearest to a file: a set of manifests is often there a second time, whole or for another environment. */
export function nearestTo<F>(file: string, all: readonly Located<F>[]): Located<F> | undefined {
  const parts = file.split('/');
  const shared = (other: string) => {
    const split = other.split('/');
    const differs = parts.findIndex((part, index) => part !== split[index]);
    return differs < 0 ? parts.length : differs;
  };
  let best: Located<F> | undefined;
  let most = -1;
  for (const each of all) {
    // None is nearer than one in the same file.
    const common = each.file === file ? Infinity : shared(each.file);
    if (common > most) [best, most] = [each, common];
    if (common === Infinity) break;
  }
  return best;
}

/** A port that only monitoring, debugging or another port's machinery uses. */
export function isSidePort({ name = '' }: { readonly name?: string }): boolean {
  const words = name
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  // What stands before the last word only says whose metrics they are: `envoy-metrics`.
  const [last = ''] = words.filter((word) => !transport.has(word)).slice(-1);
  if (/^(\w*metrics|prom|prometheus|pprof|jmx|jmxremote)$/.test(last)) return true;
  const own = words.filter((word) => !transport.has(word));
  return own.length > 0 && own.every((word) => side.has(word));
}

/** Words of a port's name that say how it is asked. */
const transport: ReadonlySet<string> = new Set(
  'http https tcp grpc tls ssl plain port server endpoint svc listener'.split(' '),
);
/** Words that say that nobody but monitoring, health checks and operators asks it. */
const side: ReadonlySet<string> = new Set(
  'metric metrics monitor monitoring debug debugger admin health healthz healthcheck probe probes profiler profiling liveness readiness envoy'.split(
    ' ',
  ),
);

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

/** A container that stands in front of others of its pod. */
export function isProxy(container: Container): boolean {
  return (
    isCompanion(container) &&
    /proxy|envoy|dapr|dataplane|sidecar/i.test(`${container.name} ${container.image?.text ?? ''}`)
  );
}

/** What holds nothing but copies, by its nature: to lose one costs misses. */
export function isPureCache(containers: readonly Container[]): boolean {
  const main = containers.filter((each) => each.role === 'main' && !isCompanion(each));
  return main.length > 0 && main.every(({ image }) => /(^|\/)memcached(:|@|$)/.test(image?.text ?? ''));
}

/** What is asked of a cache before it counts as a fault that all of it may go at once. */
export const afterLoss = say('pods.can-the-backend-handle-the');

function isExporter({ name, image }: Container): boolean {
  return /exporter$/.test(name) || /exporter(:|@|$)/.test(image?.text ?? '');
}

/** A Service by which only metrics are collected, as its name or its only port says. */
function isSideService({ name, scrapedOnly }: NetworkService): boolean {
  return scrapedOnly === true || /(^|[-_])(metrics|exporter)$/.test(name);
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
  if (container.owner.ends || isExporter(container)) return 'no';
  if (services.length === 0) {
    const ports = servingPorts(container).filter(({ number }) => String(number) !== container.owner.scrapePort);
    // Where others have Services, a port that none sends traffic to may be for nobody but operators, whatever it is called.
    if (ports.length > 0) return seesServices && !ports.some(({ onNode }) => onNode) ? 'unknown' : 'yes';
    return container.ports.length === 0 && !seesServices ? 'unknown' : 'no';
  }
  if (targetPort(container, services)) return 'yes';
  const serving = services.some(
    ({ fact }) => !isSideService(fact) && (fact.ports.length === 0 || fact.ports.some((port) => !isSidePort(port))),
  );
  if (!serving) return 'no';
  if (siblings.length <= 1) return 'yes';
  return siblings.some((sibling) => targetPort(sibling, services)) ? 'no' : 'unknown';
}

/** The container's port that a Service sends traffic to. */
export function targetPort(container: Container, services: readonly Located<NetworkService>[]) {
  const targets = services.flatMap(({ fact }) =>
    (isSideService(fact) ? [] : fact.ports)
      .filter((port) => !isSidePort(port))
      .map((port) => port.target ?? String(port.port)),
  );
  return servingPorts(container).find(
    (port) => targets.includes(port.name ?? '') || targets.includes(String(port.number)),
  );
}
