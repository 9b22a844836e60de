import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { renderTree } from '../../../server/src/rendering/gitops/read.ts';
import { filesOf } from '../helm/workspace.ts';
import { read, sourcesOf, type Texts, valuesOf } from './read.ts';

function application(spec: string): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: web, namespace: argocd}
spec:
  destination: {namespace: shop, server: "https://kubernetes.default.svc"}
${spec}`;
}

const chart = {
  'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.1.0\n',
  'charts/web/values.yaml': 'size: small\n',
};

describe('rendering: what Argo CD deploys', () => {
  it('layers files, values and parameters of a chart of the workspace', () => {
    const texts: Texts = {
      ...chart,
      'charts/web/prod.yaml': 'size: medium\nzone: eu\nport: 80\n',
      'app.yaml': application(`  source:
    repoURL: https://github.com/shop/deploy.git
    path: charts/web
    helm:
      releaseName: front
      valueFiles: [prod.yaml]
      values: |
        zone: us
        port: 81
      parameters:
        - {name: port, value: "82"}
`),
    };
    const [own] = read(texts, 'https://github.com/shop/deploy').releases;
    assert.ok(own);
    assert.deepEqual(
      [own.chart, own.name, own.namespace, own.includeCrds],
      [{ type: 'local', folder: 'charts/web' }, 'front', 'shop', true],
    );
    assert.deepEqual(valuesOf(own, texts), { size: 'medium', zone: 'us', port: 82 });
    assert.deepEqual(sourcesOf(own, ['zone'], texts), ['app.yaml: us']);
    assert.deepEqual(sourcesOf(own, ['size'], texts), ['charts/web/prod.yaml: medium']);
    assert.deepEqual([own.unknowns, own.problems], [[], []]);
  });

  it('reads several sources, with values of one for the chart of another', () => {
    const texts: Texts = {
      'env/prod.yaml': 'a: 1\n',
      'app.yaml': application(`  sources:
    - repoURL: https://charts.example.org
      chart: redis
      targetRevision: 7.0.0
      helm: {valueFiles: [$values/env/prod.yaml, $values/env/gone.yaml]}
    - {repoURL: "https://github.com/shop/deploy", ref: values}
`),
    };
    const [own] = read(texts).releases;
    assert.ok(own);
    assert.deepEqual(own.chart, {
      type: 'remote',
      name: 'redis',
      version: '7.0.0',
      repository: 'https://charts.example.org',
    });
    assert.deepEqual(valuesOf(own, texts), { a: 1 });
    assert.deepEqual(own.unknowns, ['the values file $values/env/gone.yaml is not in this workspace']);
    assert.deepEqual(
      own.problems.map(({ problem }) => problem),
      ['missing', 'missing'],
    );
  });

  it('builds a folder with the changes of the Application, and a folder of plain manifests', () => {
    const manifest =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 1, template: {spec: {containers: [{image: "shop/web:1"}]}}}\n';
    const texts: Texts = {
      'over/web.yaml': manifest,
      'over/kustomization.yaml': 'resources: [web.yaml]\nnamePrefix: a-\n',
      'app.yaml': application(`  source:
    path: over
    kustomize: {namePrefix: b-, images: ["shop/web:2", "x=y:3"], replicas: [{name: web, count: 4}], commonLabels: {team: cart}}
`),
      'plain/web.yaml': manifest,
      'plain/skip.yaml': manifest,
      'plain/deep/web.yaml': manifest.replace('name: web', 'name: deep'),
      'plain.yaml': application('  source: {path: plain, directory: {recurse: true, exclude: skip.yaml}}\n').replace(
        'name: web',
        'name: plain',
      ),
    };
    const { trees } = read(texts);
    const rendered = trees.map((tree) => [tree.deployer.name, renderTree(filesOf(texts), tree).objects] as const);
    const [object] = Object.fromEntries(rendered)['web'] ?? [];
    assert.match(object?.text ?? '', /name: b-web/);
    assert.match(object?.text ?? '', /replicas: 4/);
    assert.match(object?.text ?? '', /image: shop\/web:2/);
    assert.match(object?.text ?? '', /team: cart/);
    assert.deepEqual(
      (Object.fromEntries(rendered)['plain'] ?? []).map(({ name }) => name),
      ['deep', 'web'],
    );
  });
});

function set(generators: string, template: string, isGo = false): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: all, namespace: argocd}
spec:
  goTemplate: ${isGo}
  generators:
${generators}
  template:
${template}
`;
}

