import type { Autoscaler, Container, Workload, WorkloadRef } from '../../model/artefact-fact.ts';
import type { Located, RuleContext } from '../../model/rule.ts';
import { groupedBy } from './lookup.ts';
import { containersOf, nearestTo, servesTraffic, servicesInFront } from './pods.ts';

/** How many pods of a workload run at least. */
export interface Pods {
  readonly count: number;
  /** What scales it; `count` is its minimum. */
  readonly scaler?: Located<Autoscaler>;
  /** The number is written: not the one pod that Kubernetes starts when nothing is said. */
  readonly written: boolean;
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
export function podsOf(workload: Workload, file: string, context: RuleContext): Pods | undefined {
  if (!replicated.has(workload.workload)) return undefined;
  const scaler = nearestTo(file, scalersOf(workload, context));
  if (scaler) {
    const { min } = scaler.fact;
    return min === undefined ? undefined : { count: Math.max(1, min), scaler, written: true };
  }
  return { count: workload.replicas?.count ?? 1, written: workload.replicas !== undefined };
}

/** The autoscalers that name a workload. */
export function scalersOf({ workload, name }: WorkloadRef, context: RuleContext): readonly Located<Autoscaler>[] {
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
