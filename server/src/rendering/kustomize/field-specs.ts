import type { FieldSpec } from './field-path.ts';
import type { GvkSelector } from './ids.ts';

/** Fields that hold the name of another object. */
export interface NameReference extends GvkSelector {
  readonly fieldSpecs: readonly FieldSpec[];
}

/** Which fields the transformations of a build change. */
export interface FieldSpecs {
  readonly namespace: readonly FieldSpec[];
  readonly namePrefix: readonly FieldSpec[];
  readonly nameSuffix: readonly FieldSpec[];
  readonly commonLabels: readonly FieldSpec[];
  readonly templateLabels: readonly FieldSpec[];
  readonly volumeClaimTemplateLabels: readonly FieldSpec[];
  readonly labels: readonly FieldSpec[];
  readonly commonAnnotations: readonly FieldSpec[];
  readonly images: readonly FieldSpec[];
  readonly replicas: readonly FieldSpec[];
  readonly varReference: readonly FieldSpec[];
  readonly nameReference: readonly NameReference[];
}

const create = true;
const apps = { group: 'apps' };
const batch = { group: 'batch' };
const controllers = ['Deployment', 'ReplicaSet', 'DaemonSet'];

const metadataLabels: readonly FieldSpec[] = [
  { path: 'metadata/labels', create },
  { path: 'spec/template/metadata/labels', create, version: 'v1', kind: 'ReplicationController' },
  ...controllers.map((kind) => ({ path: 'spec/template/metadata/labels', create, kind })),
  { path: 'spec/template/metadata/labels', create, ...apps, kind: 'StatefulSet' },
  { path: 'spec/template/metadata/labels', create, ...batch, kind: 'Job' },
  { path: 'spec/jobTemplate/metadata/labels', create, ...batch, kind: 'CronJob' },
  { path: 'spec/jobTemplate/spec/template/metadata/labels', create, ...batch, kind: 'CronJob' },
];

const claimLabels: readonly FieldSpec[] = [
  { path: 'spec/volumeClaimTemplates[]/metadata/labels', create, ...apps, kind: 'StatefulSet' },
];

const spread = ['podAffinity', 'podAntiAffinity'].flatMap((affinity) => [
  `affinity/${affinity}/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels`,
  `affinity/${affinity}/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels`,
]);

const selectors: readonly FieldSpec[] = [
  { path: 'spec/selector', create, version: 'v1', kind: 'Service' },
  { path: 'spec/selector', create, version: 'v1', kind: 'ReplicationController' },
  ...controllers.map((kind) => ({ path: 'spec/selector/matchLabels', create, kind })),
  { path: 'spec/selector/matchLabels', create, ...apps, kind: 'StatefulSet' },
  ...['Deployment', 'StatefulSet'].flatMap((kind) =>
    [...spread, 'topologySpreadConstraints/labelSelector/matchLabels'].map((path) => ({
      path: `spec/template/spec/${path}`,
      ...apps,
      kind,
    })),
  ),
  { path: 'spec/selector/matchLabels', ...batch, kind: 'Job' },
  { path: 'spec/jobTemplate/spec/selector/matchLabels', ...batch, kind: 'CronJob' },
  { path: 'spec/selector/matchLabels', group: 'policy', kind: 'PodDisruptionBudget' },
  ...['podSelector', 'ingress/from/podSelector', 'egress/to/podSelector'].map((path) => ({
    path: `spec/${path}/matchLabels`,
    group: 'networking.k8s.io',
    kind: 'NetworkPolicy',
  })),
];

/** Where the specification of a Pod stands, by kind. */
const podSpecs: Readonly<Record<string, string>> = {
  Pod: 'spec',
  PodTemplate: 'template/spec',
  Deployment: 'spec/template/spec',
  ReplicaSet: 'spec/template/spec',
  DaemonSet: 'spec/template/spec',
  StatefulSet: 'spec/template/spec',
  Job: 'spec/template/spec',
  CronJob: 'spec/jobTemplate/spec/template/spec',
  ReplicationController: 'spec/template/spec',
};

function inPods(kinds: string, ...paths: readonly string[]): FieldSpec[] {
  return kinds
    .split(' ')
    .flatMap((kind) => paths.map((path) => ({ kind, path: `${podSpecs[kind] ?? 'spec'}/${path}` })));
}