const template = (name: string, path: string) => `    metadata: {name: '${name}'}
    spec:
      source: {path: '${path}', repoURL: "https://github.com/shop/deploy"}
      destination: {namespace: shop}`;

const folders = {
  'apps/a/web.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
  'apps/b/web.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\n',
  'apps/old/web.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n',
};

/** Names and folders of what a set deploys. */
function deployed(texts: Texts): string[] {
  return read(texts).trees.map(({ deployer, folder }) => `${deployer.name}: ${folder}`);
}

describe('rendering: sets of Applications', () => {
  it('makes one for each element of a list, and for each folder or file of git', () => {
    assert.deepEqual(
      deployed({
        ...folders,
        'set.yaml': set('    - list: {elements: [{app: a}, {app: b}]}', template('{{app}}-x', 'apps/{{ app }}')),
      }),
      ['a-x: apps/a', 'b-x: apps/b'],
    );
    assert.deepEqual(
      deployed({
        ...folders,
        'set.yaml': set(
          '    - git: {directories: [{path: apps/*}, {path: apps/old, exclude: true}]}',
          template('{{path.basename}}', '{{path}}'),
        ),
      }),
      ['a: apps/a', 'b: apps/b'],
    );
    assert.deepEqual(
      deployed({
        ...folders,
        'env/eu.yaml': 'cluster: {name: eu}\napp: b\n',
        'set.yaml': set(
          '    - git: {files: [{path: "env/*.yaml"}]}',
          template('{{ .cluster.name }}-{{ index .path.segments 0 }}', 'apps/{{.app}}'),
          true,
        ),
      }),
      ['eu-env: apps/b'],
    );
  });

  it('combines generators by matrix and merge', () => {
    assert.deepEqual(
      deployed({
        ...folders,
        'set.yaml': set(
          '    - matrix: {generators: [{list: {elements: [{zone: eu}, {zone: us}]}}, {git: {directories: [{path: "apps/[ab]"}]}}]}',
          template('{{path.basename}}-{{zone}}', '{{path}}'),
        ),
      }),
      ['a-eu: apps/a', 'b-eu: apps/b', 'a-us: apps/a', 'b-us: apps/b'],
    );
    assert.deepEqual(
      deployed({
        ...folders,
        'set.yaml': set(
          '    - merge: {mergeKeys: [zone], generators: [{list: {elements: [{zone: eu, app: a}, {zone: us, app: a}]}}, {list: {elements: [{zone: us, app: b}]}}]}',
          template('{{zone}}', 'apps/{{app}}'),
        ),
      }),
      ['eu: apps/a', 'us: apps/b'],
    );
  });

  it('says what a generator takes from outside, and deploys what its fixed values give', () => {
    const { trees, problems } = read({
      ...folders,
      'set.yaml': set('    - clusters: {values: {app: a}}', template('{{name}}-{{values.app}}', 'apps/{{values.app}}')),
    });
    assert.deepEqual(
      trees.map(({ folder, unknowns }) => [folder, unknowns]),
      [['apps/a', ['the clusters generator reads from outside this workspace']]],
    );
    assert.deepEqual(
      problems.map(({ problem, message }) => [problem, message]),
      [['unknown', 'The clusters generator reads values from outside this workspace.']],
    );
    assert.deepEqual(
      deployed({ ...folders, 'set.yaml': set('    - clusters: {}', template('x', 'apps/{{name}}')) }),
      [],
    );
  });
});
