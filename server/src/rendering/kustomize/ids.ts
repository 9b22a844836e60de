import { at, type MapTree, textAt } from './tree.ts';

/** Group, version and kind. */
export interface Gvk {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** What identifies a resource in a build. */
export interface Id extends Gvk {
  readonly name: string;
  readonly namespace: string;
}

/** Which resources a field or a selector is for; what is left out is for all. */
export type GvkSelector = Partial<Gvk>;

/** `apps/v1` in its parts. */
export function groupVersion(apiVersion: string): { group: string; version: string } {
  const slash = apiVersion.indexOf('/');
  return slash < 0
    ? { group: '', version: apiVersion }
    : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}

/** The id of an object as it is now. */
export function idOf(object: MapTree): Id {
  return {
    ...groupVersion(textAt(object, 'apiVersion') ?? ''),
    kind: textAt(object, 'kind') ?? '',
    name: textAt(object, 'metadata', 'name') ?? '',
    namespace: textAt(object, 'metadata', 'namespace') ?? '',
  };
}

/** Kinds without a namespace, with the versions of their group that Kustomize knows. */
const clusterScoped: Readonly<Record<string, string>> = {
  'admissionregistration.k8s.io/v1':
    'MutatingWebhookConfiguration ValidatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/v1beta1': 'MutatingWebhookConfiguration ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/v1': 'CustomResourceDefinition',
  'apiextensions.k8s.io/v1beta1': 'CustomResourceDefinition',
  'apiregistration.k8s.io/v1': 'APIService',
  'apiregistration.k8s.io/v1beta1': 'APIService',
  'certificates.k8s.io/v1': 'CertificateSigningRequest',
  'certificates.k8s.io/v1beta1': 'CertificateSigningRequest',
  'flowcontrol.apiserver.k8s.io/v1beta1': 'FlowSchema PriorityLevelConfiguration',
  'networking.k8s.io/v1': 'IngressClass',
  'networking.k8s.io/v1beta1': 'IngressClass',
  'node.k8s.io/v1': 'RuntimeClass',
  'node.k8s.io/v1beta1': 'RuntimeClass',
  'policy/v1beta1': 'PodSecurityPolicy',
  'rbac.authorization.k8s.io/v1': 'ClusterRole ClusterRoleBinding',
  'rbac.authorization.k8s.io/v1beta1': 'ClusterRole ClusterRoleBinding',
  'scheduling.k8s.io/v1': 'PriorityClass',
  'scheduling.k8s.io/v1beta1': 'PriorityClass',
  'storage.k8s.io/v1': 'CSIDriver CSINode StorageClass VolumeAttachment',
  'storage.k8s.io/v1beta1': 'CSIDriver CSINode StorageClass VolumeAttachment',
  v1: 'ComponentStatus Namespace Node NodeProxyOptions PersistentVolume',
};

const clusterKinds = new Map(Object.entries(clusterScoped).map(([key, kinds]) => [key, new Set(kinds.split(' '))]));

/** Whether Kustomize knows that a kind has no namespace; custom resources count as having one. */
export function isClusterScoped({ group, version, kind }: Gvk): boolean {
  return clusterKinds.get(group === '' ? version : `${group}/${version}`)?.has(kind) === true;
}

/** The namespace for comparisons: none and `default` are the same. */
export function effectiveNamespace(id: Id): string {
  if (isClusterScoped(id)) return '_cluster_';
  return id.namespace === '' ? 'default' : id.namespace;
}

/** Whether two ids name the same resource. */
export function sameId(a: Id, b: Id): boolean {
  return sameKind(a, b) && a.name === b.name && effectiveNamespace(a) === effectiveNamespace(b);
}

/** A key that is equal for the same resource. */
export function keyOf(id: Id): string {
  return `${id.group}/${id.version}/${id.kind}/${effectiveNamespace(id)}/${id.name}`;
}

function sameKind(a: Gvk, b: Gvk): boolean {
  return a.group === b.group && a.version === b.version && a.kind === b.kind;
}

/** Whether a kind is one that a selector is for. */
export function isSelected(gvk: Gvk, { group, version, kind }: GvkSelector): boolean {
  const fits = (own: string, wanted: string | undefined) => !wanted || own === wanted;
  return fits(gvk.group, group) && fits(gvk.version, version) && fits(gvk.kind, kind);
}

/** An id for a message: `Deployment shop/web`. */
export function said(id: Id): string {
  return `${id.kind} ${id.namespace === '' ? '' : `${id.namespace}/`}${id.name}`;
}

/** Labels or annotations of an object as plain texts. */
export function stringsAt(object: MapTree, ...path: readonly string[]): Map<string, string> {
  const strings = new Map<string, string>();
  const map = at(object, ...path);
  if (map?.type !== 'map') return strings;
  for (const [key, { value }] of map.fields) if (value.type === 'scalar') strings.set(key, value.text);
  return strings;
}
