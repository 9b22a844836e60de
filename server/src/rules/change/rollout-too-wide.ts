import type { Autoscaler, Container, Workload } from '../../model/artefact-fact.ts';
import type { Text } from '../../model/observation.ts';
import { related, rule, type Located, type RuleContext } from '../../model/rule.ts';
import type { Fix } from '../../model/site.ts';
import { patchOf } from '../vocabulary/workloads/patches.ts';
import { containersOf, servesTraffic, servicesInFront } from '../vocabulary/workloads/pods.ts';
import { isRolled, patchesOfWorkload, podsOf, scalersOf } from '../vocabulary/workloads/replicas.ts';
import { rolloutStep, type Step } from '../vocabulary/workloads/rollout.ts';
import { isNamedWorker, whileAway } from '../vocabulary/workloads/waiting-pods.ts';
import { say } from '../../words/say.ts';

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
    if (onlyPod) context.cannotTell(span, say('wide.an-update-replaces-the-only'), acceptable);
    else if (step.verdict === 'fine') context.shown(span, step.message);
    else if (step.verdict === 'unknown') context.cannotTell(span, step.message, step.ask);
    else checkWide(workload, step, { context, scaler });
  },
});

const acceptable = say('wide.is-the-downtime-at-each');

interface Around {
  readonly context: RuleContext;
  readonly scaler: Located<Autoscaler> | undefined;
}

function checkWide(workload: Workload, step: Step & { verdict: 'wide' }, { context, scaler }: Around): void {
  const span = step.cause.span;
  const single = step.pods === 1;
  const recreates = step.cause.text === 'Recreate';
  if ((single || recreates) && workload.singleWriterVolume === 'present') {
    return context.cannotTell(span, say('wide.its-volume-has-a-single', { message: step.message }), acceptable);
  }
  if ((single || recreates) && workload.singleWriterVolume === 'unknown') {
    const ask = say('wide.does-its-volume-allow-more');
    context.cannotTell(span, say('wide.the-access-mode-of-its', { message: step.message }), ask);
    return;
  }
  if (single && workload.onePodBecause) {
    const { text } = workload.onePodBecause;
    const message = say('wide.a-comment-explains-the-single', { message: step.message, text });
    return context.cannotTell(span, message, acceptable);
  }
  if (step.cause.text === 'OnDelete')
    return context.cannotTell(span, step.message, say('wide.are-the-pods-deleted-one'));
  if (step.away === 1 && workload.spread.some(({ oneEach }) => oneEach)) {
    const ask = say('wide.are-there-more-nodes-than');
    return context.cannotTell(span, say('wide.no-two-of-its-pods', { message: step.message }), ask);
  }
  if (step.away === 1 && step.pods === 2)
    return context.cannotTell(span, step.message, say('wide.can-one-pod-handle-the'));
  if (isNamedWorker(workload.name)) {
    const message = say('replicas-not-spread.its-name-suggests-a-worker', { message: step.message });
    return context.cannotTell(span, message, whileAway);
  }
  if (single && !serves(workload, context)) {
    const ask = say('wide.does-anything-depend-on-it');
    context.cannotTell(span, say('wide.it-exposes-no-port-and', { message: step.message }), ask);
    return;
  }
  if (single && recreates && isAllInOne(workload, context)) {
    const ask = say('wide.can-two-instances-run-at');
    context.cannotTell(span, say('wide.it-keeps-all-its-state', { message: step.message }), ask);
    return;
  }
  const patch = patchesOfWorkload(context.inWorkspace('workload'), workload.name).find(
    ({ fact }) => fact.replicas && fact.workload === workload.workload,
  );
  const patched = patch?.fact.replicas && rolloutStep(workload, patch.fact.replicas.count);
  if (patch && patched?.verdict !== 'wide') {
    const evidence = { related: [related(patch, say('replicas-not-spread.the-patch'))] };
    context.cannotTell(
      span,
      say('wide.but-a-patch-sets-other', { message: step.message }),
      say('pdb.how-many-pods-run'),
      evidence,
    );
    return;
  }
  const patching = patchOf(
    { file: context.file, kind: workload.workload, name: workload.name },
    ['strategy', 'updateStrategy', 'maxUnavailable', 'maxSurge', 'replicas'],
    context,
  );
  if (patching) {
    const evidence = { related: [related(patching.patch, say('replicas-not-spread.the-patch'))] };
    context.cannotTell(
      span,
      say('wide.but-a-patch-changes-it', { message: step.message }),
      say('wide.how-does-it-roll-out'),
      evidence,
    );
    return;
  }
  context.violated(span, step.message, {
    related: scaler ? [related(scaler, say('wide.scales-it'))] : [],
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
  return [
    {
      title: say('wide.set', { key, text }),
      safety: 'suggestion',
      changes: [{ file: context.file, edits }],
    },
  ];
}
