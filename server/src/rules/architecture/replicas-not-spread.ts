import type { Workload } from '../../model/artefact-fact.ts';
import { related, rule, type RuleContext } from '../../model/rule.ts';
import type { Fix } from '../../model/site.ts';
import { patchOfObject } from '../vocabulary/workloads/completion.ts';
import { insertKeys, type KeyTree } from '../vocabulary/insertion.ts';
import { afterLoss, containersOf, isPureCache } from '../vocabulary/workloads/pods.ts';
import { labelsOf, patchesOfWorkload, podsOf, sourcesOf, yamlText } from '../vocabulary/workloads/replicas.ts';
import { isNamedWorker, whileAway } from '../vocabulary/workloads/waiting-pods.ts';
import { leaveOpen } from '../vocabulary/workloads/release-values.ts';

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
    if (spread) return context.shown(spread.span, `${spread.by} spreads the pods of ${name}`);
    const span = (pods.scaler ? undefined : workload.replicas?.span) ?? workload.span;
    const containers = containersOf(workload, context.inFile('container'));
    // Pods that only hold a place: nothing in them runs.
    if (containers.length > 0 && containers.every(({ image }) => /(^|\/)pause([:@]|$)/.test(image?.text ?? ''))) return;
    const onNode = containers.some(({ ports }) => ports.some((port) => port.onNode));
    if (onNode) return context.shown(span, `pods of ${name} use a host port, so no two share a node`);
    const message = `all ${pods.count} pods of ${name} may run on one node`;
    const overlay = patchesOfWorkload(context.inWorkspace('workload'), name).find(({ fact }) => fact.spread.length > 0);
    const patch = overlay
      ? { sure: false, by: 'a patch', related: [related(overlay, 'the patch')] }
      : patchOfObject(workload, [...spreading, ...(pods.by ? [] : ['replicas'])], context);
    if (patch) {
      const evidence = { related: patch.related };
      const ask = 'Is the patch part of every environment?';
      return context.cannotTell(span, `${message}; ${patch.by} changes it`, ask, evidence);
    }
    if (isPureCache(containers)) return context.cannotTell(span, `${message}; it is a cache`, afterLoss);
    if (isNamedWorker(name)) return context.cannotTell(span, `${message}; its name suggests a worker`, whileAway);
    context.violated(span, `${message}; its failure is an outage`, {
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
  return [{ title: 'Spread pods over zones and hosts', safety: 'suggestion', changes: [{ file, edits: [edit] }] }];
}

/** What is asked of a chart that is not here. */
const elsewhere = { spread: 'Does the chart spread its pods over nodes with it?' };
