import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { build, objects, problems, web } from './build.ts';

const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: y}\n';

describe('rendering: plugins and configurations of Kustomize', () => {
  it('takes the names of its fields in any case, and keeps those that people choose', () => {
    const built = objects(
      {
        'web.yaml': web,
        'kustomization.yaml':
          'resources: [web.yaml]\nnameprefix: eu-\nimages: [{name: "registry:5000/shop/web", newtag: "7"}]\ncommonLabels: {newtag: x}\n',
      },
      '',
    )['Deployment/eu-web'];
    assert.match(JSON.stringify(built), /"image":"registry:5000\/shop\/web:7"/);
    assert.match(JSON.stringify(built), /"labels":\{"newtag":"x"\}/);
  });

  it('runs the generators and transformers that Kustomize has itself', () => {
    const built = objects(
      {
        'a.yaml': map,
        'gen/map.yaml':
          'apiVersion: builtin\nkind: ConfigMapGenerator\nmetadata: {name: made}\nliterals: [k=v]\noptions: {disableNameSuffixHash: true}\n',
        'gen/kustomization.yaml': 'resources: [map.yaml]\n',
        'prefix.yaml':
          'apiVersion: builtin\nkind: PrefixTransformer\nmetadata: {name: p}\nprefix: eu-\nfieldSpecs: [{path: metadata/name}]\n',
        'kustomization.yaml': `resources: [a.yaml]
generators: [gen]
transformers:
  - prefix.yaml
  - |-
    apiVersion: builtin
    kind: PatchTransformer
    metadata: {name: q}
    target: {name: a}
    patch: '[{"op": "add", "path": "/data/z", "value": "1"}]'
`,
      },
      '',
    );
    assert.deepEqual(Object.keys(built), ['ConfigMap/eu-a', 'ConfigMap/eu-made']);
    assert.deepEqual((built['ConfigMap/eu-a'] as { data: unknown }).data, { x: 'y', z: '1' });
  });

  it('makes unknown what a generator of its own may merge into', () => {
    const files = {
      'own.yaml': 'apiVersion: example.org/v1\nkind: Mine\nmetadata: {name: m}\n',
      'kustomization.yaml': 'configMapGenerator: [{name: a, literals: [x=y]}]\ngenerators: [own.yaml]\n',
    };
    assert.deepEqual(problems(files, ''), [
      'kustomization.yaml:2 unknown: This generator is a plugin. Its objects are unknown.',
    ]);
    assert.match(build(files, '').objects[0]?.text ?? '', /^data: PRRUNKNOWN$/m);
  });

  it('changes the fields that a configuration names, and compares former names in replacements', () => {
    const files = {
      'a.yaml': map,
      'b.yaml':
        'apiVersion: example.org/v1\nkind: Job\nmetadata: {name: b}\nspec: {config: a, run: {image: "web:1"}}\n',
      'fields.yaml':
        'nameReference: [{kind: ConfigMap, version: v1, fieldSpecs: [{kind: Job, path: spec/config}]}]\nimages: [{kind: Job, path: spec/run/image}]\n',
      'base/kustomization.yaml':
        'resources: [../a.yaml, ../b.yaml]\nnamePrefix: one-\nconfigurations: [../fields.yaml]\nimages: [{name: web, newTag: "2"}]\n',
      'kustomization.yaml': `resources: [base]
namePrefix: two-
replacements:
  - source: {kind: ConfigMap, fieldPath: data.x}
    targets: [{select: {name: one-b}, fieldPaths: [spec.copy], options: {create: true}}]
`,
    };
    assert.deepEqual(problems(files, ''), []);
    assert.deepEqual((objects(files, '')['Job/two-one-b'] as { spec: unknown }).spec, {
      config: 'two-one-a',
      copy: 'y',
      run: { image: 'web:2' },
    });
  });

  it('makes a list unknown that a schema of its own says how to merge', () => {
    const files = {
      'a.yaml': 'apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: a}\nspec: {items: [{name: x}], size: 1}\n',
      'kustomization.yaml': `resources: [a.yaml]
openapi: {path: schema.json}
patches:
  - patch: |
      {apiVersion: example.org/v1, kind: Thing, metadata: {name: a}, spec: {items: [{name: y}], size: 2}}
`,
    };
    assert.deepEqual((objects(files, '')['Thing/a'] as { spec: unknown }).spec, { items: 'PRRUNKNOWN', size: 2 });
    assert.deepEqual(problems(files, ''), [
      'kustomization.yaml:2 unknown: A custom OpenAPI schema decides how lists are merged.',
    ]);
  });

  it('renders a chart of the workspace, with the places of its templates and of the values given here', () => {
    const files = {
      'charts/db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 1.0.0\n',
      'charts/db/values.yaml': 'size: small\nzone: eu\n',
      'charts/db/templates/map.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\n  namespace: {{ .Release.Namespace }}\ndata:\n  size: {{ .Values.size }}\n  zone: {{ .Values.zone }}\n',
      'kustomization.yaml': `namespace: shop
helmCharts:
  - name: db
    releaseName: main
    valuesInline: {size: large}
patches:
  - target: {kind: ConfigMap}
    patch: |-
      - {op: add, path: /data/more, value: "1"}
`,
    };
    assert.deepEqual(problems(files, ''), []);
    const [object] = build(files, '').objects;
    assert.ok(object);
    assert.equal(object.file, 'charts/db/templates/map.yaml');
    assert.match(object.text, /more: "1"\n {2}size: large\n {2}zone: eu\n/);
    const places = (value: string) => {
      const at = object.text.indexOf(`: ${value}`) + 2;
      const mark = object.marks.find(({ start, end }) => start <= at && at < end);
      return mark?.from?.map(
        ({ file, span }) => `${file}: ${(files as Record<string, string>)[file]?.slice(span.start, span.end) ?? ''}`,
      );
    };
    assert.deepEqual(places('large'), ['kustomization.yaml: large']);
    assert.deepEqual(places('eu\n'), ['charts/db/values.yaml: eu']);
  });
});
