import { currentId, type Resource } from './resource.ts';
import { fieldOf, itemsAt, textAt, type Tree } from './tree.ts';
import type { Gvk, Id } from './ids.ts';

const first =
  'Namespace ResourceQuota StorageClass CustomResourceDefinition ServiceAccount PodSecurityPolicy Role ClusterRole RoleBinding ClusterRoleBinding ConfigMap Secret Endpoints Service LimitRange PriorityClass PersistentVolume PersistentVolumeClaim Deployment StatefulSet CronJob PodDisruptionBudget'.split(
    ' ',
  );
const last = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

/** The resources in the old order of kinds, unless the kustomization asks for its own: that is what `kustomize build` does where nothing is said. */
export function sorted(resources: readonly Resource[], kustomization: Tree | undefined): readonly Resource[] {
  const options = fieldOf(kustomization, 'sortOptions');
  if ((textAt(options, 'order') ?? (options ? 'fifo' : 'legacy')) !== 'legacy') return resources;
  const given = fieldOf(options, 'legacySortOptions');
  const list = (name: string, known: readonly string[]): readonly string[] =>
    given ? itemsAt(given, name).flatMap((item) => textAt(item) ?? []) : known;
  const [orderFirst, orderLast] = [list('orderFirst', first), list('orderLast', last)];
  const ranks = new Map<string, number>([
    ...orderFirst.map((kind, i): [string, number] => [kind, i - orderFirst.length]),
    ...orderLast.map((kind, i): [string, number] => [kind, i + 1]),
  ]);
  const rank = (kind: string): number => ranks.get(kind) ?? 0;
  return resources.toSorted((a, b) => {
    const [left, right] = [currentId(a), currentId(b)];
    return (
      rank(left.kind) - rank(right.kind) ||
      compare(gvkText(left), gvkText(right)) ||
      compare(idText(left), idText(right))
    );
  });
}

function gvkText({ group, version, kind }: Gvk): string {
  return `${group || '~G'}_${version || '~V'}_${kind || '~K'}`;
}

function idText({ namespace, name }: Id): string {
  return `${namespace || '~X'}|${name || '~N'}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
