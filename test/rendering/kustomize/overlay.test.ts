import assert from 'node:assert/strict';
import { renderKustomization } from '../../../server/src/rendering/kustomize/render.ts';
import { filesOf } from '../helm/workspace.ts';
import { describe, it } from 'mocha';
import { objects, printed, problems, web } from './build.ts';

const account = `apiVersion: v1
kind: ServiceAccount
metadata: {name: web}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules: []
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: web-reads}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
subjects:
  - {kind: ServiceAccount, name: web}
  - {kind: ServiceAccount, name: default}
---
apiVersion: v1
kind: Namespace
metadata: {name: any}
`;

const base = {
  'base/web.yaml': web,
  'base/account.yaml': account,
  'base/kustomization.yaml': `resources: [web.yaml, account.yaml]
configMapGenerator:
  - name: settings
    literals: [COLOR=green, "TEXT='a b'", EMPTY=]
secretGenerator:
  - name: token
    literals: [key=hunter2]
    type: example.org/token
`,
};

const over = `resources: [../base]
namespace: shop
namePrefix: eu-
nameSuffix: -x
commonLabels: {team: cart}
commonAnnotations: {note: "5"}
replicas: [{name: web, count: 4}]
images: [{name: "registry:5000/shop/web", newTag: "2.1"}]
configMapGenerator:
  - name: settings
    behavior: merge
    literals: [COLOR=blue]
`;

/** What `kustomize build` prints for it. */
const expected = `apiVersion: apps/v1
kind: Deployment
metadata:
  annotations:
    note: "5"
  labels:
    team: cart
  name: eu-web-x
  namespace: shop
spec:
  replicas: 4
  selector:
    matchLabels:
      app: web
      team: cart
  template:
    metadata:
      annotations:
        note: "5"
      labels:
        app: web
        team: cart
    spec:
      containers:
      - env:
        - name: MODE
          value: "1"
        - name: LEVEL
          value: info
        envFrom:
        - configMapRef:
            name: eu-settings-x-d5229ffb75
        image: registry:5000/shop/web:2.1
        name: app
        ports:
        - containerPort: 8080
      serviceAccountName: eu-web-x
---
apiVersion: v1
kind: ServiceAccount
metadata:
  annotations:
    note: "5"
  labels:
    team: cart
  name: eu-web-x
  namespace: shop
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  annotations:
    note: "5"
  labels:
    team: cart
  name: eu-reader-x
rules: []
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  annotations:
    note: "5"
  labels:
    team: cart
  name: eu-web-reads-x
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: eu-reader-x
subjects:
- kind: ServiceAccount
  name: eu-web-x
  namespace: shop
- kind: ServiceAccount
  name: default
  namespace: shop
---
apiVersion: v1
kind: Namespace
metadata:
  annotations:
    note: "5"
  labels:
    team: cart
  name: shop
---
apiVersion: v1
data:
  COLOR: blue
  EMPTY: ""
  TEXT: a b
kind: ConfigMap
metadata:
  annotations:
    note: "5"
  labels:
    team: cart
  name: eu-settings-x-d5229ffb75
  namespace: shop
---
apiVersion: v1
data:
  key: aHVudGVyMg==
kind: Secret
metadata:
  annotations:
    note: "5"
  labels:
    team: cart
  name: eu-token-x-tk9gfb7c7d
  namespace: shop
type: example.org/token
`;

