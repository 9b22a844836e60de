import type { Workload } from '../../model/artefact-fact.ts';
import type { DisruptionBudget, KeyedText } from '../../model/cluster-fact.ts';
import { related, rule, type Located, type RuleContext } from '../../model/rule.ts';
import type { Fix } from '../../model/site.ts';
import { budgetsFor, evictable, keepsNothing, newBudget, workloadsOf } from '../vocabulary/budgets.ts';
import { patchOfObject } from '../vocabulary/completion.ts';
import { patchOf } from '../vocabulary/patches.ts';
import { nearestTo } from '../vocabulary/pods.ts';
import { podsOf, serves, sourcesOf, type Pods } from '../vocabulary/replicas.ts';

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
  const patch = pods.by ? undefined : patchOfObject(workload, ['replicas'], context);
  if (patch) {
    const evidence = { related: patch.related };
    return context.cannotTell(span, `${message}; ${patch.by} changes its replicas`, 'How many pods run?', evidence);
  }
  const maker = context
    .inWorkspace('budget-maker')
    .find(({ fact: { namespace } }) => namespace === undefined || namespace === workload.namespace);
  if (maker) {
    const evidence = { related: [related(maker, 'may make it one')] };
    const ask = `Does ${maker.fact.name} make one for ${name}?`;
    return context.cannotTell(span, `${message} here; ${maker.fact.name} makes budgets in the cluster`, ask, evidence);
  }
  context.violated(span, `${message}: draining nodes may take all of them at once`, {
    related: sourcesOf(pods),
    fixes: generate(workload, context),
  });
}

function generate(workload: Workload, { file }: RuleContext): Fix[] {
  const edit = newBudget(workload);
  const title = `Add a PodDisruptionBudget that lets a quarter of ${workload.name} go`;
  return edit ? [{ title, safety: 'suggestion', changes: [{ file, edits: [edit] }] }] : [];
}

function checkBudget(fact: DisruptionBudget, context: RuleContext): void {
  const { minAvailable: min, maxUnavailable: max, name } = fact;
  const value = max ?? min;
  if (!value) return checkEmpty(fact, context);
  if (max && min)
    return context.violated(max.span, `${name} has both minAvailable and maxUnavailable: Kubernetes refuses it`);
  const say = (message: string, evidence = {}) =>
    context.violated(value.span, message, { ...evidence, fixes: adjust(value, max !== undefined, context) });
  const blocks = 'lets no pod go: every drain of a node waits for ever';
  if (max && /^0+%?$/.test(max.text)) return say(`maxUnavailable: ${max.text} ${blocks}`);
  if (min?.text === '100%') return say(`minAvailable: 100% ${blocks}`);
  const workload = nearestTo(
    context.file,
    workloadsOf(fact, context.inWorkspace('workload')).filter(({ fact: other }) => !other.partial),
  );
  const pods = workload && podsOf(workload.fact, workload.file, context);
  const allowed = pods && evictable(fact, pods.count);
  if (!/^\d+%?$/.test(value.text) && !/[${]/.test(value.text))
    return say(`${max ? 'maxUnavailable' : 'minAvailable'}: ${value.text} is no number of pods: Kubernetes refuses it`);
  if (allowed === undefined && keepsNothing(fact, undefined))
    return say(`${max ? 'maxUnavailable' : 'minAvailable'}: ${value.text} lets all pods go at once`);
  if (!workload) {
    const message = `which pods ${name} is for is not to be seen`;
    return context.cannotTell(value.span, message, 'Do pods have the labels that it selects?');
  }
  if (!pods || allowed === undefined) {
    if (value.text.endsWith('%') || max) return context.shown(value.span, `${name} lets pods go`);
    const message = `minAvailable: ${value.text}; how many pods there are is not to be seen`;
    return context.cannotTell(value.span, message, `Do more than ${value.text} pods run at all times?`);
  }
  const said = `${max ? 'maxUnavailable' : 'minAvailable'}: ${value.text}`;
  const evidence = { related: [related(workload, 'its workload')] };
  const few = pods.scaler ? `at the autoscaler's minimum of ${pods.count}` : `of ${pods.count}`;
  const wrong =
    allowed <= 0
      ? `${said} ${few} ${blocks}`
      : allowed >= pods.count && pods.count > 1
        ? `${said} ${few} lets all pods go at once`
        : undefined;
  if (wrong === undefined) return context.shown(value.span, `${said} ${few} lets ${allowed} go at once`, evidence);
  const unsure = unsureOf(workload, pods, context);
  if (unsure) return context.cannotTell(value.span, `${wrong}; ${unsure}`, 'How many pods run?', evidence);
  say(wrong, evidence);
}

/** A budget without a number. */
function checkEmpty(fact: DisruptionBudget, context: RuleContext): void {
  const { name, span, selector } = fact;
  // A patch of a budget names what it changes alone.
  if (selector.none) return;
  const keys = ['minAvailable', 'maxUnavailable'];
  const patching = patchOf({ file: context.file, kind: 'PodDisruptionBudget', name }, keys, context);
  if (!patching)
    return context.violated(span, `${name} has neither minAvailable nor maxUnavailable: a drain may take all pods`);
  const evidence = { related: [related(patching.patch, 'the patch')] };
  const message = `${name} names no number of pods here; a patch may`;
  context.cannotTell(span, message, 'How many pods may go once it is patched?', evidence);
}

/** Why the number of pods is not sure. */
function unsureOf({ fact }: Located<Workload>, pods: Pods, context: RuleContext): string | undefined {
  if (!pods.written) return 'its replicas are not written here';
  if (pods.count === 1) return 'of a single pod that may be meant: whoever drains must ask first';
  return !pods.by && patchOfObject(fact, ['replicas'], context) ? 'a patch changes its replicas' : undefined;
}

function adjust(value: KeyedText, isMax: boolean, { file }: RuleContext): Fix[] {
  const edits = [
    ...(isMax ? [] : [{ span: value.keySpan, text: 'maxUnavailable' }]),
    // In JSON a number stands without quotes, a percentage with them.
    { span: value.span, text: file.endsWith('.json') && /^\d+$/.test(value.text) ? '"25%"' : '25%' },
  ];
  return [{ title: 'Set maxUnavailable: 25%', safety: 'suggestion', changes: [{ file, edits }] }];
}
