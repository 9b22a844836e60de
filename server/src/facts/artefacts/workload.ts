import type {
  Container,
  ContainerPort,
  Probe,
  RolloutStrategy,
  Workload,
  WorkloadRef,
} from '../../model/artefact-fact.ts';
import type { Fact } from '../../model/fact.ts';
import type { Presence, Text } from '../../model/observation.ts';
import {
  dig,
  entryOf,
  integerOf,
  itemsOf,
  stringsOf,
  textOf,
  type YamlMap,
  type YamlNode,
} from '../../syntax/yaml-node.ts';
import { type Artefact, endOfLine, insertionInto, placed, placedText } from './artefact.ts';
import { spreadOf } from './disruption.ts';
import { environmentOf, podSettings, preStopOf } from './pod-settings.ts';
import { resourcesOf } from './resources.ts';
import { historyOf, jobBounds } from '../infrastructure/job-bounds.ts';

/** Access modes of the claims of a file, by name. */
export type Claims = ReadonlyMap<string, readonly string[]>;

/** Where an object of a kind holds its pod: the path of the pod template. */
export const podSpecPaths: ReadonlyMap<string, readonly string[]> = new Map([
  ['Deployment', ['spec', 'template']],
  ['StatefulSet', ['spec', 'template']],
  ['DaemonSet', ['spec', 'template']],
  ['ReplicaSet', ['spec', 'template']],
  ['ReplicationController', ['spec', 'template']],
  ['DeploymentConfig', ['spec', 'template']],
  ['Rollout', ['spec', 'template']],
  ['Job', ['spec', 'template']],
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
  ['Pod', []],
]);

/** Kinds whose objects are whole only with a selector, or at least with labels that one could select. */
const selecting = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

/** The workload and its containers. */
export function extractWorkload(artefact: Artefact, claims: Claims): Fact[] {
  const { root } = artefact;
  const workload = textOf(dig(root, 'kind')) ?? '';
  const template = dig(root, ...(podSpecPaths.get(workload) ?? []));
  const pod = dig(template, 'spec');
  const name = placedText(artefact, dig(root, 'metadata', 'name') ?? dig(root, 'metadata', 'generateName'));
  const namespace = textOf(dig(root, 'metadata', 'namespace'));
  const scrapePort = textOf(dig(template, 'metadata', 'annotations', 'prometheus.io/port'));
  const owner: WorkloadRef = {
    workload,
    name: name?.text ?? '',
    ...(namespace === undefined ? {} : { namespace }),
    podLabels: stringsOf(dig(template, 'metadata', 'labels')),
    ...(scrapePort === undefined ? {} : { scrapePort }),
    ...(/Job$/.test(workload) ||
    (workload === 'Pod' && /^(Never|OnFailure)$/.test(textOf(dig(pod, 'restartPolicy')) ?? ''))
      ? { ends: true }
      : {}),
  };
  const partial = isPartial(artefact, workload, pod);
  const replicas = dig(root, 'spec', 'replicas');
  const count = integerOf(replicas);
  const strategy = strategyOf(artefact, workload);
  const fact: Workload = {
    kind: 'workload',
    span: name?.span ?? placedText(artefact, dig(root, 'kind'))?.span ?? placed(artefact, root.span),
    ...owner,
    ...(count !== undefined && replicas ? { replicas: { count, span: placed(artefact, replicas.span) } } : {}),
    ...(strategy ? { strategy } : {}),
    ...onePodBecause(artefact),
    ...standsFor(root),
    ...historyOf(artefact),
    ...jobBounds(artefact, pod),
    singleWriterVolume: singleWriter(root, pod, claims),
    annotations: stringsOf(dig(root, 'metadata', 'annotations')),
    selector: stringsOf(dig(root, 'spec', 'selector', 'matchLabels')),
    spread: spreadOf(artefact, pod, owner.podLabels),
    ...podSettings(artefact, pod),
    ...(pod?.type === 'map' ? { podInsertAt: insertionInto(artefact, pod) } : {}),
    ...insertionAfter(artefact),
    // A count that only a tool will fill in makes the rest as unknown as a patch does.
    partial: partial || (replicas !== undefined && textOf(replicas) !== undefined && count === undefined),
  };
  const onHost = textOf(dig(pod, 'hostNetwork')) === 'true';
  const podResources = dig(pod, 'resources') ? resourcesOf(artefact, pod) : undefined;
  const within = { owner, partial, onHost, podResources };
  return [
    fact,
    ...containersOf(pod, 'containers').map((node) => containerOf(artefact, node, { ...within, role: 'main' })),
    ...containersOf(pod, 'initContainers').map((node) => {
      const role = textOf(dig(node, 'restartPolicy')) === 'Always' ? 'sidecar' : 'init';
      return containerOf(artefact, node, { ...within, role });
    }),
  ];
}

