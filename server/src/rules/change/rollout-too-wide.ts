import type { Autoscaler, Container, Workload } from '../../model/artefact-fact.ts';
import type { Text } from '../../model/observation.ts';
import { related, rule, type Located, type RuleContext } from '../../model/rule.ts';
import type { Fix } from '../../model/site.ts';
import { patchOf } from '../vocabulary/workloads/patches.ts';
import { containersOf, servesTraffic, servicesInFront } from '../vocabulary/workloads/pods.ts';
import { isRolled, patchesOfWorkload, podsOf, scalersOf } from '../vocabulary/workloads/replicas.ts';
import { rolloutStep, type Step } from '../vocabulary/workloads/rollout.ts';
import { isNamedWorker, whileAway } from '../vocabulary/workloads/waiting-pods.ts';

export const rolloutTooWide = rule({
  severity: 'warning',
  harm: 'outage',
  scope: 'project',
  since: '0.1.0',
  fix: 'suggestion',
  reads: ['workload'],
  check(workload, context) {
    if (workload.partial) return;
    // An Argo Rollout makes its pods: what is written here takes none away.
    if (isRolled(workload, context)) return;
    const [scaler] = scalersOf(workload, context);
    const replicas = podsOf(workload, context.file, context)?.count;
    const step = rolloutStep(workload, replicas);
    if (step === undefined || replicas === 0) return;
    const span = step.cause?.span ?? workload.strategy?.type?.span ?? workload.span;
    const onlyPod = replicas === 1 && step.verdict === 'fine';
    if (onlyPod) context.cannotTell(span, 'an update replaces the only pod and reaches all users', acceptable);
    else if (step.verdict === 'fine') context.shown(span, step.message);
    else if (step.verdict === 'unknown') context.cannotTell(span, step.message, step.ask);
    else checkWide(workload, step, { context, scaler });
  },
});

const acceptable = 'Is the downtime at each update acceptable?';

interface Around {
  readonly context: RuleContext;
  readonly scaler: Located<Autoscaler> | undefined;
}

function checkWide(workload: Workload, step: Step & { verdict: 'wide' }, { context, scaler }: Around): void {
  const span = step.cause.span;
  const single = step.pods === 1;
  const recreates = step.cause.text === 'Recreate';
  if ((single || recreates) && workload.singleWriterVolume === 'present') {
    return context.cannotTell(span, `${step.message}; its volume has a single writer`, acceptable);
  }
  if ((single || recreates) && workload.singleWriterVolume === 'unknown') {
    const ask = 'Does its volume allow more than one pod (ReadWriteMany)?';
    context.cannotTell(span, `${step.message}; the access mode of its volume could not be determined`, ask);
    return;
  }
  if (single && workload.onePodBecause) {
    const { text } = workload.onePodBecause;
    return context.cannotTell(span, `${step.message}; a comment explains the single pod: ${text}`, acceptable);
  }
  if (step.cause.text === 'OnDelete')
    return context.cannotTell(span, step.message, 'Are the pods deleted one at a time?');
  if (step.away === 1 && workload.spread.some(({ oneEach }) => oneEach)) {
    const ask = 'Are there more nodes than pods?';
    return context.cannotTell(span, `${step.message}; no two of its pods share a node`, ask);
  }
  if (step.away === 1 && step.pods === 2)
    return context.cannotTell(span, step.message, 'Can one pod handle the traffic while the other starts?');
  if (isNamedWorker(workload.name))
    return context.cannotTell(span, `${step.message}; its name suggests a worker`, whileAway);
  if (single && !serves(workload, context)) {
    const ask = 'Does anything depend on it while it restarts?';
    context.cannotTell(span, `${step.message}; it exposes no port and no Service targets it`, ask);
    return;
  }
  if (single && recreates && isAllInOne(workload, context)) {
    const ask = 'Can two instances run at the same time?';
    context.cannotTell(span, `${step.message}; it keeps all its state in one process`, ask);
    return;
  }
  const patch = patchesOfWorkload(context.inWorkspace('workload'), workload.name).find(
    ({ fact }) => fact.replicas && fact.workload === workload.workload,
  );
  const patched = patch?.fact.replicas && rolloutStep(workload, patch.fact.replicas.count);
  if (patch && patched?.verdict !== 'wide') {
    const evidence = { related: [related(patch, 'the patch')] };
    context.cannotTell(span, `${step.message}, but a patch sets other replicas`, 'How many pods run?', evidence);
    return;
  }
  const patching = patchOf(
    { file: context.file, kind: workload.workload, name: workload.name },
    ['strategy', 'updateStrategy', 'maxUnavailable', 'maxSurge', 'replicas'],
    context,
  );
  if (patching) {
    const evidence = { related: [related(patching.patch, 'the patch')] };
    context.cannotTell(span, `${step.message}, but a patch changes it`, 'How does it roll out once patched?', evidence);
    return;
  }
  context.violated(span, step.message, {
    related: scaler ? [related(scaler, 'scales it')] : [],
    fixes: fixesFor(workload, step.cause, context),
  });
}

/** An image that puts a whole system into one process for trials (`jaegertracing/all-in-one`). */
function isAllInOne(workload: Workload, context: RuleContext): boolean {
  const containers = containersOf(workload, context.inFile('container'));
  return containers.some(({ image }) => /all-in-one/.test(image?.text ?? ''));
}

function serves(workload: Workload, context: RuleContext): boolean {
  const siblings = containersOf(workload, context.inFile('container')).filter(({ role }) => role === 'main');
  const services = servicesInFront(workload, context.inWorkspace('network-service'));
  const seesServices = context.inWorkspace('network-service').length > 0;
  const isAsked = (container: Container) => servesTraffic(container, { siblings, services, seesServices }) === 'yes';
  return siblings.some(isAsked);
}

function fixesFor({ workload, strategy }: Workload, cause: Text, context: RuleContext): Fix[] {
  const isType = cause === strategy?.type;
  if (isType && workload === 'DeploymentConfig') return [];
  const text = isType ? 'RollingUpdate' : workload === 'StatefulSet' ? '1' : '25%';
  const edits = [{ span: cause.span, text }];
  const key = isType ? 'type' : cause === strategy?.maxSurge ? 'maxSurge' : 'maxUnavailable';
  // Without a surge Kubernetes would take one pod all the same.
  if (key === 'maxUnavailable' && strategy?.maxSurge && /^0%?$/.test(strategy.maxSurge.text))
    edits.push({ span: strategy.maxSurge.span, text: '25%' });
  return [{ title: `Set ${key}: ${text}`, safety: 'suggestion', changes: [{ file: context.file, edits }] }];
}
