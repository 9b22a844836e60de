import type { Container } from '../../../model/artefact-fact.ts';
import type { RuleContext } from '../../../model/rule.ts';
import { scalersOf } from './replicas.ts';
import { say } from '../../../words/say.ts';

/** A single pod that is stopped before the next one starts: no other one could take its traffic meanwhile. */
export function replacesItself({ owner }: Container, context: RuleContext): boolean {
  const workload = context
    .inFile('workload')
    .find(({ workload: kind, name }) => kind === owner.workload && name === owner.name);
  if (!workload) return false;
  const isSet = workload.workload === 'StatefulSet';
  const isSingle =
    workload.replicas?.count === 1 ||
    (workload.replicas === undefined && (isSet || workload.workload === 'Deployment'));
  return isSingle && (isSet || workload.strategy?.type?.text === 'Recreate') && scalersOf(owner, context).length === 0;
}

/** Proxies for authentication that start within milliseconds and are asked by monitoring and operators. */
export function isKnownProxy({ image }: Container): boolean {
  return /(^|\/)(kube-rbac-proxy|origin-kube-rbac-proxy|ose-kube-rbac-proxy)(:|@|$)/.test(image?.text ?? '');
}

/** Whether a workload calls itself a worker: what it takes from a queue waits until another pod is there. */
export function isNamedWorker(name: string): boolean {
  return /(^|[-_.])(workers?|consumers?)$/i.test(name);
}

/** What to ask about a worker whose pods may all be away for a while. */
export const whileAway = say('waiting-pods.do-users-wait-for-its');
