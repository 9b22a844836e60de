import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from '../../server/src/model/site.ts';
import { applyEdits } from '../../server/src/model/span.ts';
import { root } from '../analyse.ts';
import { opened, type Opened } from '../review/opened.ts';

const service = `apiVersion: v1
kind: Service
metadata:
  name: {{ include "shop.name" . }}
spec:
  selector:
    app: shop
  ports:
    - port: 80
      targetPort: http
`;

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.name" . }}
spec:
  replicas: {{ .Values.replicas }}
  strategy:
    rollingUpdate:
      maxUnavailable: {{ .Values.maxUnavailable }}
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      topologySpreadConstraints:
        - { maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { app: shop } } }
      containers:
        - name: shop
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet: { path: /ready, port: http }
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
`;

const budget = `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "shop.name" . }}
spec:
  maxUnavailable: 25%
  selector:
    matchLabels:
      app: shop
`;

const values = `replicas: 3
maxUnavailable: 0
image:
  repository: registry.acme.dev/shop
  tag: 1.4.0
resources:
  requests:
    cpu: 100m
    memory: 128Mi
  limits:
    memory: 128Mi
`;

const chart = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'chart/values.yaml': values,
  'chart/templates/_helpers.tpl': '{{- define "shop.name" -}}\nshop\n{{- end -}}\n',
  'chart/templates/service.yaml': service,
  'chart/templates/deployment.yaml': deployment,
  'chart/templates/budget.yaml': budget,
};

/** `file:line rule` of what is found, as people would see it. */
async function found({ core, files }: Opened): Promise<string[]> {
  return (await core.allFindings())
    .filter(({ suppressed }) => !suppressed)
    .map((each) => `${placeOf(files, each)} ${each.rule}`)
    .sort();
}

function placeOf(files: ReadonlyMap<string, string>, { file, span }: Pick<Finding, 'file' | 'span'>): string {
  return `${file}:${(files.get(file) ?? '').slice(0, span.start).split('\n').length}`;
}

/** The files as a fix of the only finding leaves them. */
async function fixed(own: Opened): Promise<Record<string, string>> {
  const [finding, ...others] = await own.core.allFindings();
  assert.deepEqual(others, []);
  const [fix] = finding?.fixes ?? [];
  assert.ok(fix, 'it has a fix');
  return Object.fromEntries(
    fix.changes.flatMap((change) =>
      'edits' in change ? [[change.file, applyEdits(own.files.get(change.file) ?? '', change.edits)]] : [],
    ),
  );
}

describe('a chart', () => {
  it('is judged as it is rendered, and found in order', async () => {
    const own = await opened(chart);
    assert.deepEqual(await found(own), []);
    assert.deepEqual(
      own.core.services().map(({ name }) => name),
      ['shop'],
    );
    const sites = await own.core.sites();
    assert.ok(sites.some(({ rule, verdict }) => rule === 'probe-missing' && verdict === 'shown'));
    assert.deepEqual(own.core.live.index.holding('trouble'), []);
    await own.core.close();
  });

  it('has a finding at the template where the template decides, and its fix there', async () => {
    const template = deployment.replace(/ +readinessProbe:\n.*\n/, '');
    const own = await opened({ ...chart, 'chart/templates/deployment.yaml': template });
    assert.deepEqual(await found(own), ['chart/templates/deployment.yaml:21 probe-missing']);
    await own.write(await fixed(own));
    assert.deepEqual(await found(own), []);
    await own.core.close();
  });

  it('has a finding at the key of the values that decides, and its fix there', async () => {
    const own = await opened({
      ...chart,
      'chart/values.yaml': values.replace('maxUnavailable: 0', 'maxUnavailable: 2'),
    });
    assert.deepEqual(await found(own), ['chart/values.yaml:2 rollout-too-wide']);
    const [finding] = await own.core.allFindings();
    assert.deepEqual(finding?.related.map(({ file }) => file).slice(0, 1), ['chart/templates/deployment.yaml']);
    assert.equal(own.core.findings('chart/templates/deployment.yaml').length, 0);
    assert.equal(own.core.findings('chart/values.yaml').length, 1);
    const changes = await fixed(own);
    assert.deepEqual(Object.keys(changes), ['chart/values.yaml']);
    await own.write(changes);
    assert.deepEqual(await found(own), []);
    await own.core.close();
  });

  it('takes missing resources for missing where the values give none, and adds them there', async () => {
    const none = values.replace(/resources:\n[^]*$/, 'resources: {}\n');
    const own = await opened({ ...chart, 'chart/values.yaml': none });
    assert.deepEqual(await found(own), [
      'chart/values.yaml:6 memory-limit-unset',
      'chart/values.yaml:6 resources-unset',
    ]);
    const fix = (await own.core.allFindings()).find(({ rule }) => rule === 'resources-unset')?.fixes[0];
    const [change] = fix?.changes ?? [];
    assert.ok(change && 'edits' in change);
    assert.equal(change.file, 'chart/values.yaml');
    await own.write({ [change.file]: applyEdits(none, change.edits) });
    assert.deepEqual(await found(own), []);
    await own.core.close();
  });

  it('says once what one value does to several objects', async () => {
    const second = deployment
      .replaceAll('name: shop', 'name: worker')
      .replaceAll('{{ include "shop.name" . }}', 'worker');
    const own = await opened({
      ...chart,
      'chart/templates/worker.yaml': second,
      'chart/values.yaml': values.replace('tag: 1.4.0', 'tag: latest'),
    });
    const images = (await own.core.allFindings()).filter(({ rule }) => rule === 'image-unpinned');
    assert.deepEqual(
      images.map((each) => placeOf(own.files, each)),
      ['chart/values.yaml:5'],
    );
    assert.match(images[0]?.message ?? '', /the same for 1 more/);
    await own.core.close();
  });

  it('is judged with the values of production where there are some', async () => {
    const staging = {
      ...chart,
      'chart/values-staging.yaml': 'maxUnavailable: 3\n',
      'chart/values-production.yaml': 'replicas: 4\n',
    };
    const own = await opened(staging);
    assert.deepEqual(await found(own), []);
    const workload = own.core.live.index.inWorkspace('workload').map(({ fact }) => fact.replicas?.count);
    assert.deepEqual(workload, [4]);
    await own.write({ 'chart/values-production.yaml': 'maxUnavailable: 3\n' });
    assert.deepEqual(await found(own), ['chart/values-production.yaml:1 rollout-too-wide']);
    const environments = async () =>
      (await own.core.allFindings()).flatMap(({ related }) =>
        related.filter(({ message }) => message === 'not with these values').map(({ file }) => file),
      );
    assert.deepEqual(await environments(), [], 'staging has it, too');
    await own.write({ 'chart/values-staging.yaml': 'maxUnavailable: 0\n' });
    assert.deepEqual(await environments(), ['chart/values-staging.yaml']);
    await own.core.close();
  });

  it('is silenced by a comment at the template or at the value', async () => {
    const wide = values.replace('maxUnavailable: 0', '# prr-ignore rollout-too-wide: tried by hand\nmaxUnavailable: 2');
    const own = await opened({ ...chart, 'chart/values.yaml': wide });
    assert.deepEqual(await found(own), []);
    await own.write({
      'chart/values.yaml': values.replace('maxUnavailable: 0', 'maxUnavailable: 2'),
      'chart/templates/deployment.yaml': deployment.replace(
        '      maxUnavailable:',
        '      {{- /* prr-ignore rollout-too-wide: tried by hand */}}\n      maxUnavailable:',
      ),
    });
    assert.deepEqual(await found(own), []);
    assert.deepEqual(own.core.problems(), []);
    await own.core.close();
  });

  it('follows its helpers, and is forgotten with its files', async () => {
    const own = await opened(chart);
    await own.write({ 'chart/templates/_helpers.tpl': '{{- define "shop.name" -}}\nstore\n{{- end -}}\n' });
    assert.deepEqual(
      own.core.live.index.inWorkspace('workload').map(({ fact }) => fact.name),
      ['store'],
    );
    for (const file of Object.keys(chart)) own.files.delete(file);
    await own.core.refresh(['chart']);
    assert.deepEqual(own.core.live.index.inWorkspace('workload'), []);
    await own.core.close();
  });

  it('that asks for values it does not get says so at the place, and is not judged', async () => {
    const own = await opened({
      ...chart,
      'chart/templates/service.yaml': service.replace(
        'name: {{',
        'name: {{ required "set the host" .Values.host }}-{{',
      ),
    });
    assert.deepEqual(await found(own), []);
    const troubles = own.core.live.index
      .holding('trouble')
      .flatMap(({ file, facts }) =>
        facts.flatMap((fact) => (fact.kind === 'trouble' ? [`${file} ${fact.trouble} ${fact.message}`] : [])),
      );
    assert.ok(
      troubles.some(
        (each) => each.startsWith('chart/templates/service.yaml template') && each.includes('set the host'),
      ),
      troubles.join('\n'),
    );
    await own.core.close();
  });

  it('writes objects in a loop, each told by the key of its values', async () => {
    const loop = `{{- range $name, $each := .Values.apps }}\n---\n${deployment
      .replaceAll('{{ include "shop.name" . }}', '{{ $name }}')
      .replaceAll('name: shop', 'name: {{ $name }}')
      .replaceAll('app: shop', 'app: {{ $name }}')
      .replaceAll('.Values.', '$.Values.')
      .replace(/ +readinessProbe:\n.*\n/, '')}{{- end }}\n`;
    const services = `{{- range $name, $each := .Values.apps }}\n---\n${service.replaceAll('{{ include "shop.name" . }}', '{{ $name }}').replaceAll('app: shop', 'app: {{ $name }}')}{{- end }}\n`;
    const own = await opened({
      ...chart,
      'chart/templates/deployment.yaml': loop,
      'chart/templates/service.yaml': services,
      'chart/templates/budget.yaml': '',
      'chart/values.yaml': `${values}apps:\n  web: {}\n  api: {}\n`,
    });
    const probes = (await own.core.allFindings()).filter(({ rule }) => rule === 'probe-missing');
    assert.deepEqual(probes.map((each) => placeOf(own.files, each)).sort(), [
      'chart/values.yaml:13',
      'chart/values.yaml:14',
    ]);
    await own.core.close();
  });
});

describe('charts that are published for others', () => {
  const charts = (names: readonly string[]) =>
    Object.fromEntries(
      names.flatMap((name) =>
        Object.entries({ ...chart, 'chart/values.yaml': values.replace(/resources:\n[^]*$/, 'resources: {}\n') }).map(
          ([file, text]) => [file.replace(/^chart/, `charts/${name}`), text],
        ),
      ),
    );
  const verdicts = async ({ core }: Opened) =>
    new Set((await core.sites()).flatMap(({ rule, verdict }) => (rule === 'resources-unset' ? [verdict] : [])));

  it('are asked for what they are deployed with', async () => {
    const own = await opened(charts(['a', 'b', 'c']));
    assert.deepEqual(await found(own), []);
    assert.deepEqual(await verdicts(own), new Set(['cannot-tell']));
    await own.core.close();
  });

  it('are judged where something here deploys them, or where they are few', async () => {
    const few = await opened(charts(['a', 'b']));
    assert.deepEqual(await verdicts(few), new Set(['violated']));
    await few.write({
      'charts/a/Chart.yaml': 'apiVersion: v2\nname: a\nversion: 1.0.0\nannotations:\n  artifacthub.io/license: MIT\n',
    });
    assert.ok((await verdicts(few)).has('cannot-tell'), 'one that is listed for others is');
    await few.core.close();
    const deployed = await opened({ ...charts(['a', 'b', 'c']), 'charts/a/values-production.yaml': 'replicas: 4\n' });
    assert.ok((await verdicts(deployed)).has('violated'));
    await deployed.core.close();
  });
});

describe('what Helm and Kustomize would stop at', () => {
  it('is said at its place, where somebody deploys it', async () => {
    const required = service.replace('name: {{', 'name: {{ required "set the host" .Values.host }}-{{');
    const own = await opened({
      ...chart,
      'chart/templates/service.yaml': required,
      'chart/values-production.yaml': 'replicas: 4\n',
      'chart/values.schema.json':
        '{ "type": "object", "properties": { "replicas": { "type": "integer", "maximum": 3 } } }',
    });
    const problems = own.core.problems().map((each) => `${placeOf(own.files, each)} ${each.message}`);
    assert.ok(
      problems.some((each) => each.startsWith('chart/values-production.yaml:1 ')),
      problems.join('\n'),
    );
    await own.write({ 'chart/values.schema.json': '{}' });
    assert.match(
      own.core
        .problems('chart/templates/service.yaml')
        .map(({ message }) => message)
        .join('\n'),
      /set the host/,
    );
    await own.write({ 'chart/values-production.yaml': 'replicas: 4\nhost: acme\n' });
    assert.deepEqual(own.core.problems(), []);
    await own.core.close();
  });

  it('is a template that does not parse, at its line', async () => {
    const own = await opened({ ...chart, 'chart/templates/service.yaml': service.replace('}}', '}') });
    const [problem] = own.core.problems();
    assert.equal(problem && placeOf(own.files, problem), 'chart/templates/service.yaml:4');
    await own.core.close();
  });
});

describe('Flux and Argo CD', () => {
  const release = (spec: string) =>
    `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: shop\n  namespace: flux-system\nspec:\n${spec}`;

  it('deploy a chart that is here with the values of the release', async () => {
    const own = await opened({
      ...chart,
      'clusters/production/shop.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  destination: { namespace: shop }
  source:
    repoURL: https://git.acme.dev/shop.git
    path: chart
    helm:
      valuesObject:
        maxUnavailable: 2
`,
    });
    assert.deepEqual(await found(own), ['clusters/production/shop.yaml:12 rollout-too-wide']);
    await own.core.close();
  });

  it('name a chart that is not here, with what would bring it', async () => {
    const own = await opened({
      'apps/shop.yaml': release(
        '  chart:\n    spec:\n      chart: shop\n      version: 1.2.3\n      sourceRef: { kind: HelmRepository, name: acme }\n',
      ),
      'apps/acme.yaml':
        'apiVersion: source.toolkit.fluxcd.io/v1\nkind: HelmRepository\nmetadata: { name: acme, namespace: flux-system }\nspec: { url: https://charts.acme.dev }\n',
    });
    const troubles = own.core.live.index
      .holding('trouble')
      .flatMap(({ facts }) =>
        facts.flatMap((fact) => (fact.kind === 'trouble' ? [`${fact.trouble}: ${fact.message}`] : [])),
      );
    assert.match(troubles.join('\n'), /^missing: .*shop.*helm pull/m);
    assert.deepEqual(own.core.services(), []);
    await own.core.close();
  });
});

