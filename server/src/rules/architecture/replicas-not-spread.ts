import type { Workload } from '../../model/artefact-fact.ts';
import { related, rule, type RuleContext } from '../../model/rule.ts';
import type { Fix } from '../../model/site.ts';
import { patchOfObject } from '../vocabulary/workloads/completion.ts';
import { insertKeys, type KeyTree } from '../vocabulary/insertion.ts';
import { afterLoss, containersOf, isPureCache } from '../vocabulary/workloads/pods.ts';
import { labelsOf, patchesOfWorkload, podsOf, sourcesOf, yamlText } from '../vocabulary/workloads/replicas.ts';
import { isNamedWorker, whileAway } from '../vocabulary/workloads/waiting-pods.ts';
import { leaveOpen } from '../vocabulary/workloads/release-values.ts';
import { say } from '../../words/say.ts';

export const replicasNotSpread = rule({
  severity: 'information',
  harm: 'outage',
  scope: 'project',
  since: '0.2.0',
  fix: 'suggestion',
  misses: ['topologySpreadConstraints', 'podAntiAffinity'],
  reads: ['workload', 'release-value'],
  check(workload, context) {
    if (workload.kind === 'release-value') return leaveOpen(workload, context, elsewhere);
    if (workload.partial) return;
    const pods = podsOf(workload, context.file, context);
    if (!pods || pods.count < 2) return;
    const { name } = workload;
    const [spread] = workload.spread;
    if (spread)
      return context.shown(spread.span, say('replicas-not-spread.spreads-the-pods-of', { by: spread.by, name }));
    const span = (pods.scaler ? undefined : workload.replicas?.span) ?? workload.span;
    const containers = containersOf(workload, context.inFile('container'));
    // Pods that only hold a place: nothing in them runs.
    if (containers.length > 0 && containers.every(({ image }) => /(^|\/)pause([:@]|$)/.test(image?.text ?? ''))) return;
    const onNode = containers.some(({ ports }) => ports.some((port) => port.onNode));
    if (onNode) return context.shown(span, say('replicas-not-spread.pods-of-use-a-host', { name }));
    const message = say('replicas-not-spread.all-pods-of-may-run', { count: pods.count, name });
    const overlay = patchesOfWorkload(context.inWorkspace('workload'), name).find(({ fact }) => fact.spread.length > 0);
    const patch = overlay
      ? {
          sure: false,
          by: say('replicas-not-spread.a-patch'),
          related: [related(overlay, say('replicas-not-spread.the-patch'))],
        }
      : patchOfObject(workload, [...spreading, ...(pods.by ? [] : ['replicas'])], context);
    if (patch) {
      const evidence = { related: patch.related };
      const ask = say('replicas-not-spread.is-the-patch-part-of');
      return context.cannotTell(span, say('replicas-not-spread.changes-it', { message, by: patch.by }), ask, evidence);
    }
    if (isPureCache(containers))
      return context.cannotTell(span, say('replicas-not-spread.it-is-a-cache', { message }), afterLoss);
    if (isNamedWorker(name))
      return context.cannotTell(span, say('replicas-not-spread.its-name-suggests-a-worker', { message }), whileAway);
    context.violated(span, say('replicas-not-spread.its-failure-is-an-outage', { message }), {
      related: sourcesOf(pods),
      fixes: fixesFor(workload, context),
    });
  },
});

const spreading = ['topologySpreadConstraints', 'podAntiAffinity', 'affinity'];

function fixesFor(workload: Workload, { file }: RuleContext): Fix[] {
  const labels = Object.entries(labelsOf(workload));
  if (!workload.podInsertAt || workload.computed || labels.length === 0) return [];
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
  return [
    {
      title: say('replicas-not-spread.spread-pods-over-zones-and'),
      safety: 'suggestion',
      changes: [{ file, edits: [edit] }],
    },
  ];
}

/** What is asked of a chart that is not here. */
const elsewhere = { spread: say('replicas-not-spread.does-the-chart-spread-its') };
