import type { Autoscaler, NetworkService } from '../../model/artefact-fact.ts';
import type { Entrance } from '../../model/cluster-fact.ts';
import type { Fact } from '../../model/fact.ts';
import { readYaml } from '../../syntax/yaml.ts';
import { dig, entriesOf, integerOf, itemsOf, stringsOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';
import { type Artefact, placed, placedText } from './artefact.ts';
import { configValues } from './config-values.ts';
import { budgetMaker, disruptionBudget } from './disruption.ts';
import { imageStream, triggeredImages } from './image-rewrites.ts';
import { networkPolicy } from './network-policy.ts';
import { keptFacts } from './kept-facts.ts';
import { extractRules } from './prometheus.ts';
import { annotatedPods, annotatedService, isMonitor, monitor, scrapeConfigs } from './scrapes.ts';
import { resourceDefaults, resourceTuner } from './resources.ts';
import { scaledBy } from '../infrastructure/scaled-by.ts';
import { trafficPolicies } from './traffic-policy.ts';
import { accessModes, type Claims, extractWorkload, podSpecPaths } from './workload.ts';

/** Facts of the Kubernetes objects in the documents of one file, those of a `List` with them. */
export function extractObjects(documents: readonly Artefact[]): Fact[] {
  const claims = claimsOf(documents.flatMap(unpacked));
  return keptFacts(documents, {
    of: JSON.stringify([...claims]),
    read: (document) => unpacked(document).flatMap((object) => factsOf(object, claims)),
  });
}

function unpacked(artefact: Artefact): Artefact[] {
  const kind = textOf(dig(artefact.root, 'kind'));
  if (kind === undefined || dig(artefact.root, 'apiVersion') === undefined) return [];
  if (!kind.endsWith('List')) return [artefact];
  return itemsOf(dig(artefact.root, 'items')).map((root) => ({ ...artefact, root, inList: true }));
}

function claimsOf(objects: readonly Artefact[]): Claims {
  const claims = new Map<string, readonly string[]>();
  for (const { root } of objects) {
    const name = textOf(dig(root, 'metadata', 'name'));
    if (textOf(dig(root, 'kind')) !== 'PersistentVolumeClaim' || name === undefined) continue;
    claims.set(name, accessModes(root));
  }
  return claims;
}

function factsOf(artefact: Artefact, claims: Claims): Fact[] {
  const { root } = artefact;
  const kind = textOf(dig(root, 'kind')) ?? '';
  const group = textOf(dig(root, 'apiVersion'))?.split('/').at(-2) ?? '';
  if (podSpecPaths.has(kind))
    return [
      ...extractWorkload(artefact, claims),
      ...triggeredImages(artefact, dig(root, ...(podSpecPaths.get(kind) ?? []), 'spec')),
      ...annotatedPods(artefact, podSpecPaths.get(kind) ?? []),
    ];
  if (isDeployer(kind, group)) {
    const name = textOf(dig(root, 'metadata', 'name')) ?? '';
    return [{ kind: 'deployer', span: nameSpan(artefact), name, resource: kind }];
  }
  if (isMonitor(kind)) return monitor(artefact, nameSpan(artefact));
  if (kind === 'Service' && group === '')
    return [networkService(artefact), ...balancer(artefact), ...annotatedService(artefact)];
  if (kind === 'VirtualService')
    return [
      ...(itemsOf(dig(root, 'spec', 'gateways')).some((gateway) => textOf(gateway) !== 'mesh')
        ? [entrance(artefact, kind)]
        : []),
      ...trafficPolicies(artefact, kind),
    ];
  if (kind === 'Ingress' || kind === 'HTTPRoute' || kind === 'GRPCRoute')
    return [entrance(artefact, kind), ...trafficPolicies(artefact, kind)];
  if (kind === 'Route' && group.endsWith('openshift.io')) return [entrance(artefact, kind)];
  if (kind === 'HorizontalPodAutoscaler') return autoscaler(artefact, ['minReplicas', 'maxReplicas', 1]);
  if (kind === 'ScaledObject') return autoscaler(artefact, ['minReplicaCount', 'maxReplicaCount', 0]);
  if (kind === 'PodDisruptionBudget') return [disruptionBudget(artefact, nameSpan(artefact))];
  if ((/^(Cluster)?Role$/.test(kind) && group.startsWith('rbac.')) || /^(Cluster)?Policy$/.test(kind))
    return budgetMaker(artefact, nameSpan(artefact));
  if (kind === 'NetworkPolicy') return networkPolicy(artefact, nameSpan(artefact));
  if (kind === 'ImageStream') return imageStream(artefact);
  if (kind === 'LimitRange') return resourceDefaults(artefact, nameSpan(artefact));
  if (kind === 'VerticalPodAutoscaler') return resourceTuner(artefact, nameSpan(artefact));
  if (/^(PrometheusRule|VMRule|(Cluster|Global)?Rules)$/.test(kind)) return extractRules(artefact, dig(root, 'spec'));
  if (kind === 'ConfigMap')
    return [
      ...rulesInConfigMap(artefact),
      ...configuredScrapes(artefact),
      ...configValues(artefact, nameSpan(artefact)),
    ];
  return [];
}

/** Resources of Flux and Argo CD that deploy charts and folders. */
function isDeployer(kind: string, group: string): boolean {
  if (/^Application(Set)?$/.test(kind)) return group === 'argoproj.io';
  return (
    (kind === 'HelmRelease' && group === 'helm.toolkit.fluxcd.io') ||
    (kind === 'Kustomization' && group === 'kustomize.toolkit.fluxcd.io')
  );
}

function nameSpan(artefact: Artefact) {
  const name = placedText(artefact, dig(artefact.root, 'metadata', 'name'));
  return name?.span ?? placedText(artefact, dig(artefact.root, 'kind'))?.span ?? placed(artefact, artefact.root.span);
}

/** A Service that asks the cloud for an address of its own. */
function balancer(artefact: Artefact): Entrance[] {
  const name = textOf(dig(artefact.root, 'metadata', 'name'));
  if (name === undefined || textOf(dig(artefact.root, 'spec', 'type')) !== 'LoadBalancer') return [];
  return [{ kind: 'entrance', span: nameSpan(artefact), by: 'Service', services: [name] }];
}

/** An Ingress or a route, with the Services behind it in all versions of the format. */
function entrance(artefact: Artefact, by: string): Entrance {
  const spec = dig(artefact.root, 'spec');
  const backends = [
    dig(spec, 'defaultBackend'),
    dig(spec, 'backend'),
    ...itemsOf(dig(spec, 'rules')).flatMap((rule) =>
      itemsOf(dig(rule, 'http', 'paths')).map((path) => dig(path, 'backend')),
    ),
  ];
  const refs = itemsOf(dig(spec, 'rules')).flatMap((rule) => itemsOf(dig(rule, 'backendRefs')));
  const names = [
    ...backends.flatMap(
      (backend) => textOf(dig(backend, 'service', 'name')) ?? textOf(dig(backend, 'serviceName')) ?? [],
    ),
    ...refs.flatMap((ref) => textOf(dig(ref, 'name')) ?? []),
    // Istio names hosts: the first label is the Service.
    ...itemsOf(dig(spec, 'http')).flatMap((http) =>
      itemsOf(dig(http, 'route')).flatMap((route) => textOf(dig(route, 'destination', 'host'))?.split('.')[0] ?? []),
    ),
    ...(by === 'Route' ? [textOf(dig(spec, 'to', 'name')) ?? []].flat() : []),
  ];
  return { kind: 'entrance', span: nameSpan(artefact), by, services: [...new Set(names)] };
}

function networkService(artefact: Artefact): NetworkService {
  const { root } = artefact;
  const namespace = textOf(dig(root, 'metadata', 'namespace'));
  const selector = stringsOf(dig(root, 'spec', 'selector'));
  const labels = stringsOf(dig(root, 'metadata', 'labels'));
  const ports = itemsOf(dig(root, 'spec', 'ports')).flatMap((port) => {
    const number = integerOf(dig(port, 'port'));
    if (number === undefined) return [];
    const target = textOf(dig(port, 'targetPort'));
    const name = textOf(dig(port, 'name'));
    return [{ port: number, ...(target === undefined ? {} : { target }), ...(name === undefined ? {} : { name }) }];
  });
  return {
    kind: 'network-service',
    span: nameSpan(artefact),
    name: textOf(dig(root, 'metadata', 'name')) ?? '',
    ...(namespace === undefined ? {} : { namespace }),
    ...(Object.keys(labels).length > 0 ? { labels } : {}),
    ...(Object.keys(selector).length > 0 ? { selector } : {}),
    ports,
    ...(isScrapedOnly(root, ports) ? { scrapedOnly: true } : {}),
  };
}

/** Whether nothing but Prometheus asks a Service, as far as its annotations and its only port tell. */
function isScrapedOnly(root: YamlNode, ports: readonly { readonly port: number }[]): boolean {
  const scraped = textOf(dig(root, 'metadata', 'annotations', 'prometheus.io/port'));
  const isHeadless = textOf(dig(root, 'spec', 'clusterIP')) === 'None';
  return isHeadless && ports.length === 1 && scraped === String(ports[0]?.port);
}

/** `defaultMin` is what Kubernetes or KEDA takes when the field is not given. */
function autoscaler(artefact: Artefact, [minKey, maxKey, defaultMin]: [string, string, number]): Autoscaler[] {
  const spec = dig(artefact.root, 'spec');
  const name = textOf(dig(spec, 'scaleTargetRef', 'name'));
  if (name === undefined) return [];
  const workload = textOf(dig(spec, 'scaleTargetRef', 'kind')) ?? 'Deployment';
  const given = dig(spec, minKey);
  const min = given === undefined ? defaultMin : integerOf(given);
  const max = integerOf(dig(spec, maxKey));
  return [
    {
      kind: 'autoscaler',
      span: nameSpan(artefact),
      target: { workload, name },
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
      metrics: scaledBy(spec),
    },
  ];
}

/** Rules files in a ConfigMap. */
function rulesInConfigMap(artefact: Artefact): Fact[] {
  return blocksOf(artefact, /^groups:/m).flatMap((block) => extractRules(block, block.root));
}

/** Configurations of Prometheus in a ConfigMap. */
function configuredScrapes(artefact: Artefact): Fact[] {
  return blocksOf(artefact, /^scrape_configs:/m).flatMap((block) => scrapeConfigs(block));
}

/** The literal blocks of a ConfigMap whose text fits: such a block is YAML at its own indentation. */
export function blocksOf(artefact: Artefact, pattern: RegExp): Artefact[] {
  return entriesOf(dig(artefact.root, 'data')).flatMap(({ value }): Artefact[] => {
    if (value?.type !== 'scalar' || value.style !== 'literal' || !pattern.test(value.text)) return [];
    const { start, end } = placed(artefact, value.span);
    const body = artefact.text.indexOf('\n', start) + 1;
    if (body === 0 || body >= end) return [];
    return readYaml(artefact.text.slice(body, end)).flatMap((document): Artefact[] =>
      document.root ? [{ ...artefact, base: body + document.start, root: document.root }] : [],
    );
  });
}
