import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { renderRelease } from '../../../server/src/rendering/gitops/render-release.ts';
import { renderTree } from '../../../server/src/rendering/gitops/read.ts';
import { filesOf } from '../helm/workspace.ts';
import { read, sourcesOf, type Texts, valuesOf } from './read.ts';

const chart = { 'charts/web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.1.0\n' };

const source = `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: {name: flux-system, namespace: flux-system}
spec: {url: "https://github.com/shop/deploy"}
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: {name: charts, namespace: flux-system}
spec: {url: "https://charts.example.org"}
`;

function release(chartSpec: string, more = ''): string {
  return `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: web, namespace: shop}
spec:
  ${chartSpec}
${more}`;
}

const local =
  'chart: {spec: {chart: ./charts/web, sourceRef: {kind: GitRepository, name: flux-system, namespace: flux-system}}}';

describe('rendering: what Flux deploys', () => {
  it('finds a chart of the workspace by the address of its repository, or by its path', () => {
    const texts: Texts = { ...chart, 'flux.yaml': source, 'web.yaml': release(local, '  values: {replicas: 3}\n') };
    const of = (remote?: string) => read(texts, remote).releases[0]?.chart;
    assert.deepEqual(of(), { type: 'local', folder: 'charts/web' });
    assert.deepEqual(of('git@github.com:shop/deploy.git'), { type: 'local', folder: 'charts/web' });
    assert.equal(of('https://github.com/other/repo')?.type, 'remote');
    const [own] = read(texts).releases;
    assert.ok(own);
    assert.deepEqual([own.name, own.namespace, valuesOf(own, texts)], ['web', 'shop', { replicas: 3 }]);
    assert.deepEqual(sourcesOf(own, ['replicas'], texts), ['web.yaml: 3']);
  });

  it('names a chart that is not here, with the command that brings it', () => {
    const texts: Texts = {
      'flux.yaml': source,
      'web.yaml': release(
        'chart: {spec: {chart: redis, version: 1.x, sourceRef: {kind: HelmRepository, name: charts, namespace: flux-system}}}',
      ),
    };
    const [own] = read(texts).releases;
    assert.deepEqual(own?.chart, {
      type: 'remote',
      name: 'redis',
      version: '1.x',
      repository: 'https://charts.example.org',
    });
    assert.deepEqual(
      own.problems.map(({ problem, message }) => [problem, message]),
      [
        [
          'missing',
          'The chart redis is not in this workspace. "helm pull redis --repo https://charts.example.org --version 1.x --untar" adds it.',
        ],
      ],
    );
    const oci = `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: {name: web, namespace: shop}
spec: {url: "oci://ghcr.io/org/charts/app", ref: {tag: 4.0.1}}
`;
    assert.deepEqual(
      read({ 'oci.yaml': oci, 'web.yaml': release('chartRef: {kind: OCIRepository, name: web}') }).releases[0]?.chart,
      {
        type: 'remote',
        name: 'app',
        repository: 'oci://ghcr.io/org/charts',
        version: '4.0.1',
      },
    );
    assert.equal(
      read({ 'web.yaml': release('chartRef: {kind: OCIRepository, name: web}') }).releases[0]?.chart.type,
      'unknown',
    );
  });

  it('puts values over those of ConfigMaps, with the overlay that changed them', () => {
    const texts: Texts = {
      ...chart,
      'base/web.yaml': release(
        local,
        '  valuesFrom:\n    - {kind: ConfigMap, name: web-values}\n    - {kind: Secret, name: keys}\n  values: {size: small, tier: back}\n',
      ),
      'base/kustomization.yaml':
        'resources: [web.yaml]\nconfigMapGenerator:\n  - {name: web-values, namespace: shop, files: [values.yaml=shared.yaml]}\n',
      'base/shared.yaml': 'size: medium\nimage: {tag: "1"}\n',
      'prod/kustomization.yaml': `resources: [../base]
patches:
  - patch: |
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata: {name: web, namespace: shop}
      spec: {values: {size: large}}
`,
    };
    const [own, ...others] = read(texts).releases;
    assert.ok(own && others.length === 0);
    assert.equal(own.environment.folder, 'prod');
    assert.deepEqual(valuesOf(own, texts), { size: 'large', tier: 'back', image: { tag: '1' } });
    assert.deepEqual(sourcesOf(own, ['size'], texts), ['prod/kustomization.yaml: large']);
    assert.deepEqual(sourcesOf(own, ['image', 'tag'], texts), ['base/shared.yaml: 1']);
    assert.deepEqual(own.unknowns, ['values come from the Secret keys, which is not in this workspace']);
    assert.deepEqual(
      own.problems.map(({ problem, message }) => [problem, message]),
      [['unknown', 'The Secret keys is not in this workspace. Its values may change what this release deploys.']],
    );
  });

  it('puts the values of a release over the values files that its chart names', () => {
    const texts: Texts = {
      ...chart,
      'charts/web/values.yaml': '{}\n',
      'charts/web/prod.yaml': 'size: large\nzone: eu\n',
      'web.yaml': release(
        local.replace(
          'chart: ./charts/web,',
          'chart: ./charts/web, valuesFiles: [charts/web/values.yaml, charts/web/prod.yaml],',
        ),
        '  values: {size: small}\n',
      ),
    };
    const [own] = read(texts).releases;
    assert.ok(own);
    assert.deepEqual(valuesOf(own, texts), { size: 'small', zone: 'eu' });
    assert.deepEqual(own.unknowns, []);
    const without = { ...texts, 'web.yaml': (texts['web.yaml'] ?? '').replace('charts/web/values.yaml, ', '') };
    assert.deepEqual(read(without).releases[0]?.unknowns, ['valuesFiles replace the values of the chart']);
    const gone = { ...texts, 'web.yaml': (texts['web.yaml'] ?? '').replace('web/prod.yaml', 'web/gone.yaml') };
    assert.deepEqual(read(gone).releases[0]?.unknowns, [
      'the values file charts/web/gone.yaml is not in this workspace',
    ]);
  });

  it('renders a chart of the workspace with the values of the release', () => {
    const texts: Texts = {
      ...chart,
      'charts/web/values.yaml': 'replicas: 1\n',
      'charts/web/templates/web.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: {{ .Release.Name }}, namespace: {{ .Release.Namespace }}}\nspec:\n  replicas: {{ .Values.replicas }}\n',
      'web.yaml': release(local, '  values: {replicas: 3}\n'),
    };
    const [own] = read(texts).releases;
    assert.ok(own);
    const { objects, problems, reads } = renderRelease(filesOf(texts), own);
    assert.deepEqual(problems, []);
    assert.match(objects[0]?.text ?? '', /name: web, namespace: shop.*replicas: 3/s);
    const from = objects[0]?.marks
      .flatMap((mark) => mark.from ?? [])
      .map(({ file, span }) => texts[file]?.slice(span.start, span.end));
    assert.deepEqual(from, ['3']);
    assert.ok(reads.includes('web.yaml') && reads.includes('charts/web/values.yaml'));
  });

  it('deploys a folder with the changes and variables of its Kustomization', () => {
    const texts: Texts = {
      ...chart,
      'cluster/ks.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: apps, namespace: flux-system}
spec:
  path: ./apps
  targetNamespace: shop
  sourceRef: {kind: GitRepository, name: flux-system}
  images: [{name: web, newTag: "2"}]
  commonMetadata: {labels: {owner: cart}}
  patches:
    - target: {kind: Deployment}
      patch: |-
        - {op: add, path: /spec/paused, value: true}
  postBuild:
    substitute: {REPLICAS: "4", ENV: prod}
    substituteFrom: [{kind: ConfigMap, name: cluster}]
`,
      'cluster/settings.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cluster, namespace: flux-system}\ndata: {ENV: dev, ZONE: eu-1}\n',
      'cluster/kustomization.yaml': 'resources: [ks.yaml, settings.yaml]\n',
      'apps/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: \${REPLICAS}
  template: {spec: {containers: [{name: a, image: web, args: ["\${ENV}-\${ZONE}", "\${GONE:=none}", "$\${KEPT}", "$HOME"]}]}}
`,
      'apps/more/release.yaml': release(local).replace(', namespace: shop', ''),
      'apps/notes.txt': 'x',
    };
    const { releases, trees } = read(texts);
    assert.deepEqual(
      trees.map(({ folder, deployer, environment }) => [folder, deployer.name, environment.namespace]),
      [['apps', 'apps', 'shop']],
    );
    assert.deepEqual(
      releases.map(({ name, namespace }) => [name, namespace]),
      [['web', 'shop']],
    );
    const [tree] = trees;
    assert.ok(tree);
    const { objects, problems, reads } = renderTree(filesOf(texts), tree);
    assert.deepEqual(problems, []);
    assert.ok(reads.includes('apps/'));
    assert.equal(
      objects.find(({ kind }) => kind === 'Deployment')?.text,
      `apiVersion: apps/v1
kind: Deployment
metadata:
  labels:
    owner: cart
  name: web
  namespace: shop
spec:
  paused: true
  replicas: 4
  template:
    spec:
      containers:
      - args:
        - prod-eu-1
        - none
        - \${KEPT}
        - $HOME
        image: web:2
        name: a
`,
    );
  });

  it('makes unknown what variables from elsewhere give, and leaves ${…} where nothing is substituted', () => {
    const texts = (postBuild: string): Texts => ({
      'ks.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: apps, namespace: flux-system}
spec:
  path: apps
  ${postBuild}
`,
      'apps/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: "${A}", z: "${B}"}\n',
      'apps/kustomization.yaml': 'resources: [a.yaml]\n',
    });
    const printed = (postBuild: string) => {
      const files = texts(postBuild);
      const [tree] = read(files).trees;
      assert.ok(tree);
      return renderTree(filesOf(files), tree).objects[0];
    };
    assert.match(
      printed('postBuild: {substitute: {A: "1"}, substituteFrom: [{kind: Secret, name: gone}]}')?.text ?? '',
      /x: 1\n {2}z: PRRUNKNOWN\n/,
    );
    assert.match(printed('postBuild: {substitute: {A: one}}')?.text ?? '', /x: one\n {2}z: ""\n|x: one\n {2}z: null\n/);
    assert.match(printed('prune: true')?.text ?? '', /x: \$\{A\}\n {2}z: \$\{B\}\n/);
  });
});
