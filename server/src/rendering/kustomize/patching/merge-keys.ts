/** Which lists of an object are merged by a key; any other list is replaced as a whole. */
export interface Shape {
  readonly fields: Readonly<Record<string, Shape>>;
  /** Set for a list that is merged: the keys that identify an item; none where the items are plain values. */
  readonly keys?: readonly string[];
  /** What the items of a merged list are. */
  readonly item?: Shape;
}

function list(keys: readonly string[], item?: Shape): Shape {
  return { fields: {}, keys, ...(item ? { item } : {}) };
}

function map(fields: Readonly<Record<string, Shape>>): Shape {
  return { fields };
}

const metadata = map({ finalizers: list([]), ownerReferences: list(['uid']) });
const container = map({
  env: list(['name']),
  ports: list(['containerPort', 'protocol']),
  volumeDevices: list(['devicePath']),
  volumeMounts: list(['mountPath']),
});
const volume = map({ ephemeral: map({ volumeClaimTemplate: map({ metadata }) }) });
const pod = map({
  containers: list(['name'], container),
  initContainers: list(['name'], container),
  ephemeralContainers: list(
    ['name'],
    map({ env: list(['name']), volumeDevices: list(['devicePath']), volumeMounts: list(['mountPath']) }),
  ),
  hostAliases: list(['ip']),
  imagePullSecrets: list(['name']),
  topologySpreadConstraints: list(['topologyKey', 'whenUnsatisfiable']),
  volumes: list(['name'], volume),
});
const template = map({ metadata, spec: pod });
const status = map({ conditions: list(['type']) });
const workload = map({ metadata, spec: map({ template }), status });
const plain = map({ metadata });
const webhooks = map({ metadata, webhooks: list(['name']) });

/** Kinds of Kubernetes 1.21, which is what Kustomize knows, with lists that are merged beyond their metadata. */
const special: Readonly<Record<string, Shape>> = {
  Deployment: workload,
  DaemonSet: workload,
  ReplicaSet: workload,
  StatefulSet: workload,
  ReplicationController: workload,
  Job: workload,
  CronJob: map({ metadata, spec: map({ jobTemplate: map({ metadata, spec: map({ template }) }) }) }),
  Pod: map({ metadata, spec: pod, status: map({ conditions: list(['type']), podIPs: list(['ip']) }) }),
  PodTemplate: map({ metadata, template }),
  Service: map({ metadata, spec: map({ ports: list(['port', 'protocol']) }), status }),
  ServiceAccount: map({ metadata, secrets: list(['name']) }),
  MutatingWebhookConfiguration: webhooks,
  ValidatingWebhookConfiguration: webhooks,
  Namespace: map({ metadata, status }),
  PersistentVolumeClaim: map({ metadata, status }),
  PodDisruptionBudget: map({ metadata, status }),
  APIService: map({ metadata, status }),
  CSINode: map({ metadata, spec: map({ drivers: list(['name']) }) }),
};

/** Where Kustomize knows no schema, it replaces lists; so the versions count. */
const kinds: Readonly<Record<string, string>> = {
  'admissionregistration.k8s.io/v1': 'MutatingWebhookConfiguration ValidatingWebhookConfiguration',
  'admissionregistration.k8s.io/v1beta1': 'MutatingWebhookConfiguration ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/v1': 'CustomResourceDefinition',
  'apiextensions.k8s.io/v1beta1': 'CustomResourceDefinition',
  'apiregistration.k8s.io/v1': 'APIService',
  'apiregistration.k8s.io/v1beta1': 'APIService',
  'apps/v1': 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet',
  'autoscaling/v1': 'HorizontalPodAutoscaler Scale',
  'autoscaling/v2beta1': 'HorizontalPodAutoscaler',
  'autoscaling/v2beta2': 'HorizontalPodAutoscaler',
  'batch/v1': 'CronJob Job',
  'batch/v1beta1': 'CronJob',
  'certificates.k8s.io/v1': 'CertificateSigningRequest',
  'certificates.k8s.io/v1beta1': 'CertificateSigningRequest',
  'coordination.k8s.io/v1': 'Lease',
  'coordination.k8s.io/v1beta1': 'Lease',
  'discovery.k8s.io/v1': 'EndpointSlice',
  'discovery.k8s.io/v1beta1': 'EndpointSlice',
  'events.k8s.io/v1': 'Event',
  'events.k8s.io/v1beta1': 'Event',
  'extensions/v1beta1': 'Ingress',
  'flowcontrol.apiserver.k8s.io/v1beta1': 'FlowSchema PriorityLevelConfiguration',
  'networking.k8s.io/v1': 'Ingress IngressClass NetworkPolicy',
  'networking.k8s.io/v1beta1': 'Ingress IngressClass',
  'node.k8s.io/v1': 'RuntimeClass',
  'node.k8s.io/v1beta1': 'RuntimeClass',
  'policy/v1': 'PodDisruptionBudget',
  'policy/v1beta1': 'Eviction PodDisruptionBudget PodSecurityPolicy',
  'rbac.authorization.k8s.io/v1': 'ClusterRole ClusterRoleBinding Role RoleBinding',
  'rbac.authorization.k8s.io/v1beta1': 'ClusterRole ClusterRoleBinding Role RoleBinding',
  'scheduling.k8s.io/v1': 'PriorityClass',
  'scheduling.k8s.io/v1beta1': 'PriorityClass',
  'storage.k8s.io/v1': 'CSIDriver CSINode StorageClass VolumeAttachment',
  'storage.k8s.io/v1beta1': 'CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttachment',
  v1: 'Binding ComponentStatus ConfigMap Endpoints Event LimitRange Namespace Node PersistentVolume PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount',
};

const shapes = new Map(
  Object.entries(kinds).flatMap(([apiVersion, names]) =>
    names.split(' ').map((kind): [string, Shape] => [`${apiVersion} ${kind}`, special[kind] ?? plain]),
  ),
);

/** How the lists of a kind are merged; undefined for a kind that Kustomize does not know. */
export function shapeOf(apiVersion: string, kind: string): Shape | undefined {
  return shapes.get(`${apiVersion} ${kind}`);
}
