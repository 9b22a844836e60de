import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { objects, problems, web } from './build.ts';

/** The container of `web` after a patch. */
function container(patch: string, manifest = web): unknown {
  const files = {
    'web.yaml': manifest,
    'patch.yaml': patch,
    'kustomization.yaml': 'resources: [web.yaml]\npatches: [{path: patch.yaml}]\n',
  };
  assert.deepEqual(problems(files, ''), []);
  const built = objects(files, '')['Deployment/web'] as { spec: { template: { spec: { containers: unknown[] } } } };
  return built.spec.template.spec.containers[0];
}

function merging(app: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
        - name: app
${app.replace(/^/gm, '          ')}
`;
}

const names = (value: unknown) => (value as { name: string }[]).map(({ name }) => name);

describe('rendering: patches of Kustomize', () => {
  it('merges lists with a key, the patch first, and deletes with null and $patch', () => {
    const app = container(
      merging('env:\n  - {name: NEW, value: "2"}\n  - {name: LEVEL, $patch: delete}\nenvFrom: null'),
    ) as {
      env: unknown;
    };
    assert.deepEqual(app.env, [
      { name: 'NEW', value: '2' },
      { name: 'MODE', value: '1' },
    ]);
    assert.equal('envFrom' in app, false);
  });

  it('keeps a value a text that stands in quotes in the base', () => {
    assert.deepEqual((container(merging('env: [{name: MODE, value: 5}]')) as { env: unknown[] }).env[0], {
      name: 'MODE',
      value: '5',
    });
  });

  it('matches ports by number and protocol, with what Kustomize makes of a protocol that one side leaves out', () => {
    const ports = (base: string, patch: string) =>
      (
        container(merging(`ports:\n${patch}`), web.replace('            - containerPort: 8080\n', base)) as {
          ports: unknown;
        }
      ).ports;
    assert.deepEqual(
      ports(
        '            - containerPort: 80\n            - containerPort: 81\n',
        '  - {containerPort: 81, name: m}\n  - {containerPort: 82, name: n}',
      ),
      [{ containerPort: 81, name: 'm' }, { containerPort: 82, name: 'n' }, { containerPort: 80 }],
    );
    assert.deepEqual(
      ports(
        '            - {containerPort: 80, protocol: TCP}\n            - containerPort: 81\n',
        '  - {containerPort: 80, name: http}\n  - {containerPort: 82, name: two}',
      ),
      [{ containerPort: 82, name: 'two' }, { containerPort: 80, protocol: 'TCP' }, { containerPort: 81 }],
    );
  });

  it('replaces lists of custom resources, and whole maps with $patch: replace', () => {
    const files = {
      'a.yaml':
        'apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: a}\nspec: {items: [{name: x}, {name: y}], limits: {a: 1, b: 2}}\n',
      'kustomization.yaml': `resources: [a.yaml]
patches:
  - patch: |
      apiVersion: example.org/v1
      kind: Thing
      metadata: {name: a}
      spec: {items: [{name: z}], limits: {$patch: replace, c: 3}}
`,
    };
    assert.deepEqual((objects(files, '')['Thing/a'] as { spec: unknown }).spec, {
      items: [{ name: 'z' }],
      limits: { c: 3 },
    });
  });

  it('makes a list unknown that has an item without its key', () => {
    const built = objects(
      {
        'web.yaml': web.replace('            - name: MODE\n              value: "1"\n', '            - value: "1"\n'),
        'kustomization.yaml': `resources: [web.yaml]\npatches:\n  - patch: |\n${merging('env: [{name: B, value: c}]').replace(/^/gm, '      ')}`,
      },
      '',
    );
    assert.match(JSON.stringify(built), /"env":"PRRUNKNOWN"/);
    assert.match(JSON.stringify(built), /"image":"registry:5000\/shop\/web:1.0"/);
  });

  it('deletes an object, and adds one to no other', () => {
    const files = {
      'web.yaml': web,
      'kustomization.yaml': `resources: [web.yaml]
patchesStrategicMerge:
  - |-
    $patch: delete
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
`,
    };
    assert.deepEqual(objects(files, ''), {});
    assert.deepEqual(problems(files, ''), []);
  });

  it('applies the operations of JSON patches to the objects that a target selects', () => {
    const other = web
      .replaceAll('web', 'api')
      .replace('metadata:\n  name', 'metadata:\n  labels: {tier: back}\n  name');
    const files = (target: string) => ({
      'web.yaml': web,
      'api.yaml': other,
      'kustomization.yaml': `resources: [web.yaml, api.yaml]
patches:
  - target: ${target}
    patch: |-
      - {op: replace, path: /spec/replicas, value: 3}
      - {op: add, path: /spec/template/spec/containers/0/env/-, value: {name: Z, value: "9"}}
      - {op: add, path: /metadata/annotations/a.org~1b, value: c}
      - {op: remove, path: /spec/template/spec/containers/0/env/0}
      - {op: test, path: /spec/replicas, value: 3}
`,
    });
    const replicas = (target: string) => {
      assert.deepEqual(problems(files(target), ''), []);
      return Object.entries(objects(files(target), '')).map(([key, object]) => [
        key,
        (object as { spec: { replicas: number } }).spec.replicas,
      ]);
    };
    const both = (a: number, b: number) => [
      ['Deployment/web', a],
      ['Deployment/api', b],
    ];
    assert.deepEqual(replicas('{kind: Deployment, name: we.}'), both(3, 1));
    assert.deepEqual(replicas('{kind: Deploy}'), both(1, 1));
    assert.deepEqual(replicas('{labelSelector: "tier in (back, front)"}'), both(1, 3));
    assert.deepEqual(replicas('{labelSelector: "!tier"}'), both(3, 1));
    assert.deepEqual(replicas('{group: apps, version: v1}'), both(3, 3));
    const built = objects(files('{name: web}'), '')['Deployment/web'] as {
      metadata: { annotations: unknown };
      spec: { template: { spec: { containers: { env: unknown }[] } } };
    };
    assert.deepEqual(built.metadata.annotations, { 'a.org/b': 'c' });
    assert.deepEqual(names(built.spec.template.spec.containers[0]?.env), ['LEVEL', 'Z']);
  });

  it('renames only where the patch is allowed to', () => {
    const patched = (options: string) =>
      Object.keys(
        objects(
          {
            'web.yaml': web,
            'kustomization.yaml': `resources: [web.yaml]
patches:
  - target: {kind: Deployment}
    ${options}
    patch: |-
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: other}
`,
          },
          '',
        ),
      );
    assert.deepEqual(patched(''), ['Deployment/web']);
    assert.deepEqual(patched('options: {allowNameChange: true}'), ['Deployment/other']);
    assert.deepEqual(patched('options: {allowKindChange: true}'), ['StatefulSet/web']);
  });

  it('reads a block at the end of an inline patch without the line break that it does not have', () => {
    const files = {
      'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: y}\n',
      'kustomization.yaml': `resources: [a.yaml]
patches:
  - patch: |-
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: a}
      data:
        x: |
          one
          two
`,
    };
    assert.deepEqual((objects(files, '')['ConfigMap/a'] as { data: unknown }).data, { x: 'one\ntwo' });
  });
});
