import type { Workload } from '../../model/artefact-fact.ts';
import type { DisruptionBudget, LabelSelector } from '../../model/cluster-fact.ts';

/** Whether a PodDisruptionBudget is for the pods of a workload; a namespace that is not given may be any. */
export function covers({ namespace, selector }: DisruptionBudget, workload: Workload): boolean {
  const same = namespace === undefined || workload.namespace === undefined || namespace === workload.namespace;
  return same && selects(selector, workload.podLabels);
}

function selects({ labels, expressions, none }: LabelSelector, given: Readonly<Record<string, string>>): boolean {
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

/** The pods that a number or a percentage comes to, rounded up as Kubernetes does for budgets; undefined for anything else. */
export function podsOfBudget(text: string, count: number): number | undefined {
  const [, number, percent] = /^(\d+)(%?)$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  return percent === '%' ? Math.ceil((Number(number) * count) / 100 - 1e-9) : Number(number);
}