describe('rendering: overlays of Kustomize', () => {
  it('prints an overlay as kustomize build does', () => {
    assert.equal(printed({ ...base, 'over/kustomization.yaml': over }, 'over'), expected);
  });

  it('has the old order of kinds, unless the kustomization asks for its own', () => {
    for (const more of ['', 'sortOptions: {order: legacy}\n']) {
      const files = filesOf({ ...base, 'over/kustomization.yaml': `${over}${more}` });
      assert.deepEqual(
        renderKustomization(files, 'over').objects.map(({ kind }) => kind),
        ['Namespace', 'ServiceAccount', 'ClusterRole', 'RoleBinding', 'ConfigMap', 'Secret', 'Deployment'],
      );
    }
  });

  it('adds labels to selectors and templates only where they are asked for', () => {
    const labels = (more: string) =>
      objects(
        {
          'web.yaml': web,
          'kustomization.yaml': `resources: [web.yaml]\nlabels:\n  - pairs: {team: cart}\n${more}`,
        },
        '',
      )['Deployment/web'] as {
        metadata: { labels: object };
        spec: { selector: { matchLabels: object }; template: { metadata: { labels: object } } };
      };
    const plain = labels('');
    assert.deepEqual(plain.metadata.labels, { team: 'cart' });
    assert.deepEqual(plain.spec.template.metadata.labels, { app: 'web' });
    assert.deepEqual(labels('    includeTemplates: true\n').spec.template.metadata.labels, {
      app: 'web',
      team: 'cart',
    });
    assert.deepEqual(labels('    includeTemplates: true\n').spec.selector.matchLabels, { app: 'web' });
    assert.deepEqual(labels('    includeSelectors: true\n').spec.selector.matchLabels, { app: 'web', team: 'cart' });
  });

  it('lets a component change what its parent has gathered', () => {
    const built = objects(
      {
        'web.yaml': web,
        'kustomization.yaml': 'resources: [web.yaml]\ncomponents: [more]\nnamePrefix: eu-\n',
        'more/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
replicas: [{name: web, count: 7}]
`,
      },
      '',
    );
    assert.equal((built['Deployment/eu-web'] as { spec: { replicas: number } }).spec.replicas, 7);
  });

  it('takes lists of objects apart, and leaves out those for tools on the author’s machine', () => {
    const list = `apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
  - {apiVersion: v1, kind: ConfigMap, metadata: {name: b, annotations: {config.kubernetes.io/local-config: "true"}}}
`;
    const files = { 'list.yaml': list, 'kustomization.yaml': 'resources: [list.yaml]\n' };
    assert.deepEqual(Object.keys(objects(files, '')), ['ConfigMap/a']);
  });

  it('reads a folded text with further indentation as Kustomize writes it, but not in annotations', () => {
    const map = (where: string) => `apiVersion: v1
kind: ConfigMap
metadata:
  name: a
${where}
    x: >-
      first line
        second line
      third
`;
    const text = (where: string) => {
      const built = objects({ 'a.yaml': map(where), 'kustomization.yaml': 'resources: [a.yaml]\n' }, '')['ConfigMap/a'];
      return /"x":"([^"]*)"/.exec(JSON.stringify(built))?.[1];
    };
    assert.equal(text('data:'), 'first line\\n\\n  second line\\nthird');
    assert.equal(text('  annotations:'), 'first line\\n  second line\\nthird');
  });

  it('replaces images by name, tag and digest in every container of any kind', () => {
    const pod = `apiVersion: example.org/v1
kind: Runner
metadata: {name: a}
spec:
  podTemplate:
    containers: [{image: nginx}, {image: "nginx:1@sha256:aa"}, {image: other/nginx}]
    initContainers: [{image: "my.registry:5000/nginx:2"}]
`;
    const images = (entry: string) =>
      JSON.stringify(
        (
          objects({ 'a.yaml': pod, 'kustomization.yaml': `resources: [a.yaml]\nimages:\n  - ${entry}\n` }, '')[
            'Runner/a'
          ] as { spec: unknown }
        ).spec,
      ).match(/"image":"[^"]*"/g);
    assert.deepEqual(images('{name: nginx, newTag: "9"}'), [
      '"image":"nginx:9"',
      '"image":"nginx:9"',
      '"image":"other/nginx"',
      '"image":"my.registry:5000/nginx:2"',
    ]);
    assert.deepEqual(images('{name: nginx, newName: r/n, digest: "sha256:bb"}')?.slice(0, 2), [
      '"image":"r/n@sha256:bb"',
      '"image":"r/n@sha256:bb"',
    ]);
    assert.deepEqual(
      images('{name: "my.registry:5000/nginx", newTag: "3"}')?.at(-1),
      '"image":"my.registry:5000/nginx:3"',
    );
  });

  it('renames a reference to the object of the same namespace and prefix', () => {
    const files = {
      'web.yaml': web,
      'a/kustomization.yaml': 'resources: [../base]\nnamePrefix: a-\n',
      'b/kustomization.yaml': 'resources: [../base]\nnamePrefix: b-\n',
      'base/web.yaml': web,
      'base/kustomization.yaml': 'resources: [web.yaml]\nconfigMapGenerator: [{name: settings, literals: [a=b]}]\n',
      'kustomization.yaml': 'resources: [a, b]\n',
    };
    const built = objects(files, '');
    const referred = Object.entries(built).map(([key, object]) => [
      key,
      /"configMapRef":\{"name":"([^"]*)"/.exec(JSON.stringify(object))?.[1],
    ]);
    assert.deepEqual(referred, [
      ['Deployment/a-web', 'a-settings-4h2mbtbbt6'],
      ['ConfigMap/a-settings-4h2mbtbbt6', undefined],
      ['Deployment/b-web', 'b-settings-4h2mbtbbt6'],
      ['ConfigMap/b-settings-4h2mbtbbt6', undefined],
    ]);
  });

  it('copies values by replacements, and fills in old variables', () => {
    const files = {
      'web.yaml': web.replace('value: info', 'value: $(HOST):80'),
      'service.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: front}\nspec: {clusterIP: none}\n',
      'kustomization.yaml': `resources: [web.yaml, service.yaml]
namePrefix: eu-
vars:
  - {name: HOST, objref: {apiVersion: v1, kind: Service, name: front}}
replacements:
  - source: {kind: Service, name: front, fieldPath: spec.clusterIP}
    targets:
      - select: {kind: Deployment}
        fieldPaths: ['spec.template.spec.containers.[name=app].env.[name=MODE].value']
      - select: {kind: Deployment}
        fieldPaths: [metadata.annotations.ip]
        options: {create: true}
`,
    };
    assert.deepEqual(problems(files, ''), []);
    const text = JSON.stringify(objects(files, '')['Deployment/eu-web']);
    assert.match(text, /\{"name":"MODE","value":"none"\},\{"name":"LEVEL","value":"eu-front:80"\}/);
    assert.match(text, /"annotations":\{"ip":"none"\}/);
  });
});
