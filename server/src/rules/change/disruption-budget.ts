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
import { say } from '../../words/say.ts';

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
    const evidence = { related: [related(own, say('pdb.the-poddisruptionbudget'))] };
    return context.shown(
      span,
      say('pdb.the-poddisruptionbudget-covers', { budget: own.fact.name, name: name }),
      evidence,
    );
  }
  const serving = serves(workload, context);
  if (serving === 'no') return;
  const message = say('pdb.has-pods-and-no-poddisruptionbudget', { name, count: pods.count });
  if (serving === 'unknown') {
    const ask = say('pdb.does-a-service-outside-this');
    return context.cannotTell(span, say('pdb.could-not-determine-whether-it', { message }), ask);
  }
  if (isPureCache(containersOf(workload, context.inFile('container'))))
    return context.cannotTell(span, say('replicas-not-spread.it-is-a-cache', { message }), afterLoss);
  if (isNamedWorker(name))
    return context.cannotTell(span, say('replicas-not-spread.its-name-suggests-a-worker', { message }), whileAway);
  const patch = pods.by ? undefined : patchOfObject(workload, ['replicas'], context);
  if (patch) {
    const evidence = { related: patch.related };
    return context.cannotTell(
      span,
      say('pdb.changes-its-replicas', { message, by: patch.by }),
      say('pdb.how-many-pods-run'),
      evidence,
    );
  }
  const maker = makerFor(workload, context.inWorkspace('budget-maker'));
  if (maker) {
    const evidence = { related: [related(maker, say('pdb.may-create-one'))] };
    const { name: by } = maker.fact;
    return context.cannotTell(
      span,
      say('pdb.creates-budgets', { message, by }),
      say('pdb.does-create-one-for', { by, name }),
      evidence,
    );
  }
  if (workload.spread.some(({ oneEach }) => oneEach)) {
    const ask = say('pdb.does-draining-the-next-node');
    return context.cannotTell(span, say('pdb.no-two-of-them-share', { message }), ask);
  }
  context.violated(span, say('pdb.a-node-drain-can-evict', { message }), {
    related: sourcesOf(pods),
    fixes: addBudget(workload, context.file),
  });
}

function checkBudget(fact: DisruptionBudget, context: RuleContext): void {
  const { minAvailable: min, maxUnavailable: max, name } = fact;
  const value = max ?? min;
  if (!value) return checkNumberless(fact, context);
  if (max && min) return context.violated(max.span, say('pdb.has-both-minavailable-and-maxunavailable', { name }));
  const said = `${max ? 'maxUnavailable' : 'minAvailable'}: ${value.text}`;
  const report = (message: string, evidence = {}) =>
    context.violated(value.span, message, {
      ...evidence,
      fixes: adjustBudget(value, { isMax: max !== undefined, file: context.file }),
    });
  if (max ? /^0+%?$/.test(max.text) : value.text === '100%')
    return report(say('pdb.allows-no-eviction-node-drains', { said }));
  const workload = nearestTo(
    context.file,
    workloadsOf(fact, context.inWorkspace('workload')).filter(({ fact: other }) => !other.partial),
  );
  const pods = workload && podsOf(workload.fact, workload.file, context);
  const allowed = pods && evictable(fact, pods.count);
  if (!/^\d+%?$/.test(value.text) && !/[${]/.test(value.text)) return report(say('pdb.is-not-a-number-of', { said }));
  if (allowed === undefined && keepsNothing(fact, undefined))
    return report(say('pdb.allows-evicting-all-pods-at', { said }));
  if (!workload) {
    const message = say('pdb.could-not-determine-which-pods', { name });
    return context.cannotTell(value.span, message, say('pdb.which-pods-does-its-selector'));
  }
  if (!pods || allowed === undefined) {
    if (value.text.endsWith('%') || max) return context.shown(value.span, say('pdb.allows-evictions', { name }));
    const message = say('pdb.minavailable-the-number-of-pods', { text: value.text });
    return context.cannotTell(value.span, message, say('pdb.do-more-than-pods-run', { text: value.text }));
  }
  const evidence = { related: [related(workload, say('pdb.its-workload'))] };
  const few = pods.scaler
    ? say('pdb.at-the-autoscalers-minimum-of', { count: pods.count })
    : say('pdb.of', { count: pods.count });
  const wrong =
    allowed <= 0
      ? say('pdb.allows-no-eviction-of-few', { said, few })
      : allowed >= pods.count && pods.count > 1
        ? say('pdb.allows-evicting-all-pods-at-once', { said, few })
        : undefined;
  if (wrong === undefined)
    return context.shown(value.span, say('pdb.allows-evicting-at-once', { said, few, allowed }), evidence);
  const unsure = unsureOf(workload.fact, pods, context);
  if (unsure)
    return context.cannotTell(
      value.span,
      say('joint.more', { message: wrong, more: unsure }),
      say('pdb.how-many-pods-run'),
      evidence,
    );
  report(wrong, evidence);
}

/** What is asked of a chart that is not here. */
const elsewhere = {
  budget: say('pdb.does-the-chart-create-a'),
  replicas: say('pdb.does-the-chart-create-a-poddisruptionbudget'),
};
