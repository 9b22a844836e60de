import type { Workload } from '../../model/artefact-fact.ts';
import { related, rule, type RuleContext } from '../../model/rule.ts';
import type { Fix } from '../../model/site.ts';
import { patchOfObject } from '../vocabulary/completion.ts';
import { insertKeys, type KeyTree } from '../vocabulary/insertion.ts';
import { afterLoss, containersOf, isPureCache } from '../vocabulary/pods.ts';
import { labelsOf, patchesOfWorkload, podsOf, sourcesOf, yamlText } from '../vocabulary/replicas.ts';

const deployment = (spread: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: search
spec:
  replicas: 3
  selector:
    matchLabels: { app: search }
  template:
    metadata:
      labels: { app: search }
    spec:
${spread}      containers:
        - name: search
          image: registry.local/search:1.4.0
`;

const constraint = `      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels: { app: search }
`;

export const replicasNotSpread = rule({
  id: 'replicas-not-spread',
  summary: 'The pods of a service are spread over nodes and zones',
  aspect: 'architecture',
  severity: 'information',
  harm: 'outage',
  scope: 'project',
  since: '0.2.0',
  fix: 'suggestion',
  docs: {
    why: 'Replicas help only as far as they do not fail together: when nothing asks for it, the scheduler may put all of them on one node, and the next kernel update or broken disk is an outage. Its own default, since Kubernetes 1.24, prefers a spread but gives way to other wishes, and clusters may switch it off.',
    remedy:
      'Say it in the pod template: topologySpreadConstraints over zones and hosts with whenUnsatisfiable: ScheduleAnyway, or a podAntiAffinity.',
    guide: 'capacity-planning#spread',
    examples: [
      {
        title: 'Three pods that may share a node',
        bad: { 'deploy.yaml': deployment('') },
        good: { 'deploy.yaml': deployment(constraint) },
      },
    ],
  },
  reads: ['workload'],
  check(workload, context) {
    if (workload.partial) return;
    const pods = podsOf(workload, context.file, context);
    if (!pods || pods.count < 2) return;
    const { name } = workload;
    const [spread] = workload.spread;
    if (spread) return context.shown(spread.span, `${spread.by} keeps the pods of ${name} apart`);
    const span = (pods.scaler ? undefined : workload.replicas?.span) ?? workload.span;
    const containers = containersOf(workload, context.inFile('container'));
    // Pods that only hold a place: nothing in them runs.
    if (containers.length > 0 && containers.every(({ image }) => /(^|\/)pause([:@]|$)/.test(image?.text ?? ''))) return;
    const onNode = containers.some(({ ports }) => ports.some((port) => port.onNode));
    if (onNode) return context.shown(span, `the pods of ${name} take a port of their node: no two share one`);
    const message = `nothing keeps the ${pods.count} pods of ${name} on different nodes`;
    const overlay = patchesOfWorkload(context.inWorkspace('workload'), name).find(({ fact }) => fact.spread.length > 0);
    const patch = overlay
      ? { sure: false, by: 'a patch', related: [related(overlay, 'the patch')] }
      : patchOfObject(workload, [...spreading, ...(pods.by ? [] : ['replicas'])], context);
    if (patch) {
      const evidence = { related: patch.related };
      const ask = 'Is it part of every environment?';
      return context.cannotTell(span, `${message} here; ${patch.by} changes it`, ask, evidence);
    }
    if (isPureCache(containers)) return context.cannotTell(span, `${message}; it is a cache`, afterLoss);
    context.violated(span, message, {
      related: sourcesOf(pods),
      fixes: fixesFor(workload, context),
    });
  },
});

const spreading = ['topologySpreadConstraints', 'podAntiAffinity', 'affinity'];

function fixesFor(workload: Workload, { file }: RuleContext): Fix[] {
  const labels = Object.entries(labelsOf(workload));
  if (!workload.podInsertAt || labels.length === 0) return [];
  const matchLabels = Object.fromEntries(labels.map(([key, value]) => [yamlText(key), yamlText(value)]));
  const over = (topologyKey: string): KeyTree => ({
    maxSkew: '1',
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels },
  });
  const edit = insertKeys(workload.podInsertAt, {
    topologySpreadConstraints: [over('topology.kubernetes.io/zone'), over('kubernetes.io/hostname')],
  });
  if (!edit) return [];
  return [{ title: 'Spread the pods over zones and hosts', safety: 'suggestion', changes: [{ file, edits: [edit] }] }];
}
