import assert from 'node:assert/strict';
import type { Finding } from '../../server/src/model/site.ts';
import { applyEdits } from '../../server/src/model/span.ts';
import { opened, type Opened } from '../review/opened.ts';

const service = `apiVersion: v1
kind: Service
metadata:
  name: shop
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
  name: shop
spec:
  replicas: {{ .Values.replicas }}
  strategy:
    rollingUpdate:
      maxUnavailable: 0
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      {{- with .Values.topologySpreadConstraints }}
      topologySpreadConstraints:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: shop
          image: registry.acme.dev/shop:1.4.0
          ports:
            - name: http
              containerPort: 8080
          {{- if and .Values.probe .Values.probe.enabled }}
          readinessProbe:
            httpGet: { path: {{ .Values.probe.path }}, port: http }
          {{- end }}
          {{- with .Values.resources }}
          resources:
            {{- toYaml . | nindent 12 }}
          {{- end }}
`;

const budget = `{{- if not .Values.budget.disabled }}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: shop
spec:
  maxUnavailable: 25%
  selector:
    matchLabels:
      app: shop
{{- end }}
`;

const values = `replicas: 3
probe:
  enabled: true
  path: /ready
budget:
  disabled: false
resources:
  requests: { cpu: 100m, memory: 128Mi }
  limits: { memory: 128Mi }
topologySpreadConstraints:
  - { maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { app: shop } } }
`;

const chart = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'chart/values.yaml': values,
  'chart/templates/service.yaml': service,
  'chart/templates/deployment.yaml': deployment,
  'chart/templates/budget.yaml': budget,
};

const off = values.replace('enabled: true', 'enabled: false');

/** `file:line rule` of what is found, as people would see it. */
async function found({ core, files }: Opened): Promise<string[]> {
  return (await core.allFindings()).map((each) => `${placeOf(files, each)} ${each.rule}`).sort();
}

function placeOf(files: ReadonlyMap<string, string>, { file, span }: Pick<Finding, 'file' | 'span'>): string {
  return `${file}:${(files.get(file) ?? '').slice(0, span.start).split('\n').length}`;
}

async function judged(changes: Readonly<Record<string, string>>): Promise<string[]> {
  const own = await opened({ ...chart, ...changes });
  const all = await found(own);
  await own.core.close();
  return all;
}

/** Applies the first fix of the only finding. */
async function repair(own: Opened): Promise<string | undefined> {
  const [finding, ...others] = await own.core.allFindings();
  assert.deepEqual(others, []);
  const [fix] = finding?.fixes ?? [];
  assert.ok(fix, 'it has a fix');
  const changes = fix.changes.flatMap((change) =>
    'edits' in change ? [[change.file, applyEdits(own.files.get(change.file) ?? '', change.edits)]] : [],
  );
  await own.write(Object.fromEntries(changes));
  return fix.title;
}

