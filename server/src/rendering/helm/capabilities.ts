import type { Dict, Method } from '../value.ts';
import { bool, dict, list, str, unknown } from '../values/make.ts';

/** The Kubernetes version that Helm takes where no cluster is asked and none is given. */
export const defaultKubeVersion = 'v1.35.0';

const helmVersion = 'v4.1.4';
const because = 'it depends on the Helm that is used';

/** What Helm knows of without a cluster: the groups of Kubernetes' own client, without kinds. */
const builtIn = [
  'v1',
  ...group('admissionregistration.k8s.io', 'v1', 'v1alpha1', 'v1beta1'),
  ...group('internal.apiserver.k8s.io', 'v1alpha1'),
  ...group('apps', 'v1', 'v1beta1', 'v1beta2'),
  ...group('authentication.k8s.io', 'v1', 'v1alpha1', 'v1beta1'),
  ...group('authorization.k8s.io', 'v1', 'v1beta1'),
  ...group('autoscaling', 'v1', 'v2', 'v2beta1', 'v2beta2'),
  ...group('batch', 'v1', 'v1beta1'),
  ...group('certificates.k8s.io', 'v1', 'v1beta1', 'v1alpha1'),
  ...group('coordination.k8s.io', 'v1alpha2', 'v1beta1', 'v1'),
  ...group('discovery.k8s.io', 'v1', 'v1beta1'),
  ...group('events.k8s.io', 'v1', 'v1beta1'),
  ...group('extensions', 'v1beta1'),
  ...group('flowcontrol.apiserver.k8s.io', 'v1', 'v1beta1', 'v1beta2', 'v1beta3'),
  ...group('networking.k8s.io', 'v1', 'v1beta1'),
  ...group('node.k8s.io', 'v1', 'v1alpha1', 'v1beta1'),
  ...group('policy', 'v1', 'v1beta1'),
  ...group('rbac.authorization.k8s.io', 'v1', 'v1beta1', 'v1alpha1'),
  ...group('resource.k8s.io', 'v1', 'v1beta2', 'v1beta1', 'v1alpha3'),
  ...group('scheduling.k8s.io', 'v1alpha1', 'v1beta1', 'v1'),
  ...group('storage.k8s.io', 'v1beta1', 'v1', 'v1alpha1'),
  ...group('storagemigration.k8s.io', 'v1beta1'),
  ...group('apiextensions.k8s.io', 'v1beta1', 'v1'),
];

function group(name: string, ...versions: readonly string[]): readonly string[] {
  return versions.map((version) => `${name}/${version}`);
}

/** A Kubernetes version as people write it (`1.30`, `v1.30.2+eks`) as Helm shows it; undefined for what is none. */
export function readKubeVersion(written: string): string | undefined {
  const match = /^v?([0-9]+)(?:\.([0-9]+))?(?:\.([0-9]+))?([-+].*)?$/.exec(written);
  return match ? `v${written.replace(/^v/, '')}` : undefined;
}

/** `.Capabilities`: the version of Kubernetes, and which APIs it has. */
export function capabilities(kubeVersion: string, apiVersions: readonly string[]): Dict {
  const all = [...builtIn, ...apiVersions];
  const shown = kubeVersion.replace(/\+.*$/, '');
  const [, major = '', minor = '0'] = /^v([0-9]+)(?:\.([0-9]+))?/.exec(kubeVersion) ?? [];
  return dict([
    [
      'KubeVersion',
      {
        ...dict([
          ['Version', str(shown)],
          ['Major', str(major)],
          ['Minor', str(minor)],
        ]),
        methods: new Map<string, Method>([
          ['String', () => str(shown)],
          ['GitVersion', () => str(kubeVersion)],
        ]),
        shown,
      },
    ],
    [
      'APIVersions',
      {
        ...list(all.map((version) => str(version))),
        of: 'string',
        methods: new Map([['Has', has(new Set(all))]]),
      },
    ],
    [
      'HelmVersion',
      dict([
        ['Version', str(helmVersion)],
        ['GitCommit', unknown(because)],
        ['GitTreeState', str('clean')],
        ['GoVersion', unknown(because)],
        ['KubeClientVersion', str(defaultKubeVersion.replace(/\.0$/, ''))],
      ]),
    ],
  ]);
}

function has(known: ReadonlySet<string>): Method {
  return ([arg]) => {
    if (arg?.type === 'unknown') return arg;
    return arg?.type === 'string' ? bool(known.has(arg.text), arg.from) : { error: 'an API version must be a text' };
  };
}
