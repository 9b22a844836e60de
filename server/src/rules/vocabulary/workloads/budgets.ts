import type { Workload } from '../../../model/artefact-fact.ts';
import type { BudgetMaker, DisruptionBudget, LabelSelector } from '../../../model/cluster-fact.ts';
import type { Located } from '../../../model/rule.ts';
import type { Edit } from '../../../model/span.ts';
import { linesOf } from '../insertion.ts';
import { groupedBy, withinLabels } from '../lookup.ts';
import { labelsOf, yamlText } from './replicas.ts';

/** Whether a PodDisruptionBudget is for the pods of a workload; a namespace that is not given may be any. */
function covers({ namespace, selector }: DisruptionBudget, workload: Workload): boolean {
  const same = namespace === undefined || workload.namespace === undefined || namespace === workload.namespace;
  return same && selects(selector, workload.podLabels);
}

/** The budgets that are for the pods of a workload. */
export function budgetsFor(
  workload: Workload,
  budgets: readonly Located<DisruptionBudget>[],
): readonly Located<DisruptionBudget>[] {
  return withLabelsOf(budgets, workload.podLabels).filter(({ fact }) => covers(fact, workload));
}

const withLabelsOf = withinLabels(({ fact }: Located<DisruptionBudget>) => fact.selector.labels);

/** The workloads that a budget is for: looked for among those with the label that is rarest of what it asks for. */
export function workloadsOf(budget: DisruptionBudget, all: readonly Located<Workload>[]): readonly Located<Workload>[] {
  const groups = Object.entries(budget.selector.labels).map((pair) => byLabel(all, pair.join('\0')));
  const fewest = groups.reduce((rarest, group) => (group.length < rarest.length ? group : rarest), all);
  return fewest.filter(({ fact }) => covers(budget, fact));
}

const byLabel = groupedBy(({ fact }: Located<Workload>) =>
  Object.entries(fact.podLabels).map((pair) => pair.join('\0')),
);

/** Whether a label selector is for something with these labels. */
export function selects(
  { labels, expressions, none }: LabelSelector,
  given: Readonly<Record<string, string>>,
): boolean {
  if (none) return false;
  return (
    Object.entries(labels).every(([key, value]) => given[key] === value) &&
    expressions.every(({ key, operator, values }) => {
      const value = given[key];
      switch (operator) {
        case 'In':
          return value !== undefined && values.includes(value);
        case 'NotIn':
          return value === undefined || !values.includes(value);
        case 'Exists':
          return value !== undefined;
        case 'DoesNotExist':
          return value === undefined;
        default:
          return false;
      }
    })
  );
}

/**
 * How many pods of a number a budget lets go at once, percentages rounded up as Kubernetes does for budgets;
 * undefined where it names no number.
 */
export function evictable({ minAvailable, maxUnavailable }: DisruptionBudget, count: number): number | undefined {
  const value = maxUnavailable ?? minAvailable;
  const [, number, percent] = /^(\d+)(%?)$/.exec(value?.text ?? '') ?? [];
  if (number === undefined) return undefined;
  const pods = percent === '%' ? Math.ceil((Number(number) * count) / 100 - 1e-9) : Number(number);
  return maxUnavailable ? pods : count - pods;
}

/** What makes budgets in the cluster, perhaps one for a workload. */
export function makerFor(
  { namespace }: Workload,
  makers: readonly Located<BudgetMaker>[],
): Located<BudgetMaker> | undefined {
  return makers.find(({ fact }) => fact.namespace === undefined || fact.namespace === namespace);
}

/** Whether a budget keeps none of a number of pods: it names no number, or lets all go at once. */
export function keepsNothing(budget: DisruptionBudget, count: number | undefined): boolean {
  const { minAvailable: min, maxUnavailable: max } = budget;
  if (!min && !max) return true;
  if (max?.text === '100%' || (!max && /^0+%?$/.test(min?.text ?? ''))) return true;
  const allowed = count === undefined || count < 2 ? undefined : evictable(budget, count);
  return allowed !== undefined && count !== undefined && allowed >= count;
}

/** A PodDisruptionBudget for a workload, to stand behind it; undefined where nothing can stand there. */
export function newBudget(workload: Workload): Edit | undefined {
  const labels = Object.entries(labelsOf(workload)).map(([key, value]) => [yamlText(key), yamlText(value)] as const);
  const { insertAfter: at, name, namespace } = workload;
  if (!at || workload.computed || labels.length === 0 || name === '') return undefined;
  const lines = linesOf({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    spec: { maxUnavailable: '25%', selector: { matchLabels: Object.fromEntries(labels) } },
  });
  return { span: { start: at.offset, end: at.offset }, text: ['', '---', ...lines].join('\n') };
}