describe('a value that leaves out what a rule misses', () => {
  it('has the finding, and a fix that turns it', async () => {
    assert.deepEqual(await judged({}), []);
    const own = await opened({ ...chart, 'chart/values.yaml': off });
    assert.deepEqual(await found(own), ['chart/values.yaml:3 probe-missing']);
    assert.equal(own.core.findings('chart/values.yaml').length, 1);
    assert.equal(own.core.findings('chart/templates/deployment.yaml').length, 0);
    assert.equal(await repair(own), 'Set probe.enabled: true');
    assert.equal(own.files.get('chart/values.yaml'), values);
    assert.deepEqual(await found(own), []);
    await own.core.close();
  });

  it('is that of the file that decides: of production, or of a release', async () => {
    assert.deepEqual(await judged({ 'chart/values-production.yaml': 'probe:\n  enabled: false\n' }), [
      'chart/values-production.yaml:2 probe-missing',
    ]);
    const application =
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: shop\nspec:\n  source:\n    repoURL: https://git.acme.dev/shop.git\n    path: chart\n    helm:\n      valuesObject:\n        probe:\n          enabled: false\n';
    const own = await opened({ ...chart, 'clusters/production/shop.yaml': application });
    assert.deepEqual(await found(own), ['clusters/production/shop.yaml:12 probe-missing']);
    assert.equal(await repair(own), 'Set probe.enabled: true');
    assert.match(own.files.get('clusters/production/shop.yaml') ?? '', /enabled: true/);
    assert.deepEqual(await found(own), []);
    await own.core.close();
  });

  it('has no finding where the part that it leaves out would not help', async () => {
    const template = 'chart/templates/deployment.yaml:23 probe-missing';
    // Another condition leaves it out as well, the part has another probe, or nothing is written there at all.
    const both = deployment.replace(
      'and .Values.probe .Values.probe.enabled',
      'and .Values.probe.enabled .Values.extra',
    );
    assert.deepEqual(
      await judged({ 'chart/values.yaml': `${off}extra: false\n`, 'chart/templates/deployment.yaml': both }),
      [template],
    );
    const liveness = deployment.replace('readinessProbe:', 'livenessProbe:');
    assert.deepEqual(await judged({ 'chart/values.yaml': off, 'chart/templates/deployment.yaml': liveness }), [
      template,
    ]);
    const other = deployment.replace(/readinessProbe:\n.*\n/, '{{/* readinessProbe: */}}\n');
    assert.deepEqual(await judged({ 'chart/values.yaml': off, 'chart/templates/deployment.yaml': other }), [template]);
    // A switch that nobody has set has no place.
    assert.deepEqual(await judged({ 'chart/values.yaml': values.replace('  enabled: true\n', '') }), [template]);
  });

  it('is found through helpers, defaults and comparisons', async () => {
    const conditions = [
      '{{- if include "shop.probed" . }}',
      '{{- if eq (.Values.probe.enabled | default false | toString) "true" }}',
      '{{- if or .Values.probe.enabled .Values.probe.forced }}',
      '{{- if ternary true false .Values.probe.enabled }}',
    ];
    for (const condition of conditions)
      assert.deepEqual(
        await judged({
          'chart/values.yaml': off,
          'chart/templates/_helpers.tpl':
            '{{- define "shop.probed" }}{{ if .Values.probe.enabled }}true{{ end }}{{ end }}',
          'chart/templates/deployment.yaml': deployment.replace(
            '{{- if and .Values.probe .Values.probe.enabled }}',
            condition,
          ),
        }),
        ['chart/values.yaml:3 probe-missing'],
        condition,
      );
  });

  it('has the finding of an object that is not made', async () => {
    const own = await opened({ ...chart, 'chart/values.yaml': values.replace('disabled: false', 'disabled: true') });
    assert.deepEqual(await found(own), ['chart/values.yaml:6 disruption-budget']);
    assert.equal(await repair(own), 'Set budget.disabled: false');
    assert.deepEqual(await found(own), []);
    await own.core.close();
  });

  it('has the finding where it is empty', async () => {
    const empty = values
      .replace(/resources:\n.*\n.*\n/, 'resources: {}\n')
      .replace(/Constraints:\n.*\n/, 'Constraints: []\n');
    assert.deepEqual(await judged({ 'chart/values.yaml': empty }), [
      'chart/values.yaml:7 memory-limit-unset',
      'chart/values.yaml:7 resources-unset',
      'chart/values.yaml:8 replicas-not-spread',
    ]);
  });

  it('is one finding with all that it decides, and silenced where it is', async () => {
    const second = deployment.replaceAll('name: shop', 'name: worker').replaceAll('app: shop', 'app: worker');
    const workers = {
      'chart/templates/worker.yaml': second,
      'chart/templates/worker-service.yaml': service.replaceAll('shop', 'worker'),
      'chart/templates/worker-budget.yaml': budget.replaceAll('shop', 'worker'),
    };
    const own = await opened({ ...chart, ...workers, 'chart/values.yaml': off });
    const probes = async () =>
      (await own.core.allFindings()).filter(({ rule, suppressed }) => rule === 'probe-missing' && !suppressed);
    assert.deepEqual(
      (await probes()).map((each) => placeOf(own.files, each)),
      ['chart/values.yaml:3'],
    );
    assert.match((await probes())[0]?.message ?? '', /the same for 1 more/);
    await own.write({
      'chart/values.yaml': off.replace('  enabled', '  # prr-ignore probe-missing: checked by hand\n  enabled'),
    });
    assert.deepEqual(await probes(), []);
    assert.deepEqual(own.core.problems(), []);
    await own.core.close();
  });

  it('names the environments that do not have the finding', async () => {
    const own = await opened({
      ...chart,
      'chart/values-production.yaml': 'probe:\n  enabled: false\n',
      'chart/values-staging.yaml': 'replicas: 3\n',
    });
    const [finding] = await own.core.allFindings();
    assert.deepEqual(
      finding?.related.filter(({ message }) => message === 'not with these values').map(({ file }) => file),
      ['chart/values-staging.yaml'],
    );
    await own.core.close();
  });

  it('is followed while one types', async () => {
    const own = await opened(chart);
    await own.core.live.setText('chart/values.yaml', `# a comment\n${off}`);
    assert.deepEqual(
      own.core.findings('chart/values.yaml').map(({ span }) => `# a comment\n${off}`.slice(span.start, span.end)),
      ['false'],
    );
    await own.core.close();
  });
});
