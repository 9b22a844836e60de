import type { Fact } from '../../model/fact.ts';
import { readYaml } from '../../syntax/yaml.ts';
import { dig, itemsOf, textOf } from '../../syntax/yaml-node.ts';
import type { Artefact } from '../artefacts/artefact.ts';
import { isCompose } from '../artefacts/compose.ts';
import { isTerraform } from '../artefacts/delivery-files.ts';
import { blocksOf } from '../artefacts/kubernetes.ts';
import { podSpecPaths } from '../artefacts/workload.ts';
import { backupKinds, backupSchedule, databaseCluster, databaseKinds } from './databases.ts';
import { certificate, endpointKinds, publicEndpoint } from './endpoints.ts';
import { quota, rateLimitKinds, rateLimits, traefikLimits } from './limits.ts';
import { caddySites, traefikLabels } from './proxies.ts';
import { nginxLimits } from './nginx-limits.ts';
import { blackboxJobs, probe } from './probes.ts';
import { argoRollout, flaggerCanary } from './rollouts.ts';
import {
  composeSecrets,
  configurationSecrets,
  configuredSecrets,
  generatedSecrets,
  madeSecret,
  plainSecret,
  podSecrets,
  secretMakers,
} from './secrets.ts';
import { livenessGroup } from './spring-health.ts';
import { extractTerraform } from './terraform.ts';

const certificates: ReadonlySet<string> = new Set(['Certificate', 'ManagedCertificate']);
const quotas: ReadonlySet<string> = new Set(['ResourceQuota', 'LimitRange']);
const probes: ReadonlySet<string> = new Set(['Probe', 'VMProbe']);
const makers: ReadonlySet<string> = new Set(secretMakers);
const endpoints: ReadonlySet<string> = new Set(endpointKinds);
const limiting: ReadonlySet<string> = new Set(['Ingress', ...rateLimitKinds]);
const databases: ReadonlySet<string> = new Set(databaseKinds);
const backups: ReadonlySet<string> = new Set(backupKinds);

const kinds = new RegExp(
  `\\bkind["']?[ \\t]*:[ \\t]*["']?(?:${[
    ...certificates,
    ...quotas,
    ...probes,
    ...makers,
    ...endpoints,
    ...limiting,
    ...databases,
    ...backups,
    ...podSpecPaths.keys(),
    'Secret',
    'ConfigMap',
    'Canary',
    'List',
  ].join('|')})\\b`,
);

/** What a file tells of infrastructure: secrets, certificates, limits, backups, resources of clouds. */
export function extractInfrastructure(file: string, text: string): Fact[] {
  if (isTerraform(file)) return extractTerraform(text);
  const lines = [
    ...configurationSecrets(file, text),
    ...livenessGroup(file, text),
    ...caddySites(file, text),
    ...nginxLimits(file, text),
  ];
  if (!/\.(ya?ml|json)$/i.test(file)) return lines;
  if (isCompose(file, text))
    return artefactsOf(file, text).flatMap((each) => [
      ...composeSecrets(each),
      ...traefikLabels(each),
      ...traefikLimits(each),
    ]);
  if (/(^|\/)kustomization\.ya?ml$/.test(file))
    return /^secretGenerator/m.test(text) ? artefactsOf(file, text).flatMap(generatedSecrets) : [];
  const scrapes = /^[ \t]*metrics_path[ \t]*:[ \t]*["']?\/probe\b/m.test(text);
  if (!scrapes && !isObject(text)) return lines;
  // What only Helm can render is no YAML yet.
  if (/\{\{-?[ \t]*(?:\(?\$?\.(?:Values|Release|Chart|Files)|include|template|if|range|with|tpl)\b/.test(text))
    return lines;
  const artefacts = artefactsOf(file, text);
  return [
    ...lines,
    ...artefacts.flatMap(unpacked).flatMap(factsOf),
    ...(scrapes ? artefacts.flatMap((each) => (dig(each.root, 'kind') ? [] : blackboxJobs(each))) : []),
  ];
}

function isObject(text: string): boolean {
  return kinds.test(text) && /\bapiVersion["']?[ \t]*:/.test(text);
}

function artefactsOf(file: string, text: string): Artefact[] {
  return readYaml(text).flatMap(({ root, start }): Artefact[] => (root ? [{ file, text, base: start, root }] : []));
}

function unpacked(artefact: Artefact): Artefact[] {
  const kind = textOf(dig(artefact.root, 'kind'));
  if (kind === undefined || dig(artefact.root, 'apiVersion') === undefined) return [];
  if (!kind.endsWith('List')) return [artefact];
  return itemsOf(dig(artefact.root, 'items')).map((root) => ({ ...artefact, root, inList: true }));
}

function factsOf(artefact: Artefact): Fact[] {
  const { root } = artefact;
  const kind = textOf(dig(root, 'kind')) ?? '';
  const group = textOf(dig(root, 'apiVersion'))?.split('/').at(-2) ?? '';
  if (kind === 'Secret') return group === '' ? plainSecret(artefact) : [];
  if (kind === 'ConfigMap')
    return [
      ...configuredSecrets(artefact),
      ...blocksOf(artefact, /^[ \t]*metrics_path[ \t]*:[ \t]*["']?\/probe\b/m).flatMap((block) => blackboxJobs(block)),
    ];
  if (makers.has(kind)) return madeSecret(artefact, kind);
  if (quotas.has(kind)) return quota(artefact, kind === 'LimitRange' ? 'LimitRange' : 'ResourceQuota');
  if (probes.has(kind)) return probe(artefact);
  if (kind === 'Canary') return group === 'flagger.app' ? flaggerCanary(artefact) : [];
  if (certificates.has(kind) && /^(cert-manager\.io|certmanager\.k8s\.io|networking\.gke\.io)$/.test(group))
    return [certificate(artefact, kind)];
  // Knative and OpenShift have a `Route`, too.
  if (endpoints.has(kind) && (kind !== 'Route' || group.endsWith('openshift.io')))
    return [publicEndpoint(artefact, kind), ...rateLimits(artefact, kind)];
  if (limiting.has(kind)) return rateLimits(artefact, kind);
  if (podSpecPaths.has(kind))
    return [
      ...podSecrets(artefact, dig(root, ...(podSpecPaths.get(kind) ?? []))),
      ...(kind === 'Rollout' ? argoRollout(artefact) : []),
    ];
  return [
    ...(databases.has(kind) ? databaseCluster(artefact, { group, kind }) : []),
    ...(backups.has(kind) ? backupSchedule(artefact, { group, kind }) : []),
  ];
}