const configured = 'Pod PodTemplate Deployment ReplicaSet DaemonSet StatefulSet Job CronJob';
const running = 'Pod StatefulSet Deployment ReplicationController CronJob Job DaemonSet';
const scaled: readonly FieldSpec[] = [{ path: 'spec/scaleTargetRef/name', kind: 'HorizontalPodAutoscaler' }];
const rbac = { group: 'rbac.authorization.k8s.io' };
const admission = { group: 'admissionregistration.k8s.io' };
const namedInRoles: readonly FieldSpec[] = [
  { path: 'rules/resourceNames', kind: 'Role' },
  { path: 'rules/resourceNames', kind: 'ClusterRole' },
];

const configMap: readonly FieldSpec[] = [
  ...inPods(
    configured,
    'volumes/configMap/name',
    'containers/env/valueFrom/configMapKeyRef/name',
    'initContainers/env/valueFrom/configMapKeyRef/name',
    'containers/envFrom/configMapRef/name',
    'initContainers/envFrom/configMapRef/name',
    'volumes/projected/sources/configMap/name',
  ),
  { path: 'spec/configSource/configMap', kind: 'Node' },
  ...namedInRoles,
  { path: 'metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap', kind: 'Ingress' },
];

const secret: readonly FieldSpec[] = [
  ...inPods(
    configured,
    'volumes/secret/secretName',
    'containers/env/valueFrom/secretKeyRef/name',
    'initContainers/env/valueFrom/secretKeyRef/name',
    'containers/envFrom/secretRef/name',
    'initContainers/envFrom/secretRef/name',
    'imagePullSecrets/name',
    'volumes/projected/sources/secret/name',
  ),
  { path: 'spec/tls/secretName', kind: 'Ingress' },
  ...['ingress', 'nginx.ingress'].map((prefix) => ({
    path: `metadata/annotations/${prefix}.kubernetes.io\\/auth-secret`,
    kind: 'Ingress',
  })),
  { path: 'metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret', kind: 'Ingress' },
  { path: 'imagePullSecrets/name', kind: 'ServiceAccount' },
  ...['secretName', 'adminSecretName', 'userSecretName', 'secretRef'].map((name) => ({
    path: `parameters/${name}`,
    kind: 'StorageClass',
  })),
  ...namedInRoles,
  {
    path: 'spec/template/spec/containers/env/valueFrom/secretKeyRef/name',
    kind: 'Service',
    group: 'serving.knative.dev',
    version: 'v1',
  },
  { path: 'spec/azureFile/secretName', kind: 'PersistentVolume' },
];

const service: readonly FieldSpec[] = [
  { path: 'spec/serviceName', kind: 'StatefulSet', ...apps },
  ...[
    'spec/rules/http/paths/backend/serviceName',
    'spec/backend/serviceName',
    'spec/rules/http/paths/backend/service/name',
    'spec/defaultBackend/service/name',
  ].map((path) => ({ path, kind: 'Ingress' })),
  { path: 'spec/service/name', kind: 'APIService', group: 'apiregistration.k8s.io' },
  { path: 'webhooks/clientConfig/service', kind: 'ValidatingWebhookConfiguration', ...admission },
  { path: 'webhooks/clientConfig/service', kind: 'MutatingWebhookConfiguration', ...admission },
];

const variables = [
  'containers/args',
  'containers/command',
  'containers/env/value',
  'containers/volumeMounts/mountPath',
  'initContainers/args',
  'initContainers/command',
  'initContainers/env/value',
  'initContainers/volumeMounts/mountPath',
];

