import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../analyse.ts';
import { temporaryFolder } from './connect.ts';

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
  namespace: {{ .Release.Namespace }}
spec:
  replicas: {{ .Values.replicas }}
  version: {{ .Capabilities.KubeVersion.Version }} {{ .Capabilities.APIVersions.Has "a/v1" }}
`;

interface Rendered {
  readonly environment: string;
  readonly objects: readonly {
    readonly kind: string;
    readonly name: string;
    readonly values: readonly {
      readonly path: string;
      readonly value: unknown;
      readonly at?: { readonly file: string; readonly line?: number; readonly column?: number };
      readonly from?: readonly { readonly file: string; readonly line?: number; readonly column?: number }[];
      readonly unknown?: string;
    }[];
  }[];
  readonly problems: readonly { readonly problem: string; readonly message: string }[];
}

describe('prr render', () => {
  let at: ReturnType<typeof temporaryFolder>;
  before(() => {
    at = temporaryFolder({
      'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'chart/values.yaml': 'replicas: 1\n',
      'chart/values-prod.yaml': '# Production\nreplicas: 3\n',
      'chart/crds/a.yaml': 'kind: CustomResourceDefinition\nmetadata:\n  name: a\n',
      'chart/templates/deployment.yaml': deployment,
      'broken/Chart.yaml': 'apiVersion: v2\nname: broken\nversion: 1.0.0\n',
      'broken/templates/a.yaml': 'kind: A\nb: {{ fail "no" }}\n',
      'random/Chart.yaml': 'apiVersion: v2\nname: random\nversion: 1.0.0\n',
      'random/templates/a.yaml': 'kind: Secret\nmetadata:\n  name: a\nb: {{ uuidv4 }}\n',
      'other/values.yaml': 'replicas: 7\n',
      'library/Chart.yaml': 'apiVersion: v2\nname: library\nversion: 1.0.0\ntype: library\n',
      'library/templates/a.yaml': 'kind: A\n',
      'obeyed/Chart.yaml': 'apiVersion: v2\nname: obeyed\nversion: 1.0.0\n',
      'obeyed/templates/a.yaml': 'kind: A\nmetadata: {name: a}\nb: |\n  ::error::x\n  ##[error]\u202e\nc: 5\n',
      'labels/Chart.yaml': 'apiVersion: v2\nname: labels\nversion: 1.0.0\n',
      'labels/templates/a.yaml': 'kind: A\nmetadata: {labels: {a.b/c: d}}\nlist: [{x: 1}]\n',
      'plain/a.txt': '',
      'lost/kustomization.yaml': 'resources: [../base, gone.yaml]\n',
      'away/kustomization.yaml': 'resources: [../base, https://example.com/more.yaml]\n',
      'base/kustomization.yaml': 'resources: [service.yaml]\n',
      'base/service.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  replicas: 1\n',
      'overlays/prod/kustomization.yaml':
        'resources: [../../base]\nnamePrefix: prod-\nhelmGlobals: {chartHome: ../..}\nhelmCharts:\n' +
        '- {name: chart, releaseName: web, valuesFile: ../../chart/values-prod.yaml, valuesInline: {replicas: 5}}\n',
    });
  });
  after(() => at.remove());

  const prr = (...args: string[]) =>
    spawnSync(process.execPath, [path.join(root, 'dist/prr.cjs'), 'render', ...args], {
      encoding: 'utf8',
      cwd: at.folder,
      env: { ...process.env, NO_COLOR: '1' },
    });
  const rendered = (...args: string[]): Rendered => {
    const { stdout, stderr } = prr(...args, '--format', 'json');
    assert.equal(stderr, '');
    return JSON.parse(stdout) as Rendered;
  };
  const replicas = (...args: string[]) =>
    rendered(...args).objects[0]?.values.find(({ path: own }) => own === 'spec.replicas');

  it('prints the objects as helm template does', () => {
    const { stdout, stderr, status } = prr('chart', '--name', 'web', '-n', 'team', '--kube-version', '1.30');
    const { stdout: more } = prr('chart', '--include-crds', '--api-versions', 'a/v1,b/v1');
    assert.deepEqual([stderr, status], ['', 0]);
    assert.equal(
      stdout,
      '---\n# Source: shop/templates/deployment.yaml\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n' +
        '  namespace: team\nspec:\n  replicas: 1\n  version: v1.30 false\n',
    );
    assert.match(more, /^---\n# Source: shop\/crds\/a\.yaml\n[^]*name: release-name\n[^]*version: v[0-9.]+ true\n$/);
  });

  it('shows the line of the template and of the values file for each value', () => {
    assert.deepEqual(replicas('chart'), {
      path: 'spec.replicas',
      value: 1,
      at: { file: 'chart/templates/deployment.yaml', line: 7, column: 13 },
      from: [{ file: 'chart/values.yaml', line: 1, column: 11 }],
    });
    assert.deepEqual(replicas('chart', '--environment', 'prod')?.from, [
      { file: 'chart/values-prod.yaml', line: 2, column: 11 },
    ]);
  });

  it('puts files over the environment, and --set over files', () => {
    const value = (...args: string[]) => replicas('chart', ...args)?.value;
    const outside = path.join(at.folder, 'other/values.yaml');
    assert.equal(value('--environment', 'chart/values-prod.yaml'), 3);
    assert.equal(value('--environment', 'prod', '-f', outside), 7);
    assert.equal(value('-f', 'other/values.yaml', '-f', 'chart/values-prod.yaml'), 3);
    assert.equal(value('-f', 'other/values.yaml', '--set', 'replicas=9'), 9);
    assert.equal(value('--set-string', 'replicas=9,a=b', '--set', 'replicas=8'), 9);
  });

  it('shows what is not known with the reason, and exits with 0', () => {
    const { stdout, stderr, status } = prr('random', '--format', 'json');
    const value = (JSON.parse(stdout) as Rendered).objects[0]?.values.find(({ path: own }) => own === 'b');
    assert.match(value?.unknown ?? '', /uuidv4/);
    assert.match(stderr, /^random\/templates\/a\.yaml:4:4: A value of Secret a is not known, because uuidv4/);
    assert.equal(status, 0);
  });

  it('prints an object that a terminal or a runner would obey as JSON, with the same data', () => {
    const { stdout } = prr('obeyed');
    const json = stdout.slice(stdout.indexOf('{'));
    assert.deepEqual(JSON.parse(json), {
      kind: 'A',
      metadata: { name: 'a' },
      b: '::error::x\n##[error]\u202e\n',
      c: 5,
    });
    assert.match(stdout, /^---\n# Source: obeyed\/templates\/a\.yaml\n\{/);
  });

  it('quotes keys with dots in the path of a value', () => {
    const { stdout } = prr('labels', '--format', 'json');
    assert.deepEqual(
      (JSON.parse(stdout) as Rendered).objects[0]?.values.map(({ path: own }) => own),
      ['kind', 'metadata.labels["a.b/c"]', 'list[0].x'],
    );
  });

  it('says that a library renders no object', () => {
    const { stdout, stderr, status } = prr('library');
    assert.deepEqual([stdout, stderr, status], ['', 'prr: library renders no object\n', 0]);
  });

  it('exits with 1 where Helm would stop, with the place', () => {
    const { stderr, status } = prr('broken');
    assert.match(stderr, /^broken\/templates\/a\.yaml:2:7: .*no/);
    assert.equal(status, 1);
    assert.equal(prr('chart', '--set', 'a').status, 1);
  });

  it('exits with 1 where a file of a kustomization is missing, and with 0 where only a download is', () => {
    const [lost, away] = [prr('lost'), prr('away')];
    assert.match(lost.stderr, /gone\.yaml is not in this workspace/);
    assert.match(away.stderr, /"kustomize build" downloads it/);
    assert.deepEqual([lost.status, away.status], [1, 0]);
    for (const { stdout } of [lost, away]) assert.match(stdout, /kind: Service/);
  });

  it('prints a kustomization as kustomize build does, with the charts that it names', () => {
    const { stdout, stderr, status } = prr('overlays/prod');
    assert.deepEqual([stderr, status], ['', 0]);
    assert.deepEqual(
      stdout.split('---\n').map((text) => /kind: (.*)\n[^]*name: (.*)\n/.exec(text)?.slice(1)),
      [
        ['Service', 'prod-shop'],
        ['Deployment', 'prod-web'],
      ],
    );
    assert.match(stdout, /replicas: 5\n/);
    const { stdout: json } = prr('overlays/prod', '--format', 'json');
    const replicas = (JSON.parse(json) as Rendered).objects[1]?.values.find(({ path: own }) => own === 'spec.replicas');
    assert.deepEqual(
      replicas?.from?.map(({ file, line }) => [file, line]),
      [['overlays/prod/kustomization.yaml', 5]],
    );
  });

  for (const [what, args, message] of [
    ['no folder', ['nowhere'], /there is no file or folder/],
    ['a file', ['chart/Chart.yaml'], /is a file/],
    ['no chart', ['plain'], /there is no Chart\.yaml and no kustomization\.yaml/],
    ['no values file', ['chart', '-f', 'none.yaml'], /there is no values file/],
    ['no environment', ['chart', '--environment', 'test'], /there is no environment test; found: prod/],
    ['no version', ['chart', '--kube-version', 'new'], /is not a version/],
    ['an option of charts', ['overlays/prod', '--set', 'a=1'], /--set is for a chart/],
    ['no format', ['chart', '--format', 'text'], /--format is one of/],
  ] as const) {
    it(`exits with 2 for ${what}`, () => {
      const { stderr, stdout, status } = prr(...args);
      assert.match(stderr, message);
      assert.deepEqual([stdout, status], ['', 2]);
    });
  }

  it('reads a chart next to this one, outside of a repository, too', () => {
    const folder = path.join(at.folder, 'apps/web');
    mkdirSync(path.join(folder, 'templates'), { recursive: true });
    const list = 'dependencies:\n- {name: shop, version: 1.0.0, repository: "file://../../chart"}\n';
    writeFileSync(path.join(folder, 'Chart.yaml'), `apiVersion: v2\nname: web\nversion: 1.0.0\n${list}`);
    const { stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'dist/prr.cjs'), 'render', folder], {
      encoding: 'utf8',
      cwd: path.parse(folder).root,
    });
    assert.equal(stderr, '');
    assert.match(stdout, /^# Source: web\/charts\/shop\/templates\/deployment\.yaml$/m);
  });
});
