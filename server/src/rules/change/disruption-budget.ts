import type { Workload } from '../../model/artefact-fact.ts';
import type { DisruptionBudget } from '../../model/cluster-fact.ts';
import { related, rule, type RuleContext } from '../../model/rule.ts';
import { budgetsFor, evictable, keepsNothing, makerFor, workloadsOf } from '../vocabulary/budgets.ts';
import { addBudget, adjustBudget } from '../vocabulary/budget-repairs.ts';
import { checkNumberless } from '../vocabulary/numberless-budget.ts';
import { unsureOf } from '../vocabulary/pod-count.ts';
import { patchOfObject } from '../vocabulary/completion.ts';
import { afterLoss, containersOf, isPureCache, nearestTo } from '../vocabulary/pods.ts';
import { podsOf, serves, sourcesOf } from '../vocabulary/replicas.ts';

const search = `apiVersion: apps/v1
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
      containers:
        - name: search
          image: registry.local/search:1.4.0
          ports: [{ containerPort: 8080 }]
`;

const budget = (value: string) => `---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: search
spec:
  ${value}
  selector:
    matchLabels: { app: search }
`;

export const disruptionBudget = rule({
  id: 'disruption-budget',
  summary: 'A drained node takes only a few pods of a service away, and can be drained',
  aspect: 'change',
  severity: 'warning',
  harm: 'outage',
  scope: 'project',
  since: '0.2.0',
  fix: 'suggestion',
  docs: {
    why: 'Nodes are drained at every cluster upgrade and whenever the cluster shrinks: without a PodDisruptionBudget all pods of a service may be evicted at once, and with one that lets none go the drain waits for ever, until somebody deletes the pods by force.',
    remedy:
      'Give each replicated service a PodDisruptionBudget with maxUnavailable in percent, 25% for example; never 0, and never a minAvailable as large as the number of pods.',
    guide: 'rolling-updates',
    examples: [
      {
        title: 'A service of three pods',
        bad: { 'deploy.yaml': search },
        good: { 'deploy.yaml': search + budget('maxUnavailable: 25%') },
      },
      {
        title: 'A budget that blocks every drain',
        bad: { 'deploy.yaml': search + budget('minAvailable: 3') },
        good: { 'deploy.yaml': search + budget('minAvailable: 2') },
      },
    ],
  },
  reads: ['workload', 'disruption-budget'],
  check(fact, context) {
    if (fact.kind === 'workload') checkWorkload(fact, context);
    else checkBudget(fact, context);
  },
});

function checkWorkload(workload: Workload, context: RuleContext): void {
  if (workload.partial) return;
  const pods = podsOf(workload, context.file, context);
  if (!pods || pods.count < 2) return;
  const own = nearestTo(context.file, budgetsFor(workload, context.inWorkspace('disruption-budget')));
  const { span, name } = workload;
  if (own) {
    // What is wrong with it is said there.
    if (keepsNothing(own.fact, pods.count)) return;
    const evidence = { related: [related(own, 'the budget')] };
    return context.shown(span, `the PodDisruptionBudget ${own.fact.name} is for ${name}`, evidence);
  }
  const serving = serves(workload, context);
  if (serving === 'no') return;
  const message = `${name} has ${pods.count} pods and no PodDisruptionBudget`;
  if (serving === 'unknown') {
    const ask = 'Does a Service outside this workspace send it traffic?';
    return context.cannotTell(span, `${message}; whether it serves is not to be seen`, ask);
  }
  if (isPureCache(containersOf(workload, context.inFile('container'))))
    return context.cannotTell(span, `${message}; it is a cache`, afterLoss);
  const patch = pods.by ? undefined : patchOfObject(workload, ['replicas'], context);
  if (patch) {
    const evidence = { related: patch.related };
    return context.cannotTell(span, `${message}; ${patch.by} changes its replicas`, 'How many pods run?', evidence);
  }
  const maker = makerFor(workload, context.inWorkspace('budget-maker'));
  if (maker) {
    const evidence = { related: [related(maker, 'may make it one')] };
    const { name: by } = maker.fact;
    return context.cannotTell(
      span,
      `${message} here; ${by} makes budgets`,
      `Does ${by} make one for ${name}?`,
      evidence,
    );
  }
  context.violated(span, `${message}: draining nodes may take all of them at once`, {
    related: sourcesOf(pods),
    fixes: addBudget(workload, context.file),
  });
}

function checkBudget(fact: DisruptionBudget, context: RuleContext): void {
  const { minAvailable: min, maxUnavailable: max, name } = fact;
  const value = max ?? min;
  if (!value) return checkNumberless(fact, context);
  if (max && min)
    return context.violated(max.span, `${name} has both minAvailable and maxUnavailable: Kubernetes refuses it`);
  const said = `${max ? 'maxUnavailable' : 'minAvailable'}: ${value.text}`;
  const say = (message: string, evidence = {}) =>
    context.violated(value.span, message, {
      ...evidence,
      fixes: adjustBudget(value, { isMax: max !== undefined, file: context.file }),
    });
  const blocks = 'lets no pod go: every drain of a node waits for ever';
  if (max ? /^0+%?$/.test(max.text) : value.text === '100%') return say(`${said} ${blocks}`);
  const workload = nearestTo(
    context.file,
    workloadsOf(fact, context.inWorkspace('workload')).filter(({ fact: other }) => !other.partial),
  );
  const pods = workload && podsOf(workload.fact, workload.file, context);
  const allowed = pods && evictable(fact, pods.count);
  if (!/^\d+%?$/.test(value.text) && !/[${]/.test(value.text))
    return say(`${said} is no number of pods: Kubernetes refuses it`);
  if (allowed === undefined && keepsNothing(fact, undefined)) return say(`${said} lets all pods go at once`);
  if (!workload) {
    const message = `could not determine which pods ${name} is for`;
    return context.cannotTell(value.span, message, 'Do pods have the labels that it selects?');
  }
  if (!pods || allowed === undefined) {
    if (value.text.endsWith('%') || max) return context.shown(value.span, `${name} lets pods go`);
    const message = `minAvailable: ${value.text}; how many pods there are is not to be seen`;
    return context.cannotTell(value.span, message, `Do more than ${value.text} pods run at all times?`);
  }
  const evidence = { related: [related(workload, 'its workload')] };
  const few = pods.scaler ? `at the autoscaler's minimum of ${pods.count}` : `of ${pods.count}`;
  const wrong =
    allowed <= 0
      ? `${said} ${few} ${blocks}`
      : allowed >= pods.count && pods.count > 1
        ? `${said} ${few} lets all pods go at once`
        : undefined;
  if (wrong === undefined) return context.shown(value.span, `${said} ${few} lets ${allowed} go at once`, evidence);
  const unsure = unsureOf(workload.fact, pods, context);
  if (unsure) return context.cannotTell(value.span, `${wrong}; ${unsure}`, 'How many pods run?', evidence);
  say(wrong, evidence);
}