/** What Kustomize changes unless a kustomization configures more. */
export const defaultFieldSpecs: FieldSpecs = {
  namespace: [
    { path: 'metadata/name', kind: 'Namespace', create },
    { path: 'spec/service/namespace', group: 'apiregistration.k8s.io', kind: 'APIService', create },
    {
      path: 'spec/conversion/webhook/clientConfig/service/namespace',
      group: 'apiextensions.k8s.io',
      kind: 'CustomResourceDefinition',
    },
  ],
  namePrefix: [{ path: 'metadata/name' }],
  nameSuffix: [{ path: 'metadata/name' }],
  commonLabels: [...selectors, ...metadataLabels, ...claimLabels],
  templateLabels: metadataLabels,
  volumeClaimTemplateLabels: claimLabels,
  labels: [],
  commonAnnotations: metadataLabels.map((spec) => ({ ...spec, path: spec.path.replace(/labels$/, 'annotations') })),
  images: ['', 'template/spec/'].flatMap((below) =>
    ['containers[]/image', 'initContainers[]/image', 'volumes[]/image/reference'].map((path) => ({
      path: `spec/${below}${path}`,
      create,
    })),
  ),
  replicas: ['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map((kind) => ({
    path: 'spec/replicas',
    create,
    kind,
  })),
  varReference: [
    ...inPods('CronJob DaemonSet Deployment Job Pod ReplicaSet StatefulSet', ...variables),
    ...inPods('DaemonSet Deployment Job Pod ReplicaSet', 'volumes/nfs/server'),
    { path: 'spec/jobTemplate/spec/template/volumes/nfs/server', kind: 'CronJob' },
    { path: 'spec/template/metadata/annotations', kind: 'Deployment' },
    ...['spec/rules/host', 'spec/tls/hosts', 'spec/tls/secretName'].map((path) => ({ path, kind: 'Ingress' })),
    { path: 'spec/ports/port', kind: 'Service' },
    { path: 'spec/ports/targetPort', kind: 'Service' },
    { path: 'spec/volumeClaimTemplates/spec/nfs/server', kind: 'StatefulSet' },
    { path: 'spec/nfs/server', kind: 'PersistentVolume' },
    { path: 'metadata/labels' },
    { path: 'metadata/annotations' },
  ],
  nameReference: [
    ...['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map((kind) => ({
      kind,
      fieldSpecs: scaled,
    })),
    { kind: 'ConfigMap', version: 'v1', fieldSpecs: configMap },
    { kind: 'Secret', version: 'v1', fieldSpecs: secret },
    { kind: 'Service', version: 'v1', fieldSpecs: service },
    { kind: 'Role', ...rbac, fieldSpecs: [{ path: 'roleRef/name', kind: 'RoleBinding', ...rbac }] },
    {
      kind: 'ClusterRole',
      ...rbac,
      fieldSpecs: ['RoleBinding', 'ClusterRoleBinding'].map((kind) => ({ path: 'roleRef/name', kind, ...rbac })),
    },
    {
      kind: 'ServiceAccount',
      version: 'v1',
      fieldSpecs: [
        { path: 'subjects', kind: 'RoleBinding', ...rbac },
        { path: 'subjects', kind: 'ClusterRoleBinding', ...rbac },
        ...inPods(running, 'serviceAccountName'),
      ],
    },
    {
      kind: 'PersistentVolumeClaim',
      version: 'v1',
      fieldSpecs: inPods(running, 'volumes/persistentVolumeClaim/claimName'),
    },
    {
      kind: 'PersistentVolume',
      version: 'v1',
      fieldSpecs: [
        { path: 'spec/volumeName', kind: 'PersistentVolumeClaim' },
        { path: 'rules/resourceNames', kind: 'ClusterRole' },
      ],
    },
    {
      kind: 'StorageClass',
      version: 'v1',
      group: 'storage.k8s.io',
      fieldSpecs: [
        { path: 'spec/storageClassName', kind: 'PersistentVolume' },
        { path: 'spec/storageClassName', kind: 'PersistentVolumeClaim' },
        { path: 'spec/volumeClaimTemplates/spec/storageClassName', kind: 'StatefulSet' },
      ],
    },
    {
      kind: 'PriorityClass',
      version: 'v1',
      group: 'scheduling.k8s.io',
      fieldSpecs: inPods(running, 'priorityClassName'),
    },
    {
      kind: 'ValidatingAdmissionPolicy',
      ...admission,
      fieldSpecs: [{ path: 'spec/policyName', kind: 'ValidatingAdmissionPolicyBinding', ...admission }],
    },
  ],
};

/** The start of a build, before the first kustomization brings its fields. */
export const noFieldSpecs: FieldSpecs = { ...defaultFieldSpecs };
