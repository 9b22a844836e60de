import type { Workload } from '../../model/artefact-fact.ts';
import type { DisruptionBudget } from '../../model/cluster-fact.ts';
import { related, rule, type RuleContext } from '../../model/rule.ts';
import { budgetsFor, evictable, keepsNothing, makerFor, workloadsOf } from '../vocabulary/workloads/budgets.ts';
import { addBudget, adjustBudget } from '../vocabulary/workloads/budget-repairs.ts';
import { checkNumberless } from '../vocabulary/workloads/numberless-budget.ts';
import { unsureOf } from '../vocabulary/workloads/pod-count.ts';
import { patchOfObject } from '../vocabulary/workloads/completion.ts';
import { afterLoss, containersOf, isPureCache, nearestTo } from '../vocabulary/workloads/pods.ts';
import { podsOf, serves, sourcesOf } from '../vocabulary/workloads/replicas.ts';
import { isNamedWorker, whileAway } from '../vocabulary/workloads/waiting-pods.ts';
import { leaveOpen } from '../vocabulary/workloads/release-values.ts';

export const disruptionBudget = rule({
  severity: 'warning',
  harm: 'outage',
  scope: 'project',
  since: '0.2.0',
  fix: 'suggestion',
  misses: ['PodDisruptionBudget'],
  reads: ['workload', 'disruption-budget', 'release-value'],
  check(fact, context) {
    if (fact.kind === 'release-value') {
      if (fact.text !== '0' && fact.text !== '1') leaveOpen(fact, context, elsewhere);
      return;
    }
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
    const evidence = { related: [related(own, 'the PodDisruptionBudget')] };
    return context.shown(span, `the PodDisruptionBudget ${own.fact.name} covers ${name}`, evidence);
  }
  const serving = serves(workload, context);
  if (serving === 'no') return;
  const message = `${name} has ${pods.count} pods and no PodDisruptionBudget`;
  if (serving === 'unknown') {
    const ask = 'Does a Service outside this workspace send it traffic?';
    return context.cannotTell(span, `${message}; could not determine whether it serves traffic`, ask);
  }
  if (isPureCache(containersOf(workload, context.inFile('container'))))
    return context.cannotTell(span, `${message}; it is a cache`, afterLoss);
  if (isNamedWorker(name)) return context.cannotTell(span, `${message}; its name suggests a worker`, whileAway);
  const patch = pods.by ? undefined : patchOfObject(workload, ['replicas'], context);
  if (patch) {
    const evidence = { related: patch.related };
    return context.cannotTell(span, `${message}; ${patch.by} changes its replicas`, 'How many pods run?', evidence);
  }
  const maker = makerFor(workload, context.inWorkspace('budget-maker'));
  if (maker) {
    const evidence = { related: [related(maker, 'may create one')] };
    const { name: by } = maker.fact;
    return context.cannotTell(
      span,
      `${message}; ${by} creates budgets`,
      `Does ${by} create one for ${name}?`,
      evidence,
    );
  }
  if (workload.spread.some(({ oneEach }) => oneEach)) {
    const ask = 'Does draining the next node wait until evicted pods are ready again?';
    return context.cannotTell(span, `${message}; no two of them share a node`, ask);
  }
  context.violated(span, `${message}; a node drain can evict all of them at once`, {
    related: sourcesOf(pods),
    fixes: addBudget(workload, context.file),
  });
}

function checkBudget(fact: DisruptionBudget, context: RuleContext): void {
  const { minAvailable: min, maxUnavailable: max, name } = fact;
  const value = max ?? min;
  if (!value) return checkNumberless(fact, context);
  if (max && min)
    return context.violated(max.span, `${name} has both minAvailable and maxUnavailable; Kubernetes rejects it`);
  const said = `${max ? 'maxUnavailable' : 'minAvailable'}: ${value.text}`;
  const say = (message: string, evidence = {}) =>
    context.violated(value.span, message, {
      ...evidence,
      fixes: adjustBudget(value, { isMax: max !== undefined, file: context.file }),
    });
  const blocks = 'allows no eviction; node drains hang';
  if (max ? /^0+%?$/.test(max.text) : value.text === '100%') return say(`${said} ${blocks}`);
  const workload = nearestTo(
    context.file,
    workloadsOf(fact, context.inWorkspace('workload')).filter(({ fact: other }) => !other.partial),
  );
  const pods = workload && podsOf(workload.fact, workload.file, context);
  const allowed = pods && evictable(fact, pods.count);
  if (!/^\d+%?$/.test(value.text) && !/[${]/.test(value.text))
    return say(`${said} is not a number of pods; Kubernetes rejects it`);
  if (allowed === undefined && keepsNothing(fact, undefined)) return say(`${said} allows evicting all pods at once`);
  if (!workload) {
    const message = `could not determine which pods ${name} selects`;
    return context.cannotTell(value.span, message, 'Which pods does its selector match?');
  }
  if (!pods || allowed === undefined) {
    if (value.text.endsWith('%') || max) return context.shown(value.span, `${name} allows evictions`);
    const message = `minAvailable: ${value.text}; the number of pods could not be determined`;
    return context.cannotTell(value.span, message, `Do more than ${value.text} pods run at all times?`);
  }
  const evidence = { related: [related(workload, 'its workload')] };
  const few = pods.scaler ? `at the autoscaler's minimum of ${pods.count}` : `of ${pods.count}`;
  const wrong =
    allowed <= 0
      ? `${said} ${few} ${blocks}`
      : allowed >= pods.count && pods.count > 1
        ? `${said} ${few} allows evicting all pods at once`
        : undefined;
  if (wrong === undefined)
    return context.shown(value.span, `${said} ${few} allows evicting ${allowed} at once`, evidence);
  const unsure = unsureOf(workload.fact, pods, context);
  if (unsure) return context.cannotTell(value.span, `${wrong}; ${unsure}`, 'How many pods run?', evidence);
  say(wrong, evidence);
}

/** What is asked of a chart that is not here. */
const elsewhere = {
  budget: 'Does the chart create a PodDisruptionBudget for all of its pods?',
  replicas: 'Does the chart create a PodDisruptionBudget for these pods?',
};
