/** Kinds in the order in which Helm installs them. */
const installOrder = [
  'PriorityClass',
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodSecurityPolicy',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'SecretList',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleList',
  'ClusterRoleBinding',
  'ClusterRoleBindingList',
  'Role',
  'RoleList',
  'RoleBinding',
  'RoleBindingList',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
  'APIService',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
];
const ranks: ReadonlyMap<string, number> = new Map(installOrder.map((kind, rank) => [kind, rank]));

/** Events for which Helm runs a hook. */
const events: ReadonlySet<string> = new Set([
  ...['install', 'delete', 'upgrade', 'rollback'].flatMap((event) => [`pre-${event}`, `post-${event}`]),
  'test',
  'test-success',
]);

/** The events that an annotation `helm.sh/hook` names; undefined where one of them is not known: Helm leaves the object out. */
export function hookEvents(annotation: string): readonly string[] | undefined {
  const named = annotation.split(',').map((event) => event.trim().toLowerCase());
  if (!named.every((event) => events.has(event))) return undefined;
  return named.map((event) => (event === 'test-success' ? 'test' : event));
}

/** Objects in the order of `helm template`: by kind as they are installed, other kinds by their names, hooks last. */
export function inHelmOrder<Object extends { readonly kind: string; readonly hooks?: readonly string[] }>(
  objects: readonly Object[],
): readonly Object[] {
  const byKind = (a: Object, b: Object) => {
    const [first, second] = [ranks.get(a.kind), ranks.get(b.kind)];
    if (first === undefined && second === undefined) return a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0;
    return (first ?? installOrder.length) - (second ?? installOrder.length);
  };
  const stays = objects.filter(({ hooks }) => !hooks);
  const hooks = objects.filter((each) => each.hooks);
  return [...stays.toSorted(byKind), ...hooks.toSorted(byKind)];
}