function standsFor(root: YamlNode): Pick<Workload, 'standsFor'> {
  const reference = dig(root, 'spec', 'workloadRef');
  const name = textOf(dig(reference, 'name'));
  return name === undefined ? {} : { standsFor: { workload: textOf(dig(reference, 'kind')) ?? 'Deployment', name } };
}

/** Words of one who says why there is to be one pod. */
const single =
  /\b(singleton|single|(do not|don't|never) scale|only one|never (more|two)|at most one|exactly one|one (pod|replica|instance|writer|consumer)|more than one|(not|cannot|can't|must not|doesn't) (be )?(scaled?|run twice|support)|leader|locks?|twice|concurrent\w*|in parallel|duplicat\w+|exclusive\w*)\b/i;

/** A comment at the number of pods or the strategy: behind it, or on the lines above. */
function onePodBecause(artefact: Artefact): Pick<Workload, 'onePodBecause'> {
  const spec = dig(artefact.root, 'spec');
  const strategy = entryOf(spec, 'strategy') ?? entryOf(spec, 'updateStrategy');
  for (const key of [entryOf(spec, 'replicas')?.key, strategy?.key, entryOf(strategy?.value, 'type')?.key]) {
    if (!key) continue;
    const comment = commentsAt(artefact.text, placed(artefact, key.span).start);
    // An ignore comment is no reason in itself.
    if (
      comment &&
      !comment.text.includes('prr-ignore') &&
      single.test(comment.text) &&
      comment.text.split(/\s+/).length >= 3
    )
      return { onePodBecause: comment };
  }
  return {};
}

/** The comment on the line of an offset and those on the lines right above it. */
function commentsAt(text: string, offset: number): Text | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(lineStart, endOfLine(text, offset));
  const beside = /(?:^|\s)#\s?(.*)$/.exec(line);
  const lines = beside?.[1] === undefined ? [] : [beside[1]];
  const end = lineStart + line.length;
  let start = lineStart + (beside?.index ?? 0);
  for (let next = lineStart; next > 0;) {
    const before = text.lastIndexOf('\n', next - 2) + 1;
    const above = /^\s*#\s?(.*)$/.exec(text.slice(before, next - 1).trimEnd());
    if (above?.[1] === undefined || lines.length > 10) break;
    lines.unshift(above[1]);
    start = next = before;
  }
  return lines.length === 0 ? undefined : { text: lines.join(' '), span: { start, end } };
}

/** Behind the object, for a further document. */
function insertionAfter(artefact: Artefact): Pick<Workload, 'insertAfter'> {
  const { root, text, inList } = artefact;
  if (inList || root.type !== 'map' || root.flow) return {};
  return { insertAfter: { offset: endOfLine(text, placed(artefact, root.span).end), indent: '' } };
}

function containersOf(pod: YamlNode | undefined, key: string): YamlMap[] {
  return itemsOf(dig(pod, key)).filter((node) => node.type === 'map');
}

/** A patch or a fragment: what it does not say may be said elsewhere. */
function isPartial({ file, root }: Artefact, workload: string, pod: YamlNode | undefined): boolean {
  if (/(^|[/._-])patch(es)?([/._-]|$)/i.test(file) || dig(root, '$patch') || dig(root, 'spec', '$patch')) return true;
  const containers = containersOf(pod, 'containers');
  if (containers.length === 0 || containers.some((container) => textOf(dig(container, 'image')) === undefined))
    return true;
  // Before apps/v1 the selector could be left out.
  const old = /beta|^extensions\//.test(textOf(dig(root, 'apiVersion')) ?? '');
  if (!selecting.has(workload) || old || dig(root, 'spec', 'selector') !== undefined) return false;
  // Who labels the pods writes the whole; a patch names what it changes.
  return Object.keys(stringsOf(dig(root, 'spec', 'template', 'metadata', 'labels'))).length === 0;
}

function strategyOf(artefact: Artefact, workload: string): RolloutStrategy | undefined {
  const spec = dig(artefact.root, 'spec');
  const strategy = dig(spec, workload === 'StatefulSet' || workload === 'DaemonSet' ? 'updateStrategy' : 'strategy');
  if (strategy?.type !== 'map') return undefined;
  const rolling =
    dig(strategy, 'rollingUpdate') ??
    dig(strategy, 'rollingParams') ??
    dig(strategy, 'canary') ??
    dig(strategy, 'blueGreen');
  const values = {
    type: placedText(artefact, dig(strategy, 'type')),
    maxUnavailable: placedText(artefact, dig(rolling, 'maxUnavailable')),
    maxSurge: placedText(artefact, dig(rolling, 'maxSurge')),
    partition: placedText(artefact, dig(rolling, 'partition')),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

const inlineDisks = ['gcePersistentDisk', 'awsElasticBlockStore', 'azureDisk', 'iscsi', 'rbd', 'cinder'];

function singleWriter(root: YamlNode, pod: YamlNode | undefined, claims: Claims): Presence {
  const seen: Presence[] = itemsOf(dig(root, 'spec', 'volumeClaimTemplates')).map((template) =>
    ofModes(accessModes(template)),
  );
  for (const volume of itemsOf(dig(pod, 'volumes'))) {
    if (inlineDisks.some((disk) => dig(volume, disk))) seen.push('present');
    const claim = textOf(dig(volume, 'persistentVolumeClaim', 'claimName'));
    if (claim !== undefined) seen.push(ofModes(claims.get(claim) ?? []));
  }
  if (seen.includes('present')) return 'present';
  return seen.includes('unknown') ? 'unknown' : 'absent';
}

/** The access modes that a claim or a claim template asks for. */
export function accessModes(claim: YamlNode): string[] {
  return itemsOf(dig(claim, 'spec', 'accessModes')).flatMap((mode) => textOf(mode) ?? []);
}

function ofModes(modes: readonly string[]): Presence {
  if (modes.length === 0) return 'unknown';
  return modes.every((mode) => mode.startsWith('ReadWriteOnce')) ? 'present' : 'absent';
}

interface Within {
  readonly owner: WorkloadRef;
  readonly partial: boolean;
  readonly role: Container['role'];
  readonly onHost: boolean;
  readonly podResources: Container['podResources'] | undefined;
}

function containerOf(artefact: Artefact, node: YamlMap, within: Within): Container {
  const { owner, partial, role, onHost, podResources } = within;
  const name = placedText(artefact, dig(node, 'name'));
  const image = placedText(artefact, dig(node, 'image'));
  const start = placed(artefact, node.span).start;
  const program = wordsOf(artefact, dig(node, 'command'));
  const programArguments = wordsOf(artefact, dig(node, 'args'));
  const command = [...program, ...programArguments].map(({ text }) => text);
  const probes = {
    readiness: probeOf(artefact, node, 'readinessProbe'),
    liveness: probeOf(artefact, node, 'livenessProbe'),
    startup: probeOf(artefact, node, 'startupProbe'),
  };
  return {
    kind: 'container',
    span: name?.span ?? { start, end: endOfLine(artefact.text, start) },
    name: name?.text ?? '',
    role,
    owner,
    partial,
    ...(image ? { image } : {}),
    ...(command.length > 0 ? { command } : {}),
    ...(program.length > 0 ? { program } : {}),
    ...(programArguments.length > 0 ? { programArguments } : {}),
    resources: resourcesOf(artefact, node),
    ...(podResources ? { podResources } : {}),
    ports: itemsOf(dig(node, 'ports')).flatMap((port) => portOf(artefact, port, onHost)),
    ...Object.fromEntries(Object.entries(probes).filter(([, probe]) => probe !== undefined)),
    ...preStopOf(artefact, node),
    ...environmentOf(node),
    insertAt: insertionInto(artefact, node),
  };
}

function wordsOf(artefact: Artefact, list: YamlNode | undefined): Text[] {
  return itemsOf(list).flatMap((word) => placedText(artefact, word) ?? []);
}

function portOf(artefact: Artefact, port: YamlNode, onHost: boolean): ContainerPort[] {
  const number = dig(port, 'containerPort');
  if (number?.type !== 'scalar') return [];
  const name = textOf(dig(port, 'name'));
  return [
    {
      ...(name === undefined ? {} : { name }),
      number: integerOf(number) ?? 0,
      protocol: textOf(dig(port, 'protocol')) ?? 'TCP',
      ...(onHost || integerOf(dig(port, 'hostPort')) ? { onNode: true } : {}),
      span: placed(artefact, number.span),
    },
  ];
}

const handlers = [
  ['httpGet', 'http'],
  ['tcpSocket', 'tcp'],
  ['exec', 'exec'],
  ['grpc', 'grpc'],
] as const;

function probeOf(artefact: Artefact, container: YamlMap, key: string): Probe | undefined {
  const entry = entryOf(container, key);
  if (!entry?.key || entry.value?.type !== 'map' || entry.value.entries.length === 0) return undefined;
  const [field, handler] = handlers.find(([name]) => dig(entry.value, name)) ?? [undefined, 'unknown' as const];
  const action = field === undefined ? undefined : dig(entry.value, field);
  const path = placedText(artefact, dig(action, 'path'));
  const port = placedText(artefact, dig(action, 'port'));
  const span = placed(artefact, entry.key.span);
  return { span, handler, ...(path ? { path } : {}), ...(port ? { port } : {}) };
}