describe('an overlay', () => {
  const plain = (text: string) =>
    text
      .replaceAll('{{ include "shop.name" . }}', 'shop')
      .replace('{{ .Values.replicas }}', '3')
      .replace('{{ .Values.maxUnavailable }}', '0')
      .replace('"{{ .Values.image.repository }}:{{ .Values.image.tag }}"', 'registry.acme.dev/shop:1.4.0')
      .replace(
        '{{- toYaml .Values.resources | nindent 12 }}',
        '{ requests: { cpu: 100m, memory: 128Mi }, limits: { memory: 128Mi } }',
      );
  const base = {
    'base/kustomization.yaml': 'resources: [service.yaml, deployment.yaml, budget.yaml]\n',
    'base/service.yaml': plain(service),
    'base/deployment.yaml': plain(deployment),
    'base/budget.yaml': plain(budget),
    'overlays/production/kustomization.yaml': 'resources: [../../base]\n',
  };
  const patch = (max: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  strategy:\n    rollingUpdate:\n      maxUnavailable: ${max}\n`;

  it('is judged as it is built, with a finding in the patch that decides', async () => {
    const own = await opened({
      ...base,
      'overlays/production/kustomization.yaml': 'resources: [../../base]\npatches: [{ path: patch.yaml }]\n',
      'overlays/production/patch.yaml': patch('2'),
    });
    assert.deepEqual(await found(own), ['overlays/production/patch.yaml:8 rollout-too-wide']);
    await own.write(await fixed(own));
    assert.deepEqual(await found(own), []);
    await own.core.close();
  });

  it('for another environment says nothing of production', async () => {
    const own = await opened({
      ...base,
      'overlays/dev/kustomization.yaml': 'resources: [../../base]\npatches: [{ path: patch.yaml }]\n',
      'overlays/dev/patch.yaml': patch('3'),
      'base/deployment.yaml': plain(deployment).replace('maxUnavailable: 0', 'maxUnavailable: 2'),
    });
    assert.deepEqual(await found(own), ['base/deployment.yaml:9 rollout-too-wide']);
    await own.core.close();
  });

  it('repairs what its base lacks', async () => {
    const without = plain(deployment).replace(/ +readinessProbe:\n.*\n/, '');
    const probe = `- op: add\n  path: /spec/template/spec/containers/0/readinessProbe\n  value: { httpGet: { path: /ready, port: http } }\n`;
    const own = await opened({ ...base, 'base/deployment.yaml': without });
    assert.deepEqual(await found(own), ['base/deployment.yaml:21 probe-missing']);
    await own.write({
      'overlays/production/kustomization.yaml':
        'resources: [../../base]\npatches: [{ path: probe.yaml, target: { kind: Deployment } }]\n',
      'overlays/production/probe.yaml': probe,
    });
    assert.deepEqual(await found(own), []);
    const passed = (await own.core.sites()).filter(
      ({ rule, verdict }) => rule === 'probe-missing' && verdict === 'shown',
    );
    assert.equal(passed.length, 1);
    await own.core.close();
  });
});

describe('a finding about the whole picture', () => {
  it('stays when a file is opened that says the same', async () => {
    const folder = path.join(root, 'examples/shakespeare');
    const files = Object.fromEntries(
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => statSync(path.join(folder, name)).isFile())
        .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
    );
    const own = await opened(files);
    const before = await found(own);
    assert.ok(before.some((each) => each.includes('metrics-not-scraped')));
    for (const file of ['deploy/search.yaml', 'deploy/charts/quotes/values.yaml']) {
      await own.core.live.setText(file, files[file] ?? '');
      assert.deepEqual(await found(own), before, file);
    }
    await own.core.close();
  });
});

describe('what is deployed with changes', () => {
  const overlay = {
    'base/kustomization.yaml': 'resources: [deploy.yaml]\n',
    'base/deploy.yaml':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  replicas: 3\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      containers:\n        - name: web\n          image: nginx:1.27.3\n          resources: { requests: { cpu: 1, memory: 1Gi }, limits: { memory: 1Gi } }\n',
  };
  const flux = (spec: string) =>
    `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: web, namespace: flux-system }\nspec:\n  path: ./base\n${spec}`;
  const images = async ({ core }: Opened) =>
    (await core.sites()).filter(({ rule }) => rule === 'image-unpinned').map(({ verdict }) => verdict);

  it('an overlay is deployed as the resource of Flux changes it', async () => {
    const own = await opened({ ...overlay, 'ks.yaml': flux('  images: [{ name: nginx, newTag: latest }]\n') });
    assert.deepEqual(await images(own), ['violated']);
    await own.core.close();
  });

  it('an overlay whose changes are not known neither passes nor fails', async () => {
    const own = await opened({
      ...overlay,
      'base/deploy.yaml': overlay['base/deploy.yaml'].replace('nginx:1.27.3', 'nginx:${TAG}'),
      'ks.yaml': flux('  postBuild: { substituteFrom: [{ kind: Secret, name: elsewhere }] }\n'),
    });
    assert.ok(!(await images(own)).includes('shown'));
    await own.core.close();
  });

  const ofChart = (spec: string, files = '') =>
    `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: shop, namespace: shop }\nspec:\n  chart: { spec: { chart: chart${files}, sourceRef: { kind: GitRepository, name: flux-system } } }\n${spec}`;
  for (const [why, spec, files] of [
    ['with values of a Secret', '  valuesFrom: [{ kind: Secret, name: elsewhere }]\n'],
    [
      'whose objects are patched afterwards',
      '  postRenderers: [{ kustomize: { images: [{ name: x, newTag: y }] } }]\n',
    ],
    ['with a values file that is not here', '', ', valuesFiles: [chart/values.yaml, chart/gone.yaml]'],
  ] as const) {
    it(`a release ${why} neither passes nor fails`, async () => {
      const own = await opened({ ...chart, 'apps/shop.yaml': ofChart(spec, files) });
      const verdicts = (await own.core.sites()).filter(({ file }) => file.startsWith('chart/'));
      assert.deepEqual(
        [...new Set(verdicts.map(({ verdict }) => verdict))].filter((each) => each !== 'cannot-tell'),
        [],
      );
      await own.core.close();
    });
  }

  it('a release whose values are all here passes', async () => {
    const own = await opened({ ...chart, 'apps/shop.yaml': ofChart('  values: { maxUnavailable: 1 }\n') });
    assert.ok((await own.core.sites()).some(({ file, verdict }) => file.startsWith('chart/') && verdict === 'shown'));
    await own.core.close();
  });

  it('a chart beside a release of another chart is judged', async () => {
    const own = await opened({
      ...chart,
      'chart/values.yaml': values.replace('tag: 1.4.0', 'tag: latest'),
      'apps/redis.yaml':
        'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: redis, namespace: a }\nspec: { chart: { spec: { chart: redis, sourceRef: { kind: HelmRepository, name: x } } } }\n',
    });
    assert.deepEqual(await found(own), ['chart/values.yaml:5 image-unpinned']);
    await own.core.close();
  });

  it('nothing is inserted that a template writes under a condition', async () => {
    const guarded = deployment.replace(
      '          resources:\n            {{- toYaml .Values.resources | nindent 12 }}\n',
      '          {{- with .Values.resources }}\n          resources:\n            {{- toYaml . | nindent 12 }}\n          {{- end }}\n',
    );
    const own = await opened({
      ...chart,
      'chart/templates/deployment.yaml': guarded,
      'chart/values.yaml': values.replace(/resources:\n[^]*$/, 'resources: {}\n'),
    });
    const missing = (await own.core.allFindings()).filter(({ rule }) => rule === 'resources-unset');
    assert.deepEqual(
      missing.map((each) => placeOf(own.files, each)),
      ['chart/values.yaml:6'],
    );
    const files = missing.flatMap(({ fixes }) => fixes.flatMap(({ changes }) => changes.map(({ file }) => file)));
    assert.deepEqual(files, ['chart/values.yaml'], 'it is the value that is set');
    await own.core.close();
  });

  it('the last good rendering stays while a template is typed in', async () => {
    const own = await opened({ ...chart, 'chart/values.yaml': values.replace('tag: 1.4.0', 'tag: latest') });
    await own.core.live.setText('chart/templates/service.yaml', service.replace('}}', '}'));
    assert.deepEqual(await found(own), ['chart/values.yaml:5 image-unpinned']);
    assert.equal(own.core.problems('chart/templates/service.yaml').length, 1);
    await own.core.close();
  });

  it('a comment at the container silences what its values lack', async () => {
    const own = await opened({
      ...chart,
      'chart/templates/deployment.yaml': deployment.replace(
        '        - name: shop',
        '        {{- /* prr-ignore resources-unset: tried by hand */}}\n        {{- /* prr-ignore memory-limit-unset: tried by hand */}}\n        - name: shop',
      ),
      'chart/values.yaml': values.replace(/resources:\n[^]*$/, 'resources: {}\n'),
    });
    assert.deepEqual(await found(own), []);
    assert.deepEqual(own.core.problems(), []);
    await own.core.close();
  });
});
