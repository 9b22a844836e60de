import type { Autoscaler, Container, Workload, WorkloadRef } from '../../../model/artefact-fact.ts';
import { related, type Located, type RuleContext, type WorkspaceFacts } from '../../../model/rule.ts';
import type { Related } from '../../../model/site.ts';
import type { Span } from '../../../model/span.ts';
import { folderOf, isWithin, kustomizationsOf } from './kustomize.ts';
import { groupedBy } from '../lookup.ts';
import { containersOf, nearestTo, servesTraffic, servicesInFront } from './pods.ts';
import { say } from '../../../words/say.ts';

/** How many pods of a workload run at least. */
export interface Pods {
  readonly count: number;
  /** What scales it; `count` is its minimum. */
  readonly scaler?: Located<Autoscaler>;
  /** The number is written: not the one pod that Kubernetes starts when nothing is said. */
  readonly written: boolean;
  /** What gives it the number elsewhere: an overlay, or the Rollout that stands for it. */
  readonly by?: Located<{ readonly span: Span }>;
}

const replicated = new Set([
  'Deployment',
  'StatefulSet',
  'ReplicaSet',
  'ReplicationController',
  'DeploymentConfig',
  'Rollout',
]);

/** The pods of a workload that keeps a number of equal ones running; undefined for other kinds and where the number is not to be seen. */
export function podsOf(workload: Workload, file: string, context: WorkspaceFacts): Pods | undefined {
  if (!replicated.has(workload.workload)) return undefined;
  const scaler = nearestTo(file, scalersOf(workload, context));
  if (scaler) {
    const { min } = scaler.fact;
    return min === undefined ? undefined : { count: Math.max(1, min), scaler, written: true };
  }
  const rollout = nearestTo(
    file,
    rolloutsOf(context.inWorkspace('workload'), [workload.workload, workload.name].join('\0')),
  );
  if (rollout) return { count: rollout.fact.replicas?.count ?? 1, written: true, by: rollout };
  return (
    ofOverlays(workload, file, context) ?? {
      count: workload.replicas?.count ?? 1,
      written: workload.replicas !== undefined,
    }
  );
}

/** Argo Rollouts by the workload that they stand for. */
const rolloutsOf = groupedBy(({ fact: { standsFor } }: Located<Workload>) =>
  standsFor ? [[standsFor.workload, standsFor.name].join('\0')] : [],
);

/** Whether an Argo Rollout makes the pods of a workload in its place. */
export function isRolled({ workload, name }: WorkloadRef, context: WorkspaceFacts): boolean {
  return rolloutsOf(context.inWorkspace('workload'), [workload, name].join('\0')).length > 0;
}

/** What runs for users, by the path of an overlay. */
const live = /(^|[/_-])(prod|production|live)([/_-]|$)/i;

/**
 * The number that overlays of Kustomize give a workload: that of production where an overlay is called so; else the least of all,
 * where all that say one take more than one pod. Undefined where none says a number, and where several do and one takes a single pod.
 */
function ofOverlays({ workload, name }: WorkloadRef, file: string, context: WorkspaceFacts): Pods | undefined {
  const overlays = kustomizationsOf(file, context);
  const named = overlays.flatMap(({ file: at, fact }) =>
    fact.replicas
      .filter((each) => each.name === name)
      .map(({ count, span }) => ({ count, by: { file: at, fact: { span } } })),
  );
  const folders = overlays.map(({ file: at }) => folderOf(at));
  const patched = patchesOfWorkload(context.inWorkspace('workload'), name).flatMap(({ file: at, fact }) => {
    const isOfOverlay = fact.workload === workload && isWithin(folders, at);
    return fact.replicas && isOfOverlay ? [{ count: fact.replicas.count, by: { file: at, fact: fact.replicas } }] : [];
  });
  const counts = [...named, ...patched];
  const production = counts.filter(({ by }) => live.test(by.file));
  const asked = production.length > 0 ? production : counts;
  const [least] = asked.toSorted((a, b) => a.count - b.count);
  if (!least || (production.length === 0 && asked.length > 1 && least.count < 2)) return undefined;
  return { count: least.count, written: true, by: least.by };
}

/** Where the number of pods comes from, where it stands elsewhere. */
export function sourcesOf({ scaler, by }: Pods): readonly Related[] {
  if (scaler) return [related(scaler, say('wide.scales-it'))];
  return by ? [related(by, say('replicas.sets-the-number-of-pods'))] : [];
}

/** The autoscalers that name a workload. */
export function scalersOf({ workload, name }: WorkloadRef, context: WorkspaceFacts): readonly Located<Autoscaler>[] {
  return scalersByTarget(context.inWorkspace('autoscaler'), [workload, name].join('\0'));
}

const scalersByTarget = groupedBy(({ fact: { target } }: Located<Autoscaler>) => [
  [target.workload, target.name].join('\0'),
]);

/** Workloads that are given in part, as patches are, by their name. */
export const patchesOfWorkload = groupedBy(({ fact }: Located<Workload>) => (fact.partial ? [fact.name] : []));

/** Whether users or other services wait for a workload's answers; `unknown` where neither ports nor Services tell. */
export function serves(workload: Workload, context: RuleContext): 'yes' | 'no' | 'unknown' {
  const siblings = containersOf(workload, context.inFile('container')).filter(({ role }) => role === 'main');
  const services = servicesInFront(workload, context.inWorkspace('network-service'));
  const seesServices = context.inWorkspace('network-service').length > 0;
  const answers = siblings.map((container: Container) =>
    servesTraffic(container, { siblings, services, seesServices }),
  );
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
}

/** Labels to select the pods by: those of the workload's own selector. */
export function labelsOf({ selector, podLabels }: Workload): Readonly<Record<string, string>> {
  return Object.keys(selector).length > 0 ? selector : podLabels;
}

/** A text as a YAML scalar that is read as that text. */
export function yamlText(text: string): string {
  const plain = /^[A-Za-z][\w./-]*$/.test(text) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(text);
  return plain ? text : JSON.stringify(text);
}
