import assert from 'node:assert/strict';
import { renderChart, type ChartOptions } from '../../../server/src/rendering/helm/render.ts';
import { renderedYaml } from '../../../server/src/report/rendered.ts';
import { filesOf } from './workspace.ts';

const app = 'apiVersion: v2\nname: shop\nversion: 1.2.3\nappVersion: "4.5"\n';

function render(contents: Readonly<Record<string, string>>, options: Partial<ChartOptions> = {}) {
  return renderChart(filesOf({ 'Chart.yaml': app, ...contents }), {
    chart: '',
    values: [],
    release: { name: 'web', namespace: 'team' },
    environment: '',
    ...options,
  });
}

/** What one template gives, as one text. */
function text(
  template: string,
  more: Readonly<Record<string, string>> = {},
  options: Partial<ChartOptions> = {},
): string {
  const { objects, problems } = render({ 'templates/a.yaml': template, ...more }, options);
  assert.deepEqual(problems, []);
  return objects.map((each) => each.text).join('---\n');
}

describe('rendering a chart', () => {
  it('prints objects as helm template does: by kind, with their sources, hooks last', () => {
    const object = (kind: string, more = '') => `kind: ${kind}\nmetadata:\n  name: {{ .Release.Name }}\n${more}`;
    const rendering = render({
      'templates/z.yaml': `${object('Service')}---\n${object('ServiceAccount')}`,
      'templates/a.yaml': object('Deployment'),
      'templates/hook.yaml': object('Job', '  annotations:\n    helm.sh/hook: pre-install\n'),
      'templates/empty.yaml': '{{- if false }}\nkind: A\n{{- end }}\n',
      'templates/NOTES.txt': 'Thank you, {{ .Values.nothing }}',
      'templates/_helpers.tpl': 'kind: Helper\n',
      'charts/db/Chart.yaml': 'name: db\nversion: 1.0.0\n',
      'charts/db/templates/c.yaml': object('ConfigMap'),
    });
    assert.deepEqual(rendering.problems, []);
    assert.equal(
      renderedYaml(rendering),
      [
        'shop/templates/z.yaml ServiceAccount',
        'shop/charts/db/templates/c.yaml ConfigMap',
        'shop/templates/z.yaml Service',
        'shop/templates/a.yaml Deployment',
        'shop/templates/hook.yaml Job',
      ]
        .map((each) => {
          const [source, kind] = each.split(' ');
          const hook = kind === 'Job' ? '  annotations:\n    helm.sh/hook: pre-install\n' : '';
          return `---\n# Source: ${source}\nkind: ${kind}\nmetadata:\n  name: web\n${hook}`;
        })
        .join(''),
    );
  });

  it('knows the release, the chart, the cluster and the template', () => {
    assert.equal(
      text(
        'r: {{ .Release.Name }} {{ .Release.Namespace }} {{ .Release.IsInstall }} {{ .Release.Revision }} {{ .Release.Service }}\n' +
          'c: {{ .Chart.Name }} {{ .Chart.Version }} {{ .Chart.AppVersion }} {{ .Chart.IsRoot }}\n' +
          'k: {{ .Capabilities.KubeVersion.Version }} {{ .Capabilities.KubeVersion }} {{ .Capabilities.KubeVersion.Minor }}\n' +
          'a: {{ .Capabilities.APIVersions.Has "apps/v1" }} {{ .Capabilities.APIVersions.Has "a/v1" }} {{ .Capabilities.APIVersions.Has "b/v1" }}\n' +
          't: {{ .Template.Name }} {{ .Template.BasePath }}\n',
        {},
        { kubeVersion: '1.30.1', apiVersions: ['a/v1'] },
      ),
      'r: web team true 1 Helm\nc: shop 1.2.3 4.5 true\nk: v1.30.1 v1.30.1 30\na: true true false\nt: shop/templates/a.yaml shop/templates\n',
    );
  });

  it('reads annotations of the chart as texts, also those that are not there', () => {
    const template =
      'a: {{ kindOf .Chart.Annotations.none }} {{ .Chart.Annotations.none | quote }} {{ .Chart.Annotations.size }}\n';
    assert.equal(text(template, { 'Chart.yaml': `${app}annotations: {size: 5}\n` }), 'a: string "" 5\n');
    assert.equal(text('a: {{ .Chart.Annotations.none | default "d" }}\n'), 'a: d\n');
  });

  it('reads files of the chart besides its templates', () => {
    const files = {
      'config/a.txt': 'one\ntwo\n',
      'config/b.txt': 'three',
      '.helmignore': 'config/c.txt',
      'config/c.txt': 'no',
    };
    assert.equal(
      text(
        'get: {{ .Files.Get "config/b.txt" }}\nnone: {{ .Files.Get "x" | quote }}\nlines: {{ .Files.Lines "config/a.txt" | join "," }}\n' +
          'data:\n{{ (.Files.Glob "config/*").AsConfig | indent 2 }}\nsecret:\n{{ (.Files.Glob "config/b*").AsSecrets | indent 2 }}\n' +
          'names:{{ range $path, $_ := .Files.Glob "config/*" }} {{ $path }}{{ end }}\n',
        files,
      ),
      'get: three\nnone: ""\nlines: one,two\ndata:\n  a.txt: |\n    one\n    two\n  b.txt: three\nsecret:\n  b.txt: dGhyZWU=\nnames: config/a.txt config/b.txt\n',
    );
  });

  it('shows a subchart its own values and globals, and the parent all of them', () => {
    const more = {
      'values.yaml': 'db: {size: 2}\nglobal: {host: h}\n',
      'charts/db/Chart.yaml': 'name: db\nversion: 1.0.0\n',
      'charts/db/values.yaml': 'size: 1\nport: 5\n',
      'charts/db/templates/b.yaml':
        'sub: {{ .Values.size }} {{ .Values.port }} {{ .Values.global.host }} {{ .Chart.Name }} {{ .Template.Name }}\n',
    };
    assert.equal(
      text('top: {{ .Values.db.port }} {{ .Subcharts.db.Values.size }}\n', more),
      'sub: 2 5 h db shop/charts/db/templates/b.yaml\n---\ntop: 5 2\n',
    );
  });

  it('lets a chart replace what its subcharts and libraries define', () => {
    const more = {
      'charts/lib/Chart.yaml': 'apiVersion: v2\nname: lib\nversion: 1.0.0\ntype: library\n',
      'charts/lib/templates/_x.tpl': '{{ define "x" }}lib{{ end }}{{ define "y" }}lib{{ end }}',
      'charts/lib/templates/object.yaml': 'kind: NotRendered\n',
      'templates/_x.tpl': '{{ define "x" }}own{{ end }}',
    };
    assert.equal(text('a: {{ include "x" . }} {{ include "y" . }}\n', more), 'a: own lib\n');
  });

  it('prints custom resource definitions first, where they are asked for', () => {
    const contents = {
      'crds/a.yaml': 'kind: CustomResourceDefinition\nmetadata:\n  name: a\n',
      'templates/a.yaml': 'kind: Namespace\n',
    };
    const kinds = (includeCrds: boolean) =>
      render(contents, { includeCrds }).objects.map(({ kind, source }) => [kind, source]);
    assert.deepEqual(kinds(false), [['Namespace', 'shop/templates/a.yaml']]);
    assert.deepEqual(kinds(true)[0], ['CustomResourceDefinition', 'shop/crds/a.yaml']);
  });
});

describe('where a rendered value comes from', () => {
  const contents = {
    'values.yaml': 'image: {tag: v1}\nreplicas: 1\n',
    'values-prod.yaml': 'replicas: 3\n',
    'templates/a.yaml':
      'kind: Deployment\nspec:\n  replicas: {{ .Values.replicas }}\n  image: shop:{{ .Values.image.tag }}\n',
  };

  /** For the text of a value: the template's text at its place, and the files and texts of the keys that gave it. */
  function origin(value: string, values: ChartOptions['values'] = []) {
    const [object] = render(contents, { values }).objects;
    assert.ok(object);
    const at = object.text.indexOf(value);
    const mark = object.marks.find(({ start, end }) => start <= at && at < end);
    assert.ok(mark);
    const read = (place: { file: string; span: { start: number; end: number } }) =>
      (contents as Record<string, string>)[place.file]?.slice(place.span.start, place.span.end);
    return { at: read(mark.at), from: mark.from?.map((place) => `${place.file} ${read(place)}`) };
  }

  it('is the action of the template, and the key in the values file', () => {
    assert.deepEqual(origin('v1'), { at: '{{ .Values.image.tag }}', from: ['values.yaml v1'] });
    assert.deepEqual(origin('1'), { at: '{{ .Values.replicas }}', from: ['values.yaml 1'] });
  });

  it('is the file that decided', () => {
    assert.deepEqual(origin('3', [{ file: 'values-prod.yaml' }]), {
      at: '{{ .Values.replicas }}',
      from: ['values-prod.yaml 3'],
    });
  });

  it('names the files that were read, and those that were not there', () => {
    const { reads } = render(contents, { values: [{ file: 'values-prod.yaml' }] });
    for (const file of ['values.yaml', 'values-prod.yaml', 'templates/a.yaml', 'requirements.yaml'])
      assert.ok(reads.includes(file), `${file} of ${reads.join(' ')}`);
  });
});

describe('what is wrong with a chart', () => {
  const problems = (contents: Readonly<Record<string, string>>, options: Partial<ChartOptions> = {}) => {
    const rendering = render(contents, options);
    return {
      kinds: rendering.objects.map(({ kind }) => kind),
      problems: rendering.problems.map(({ problem, file, message }) => `${problem} ${file}: ${message}`),
    };
  };
  const good = { 'templates/b.yaml': 'kind: Good\n' };

  it('stops one template, and not the others', () => {
    const { kinds, problems: said } = problems({
      ...good,
      'templates/a.yaml': 'kind: Bad\nx: {{ fail "no" }}\n',
      'templates/c.yaml': 'kind: Bad\nx: {{ required "give x" .Values.x }}\n',
      'templates/d.yaml': 'kind: Bad\nx: {{ .Values.x.y }}\n',
      'templates/e.yaml': 'kind: {{ if }}\n',
    });
    assert.deepEqual(kinds, ['Good']);
    assert.deepEqual(
      said.map((each) => each.split(':')[0]).toSorted((a = '', b = '') => a.localeCompare(b)),
      ['error templates/a.yaml', 'error templates/d.yaml', 'required templates/c.yaml', 'syntax templates/e.yaml'],
    );
  });

  it('names a dependency that is not here, and renders the rest', () => {
    const listed = `${app}dependencies:\n- name: db\n  version: 1.x.x\n  repository: https://charts.example.com\n`;
    const { kinds, problems: said } = problems({ ...good, 'Chart.yaml': listed });
    assert.deepEqual(kinds, ['Good']);
    assert.deepEqual(said, [
      'missing Chart.yaml: The chart db 1.x.x of https://charts.example.com is not in this workspace. "helm dependency build" adds it.',
    ]);
  });

  it('does not know what a dependency that is not here would define or set', () => {
    const listed = `${app}dependencies:\n- {name: db, version: 1.0.0}\n`;
    const { objects } = render({
      'Chart.yaml': listed,
      'values.yaml': 'db: {port: 1}\n',
      'templates/a.yaml':
        'kind: A\nport: {{ .Values.db.port }}\nhost: {{ .Values.db.host }}\nname: {{ include "db.name" . }}\n',
    });
    assert.equal(objects[0]?.text, 'kind: A\nport: 1\nhost: PRRUNKNOWN\nname: PRRUNKNOWN\n');
    assert.deepEqual(
      objects[0]?.unknowns.map(({ because }) => because),
      Array.from({ length: 2 }, () => 'the chart db is not in this workspace'),
    );
  });

  it('takes a subchart whose version fits, and none other', () => {
    const listed = (range: string) =>
      `${app}dependencies:\n- {name: db, version: "${range}", condition: "db.enabled,users.enabled"}\n`;
    const db = { 'charts/db/Chart.yaml': 'name: db\nversion: 1.4.0\n', 'charts/db/templates/a.yaml': 'kind: Db\n' };
    const kinds = (range: string) =>
      problems({ ...db, 'Chart.yaml': listed(range), 'values.yaml': 'db: {enabled: false}\n' }).kinds;
    assert.deepEqual(kinds('^1.2.0'), []);
    assert.deepEqual(kinds('1.x.x'), []);
    // Helm does not connect the two then: the chart is on, whatever the alias and the condition say.
    const other = { ...db, 'Chart.yaml': listed('^2.0.0').replace('condition:', 'alias: users, condition:') };
    assert.deepEqual(problems({ ...other, 'values.yaml': 'users: {enabled: false}\n' }), {
      kinds: ['Db'],
      problems: [],
    });
  });

  it('is for the latest version of Kubernetes that the chart is for, and for no other that is given', () => {
    const version = (range: string, kubeVersion?: string) => {
      const template = 'kind: {{ .Capabilities.KubeVersion.Version }}\n';
      const contents = { 'Chart.yaml': `${app}kubeVersion: "${range}"\n`, 'templates/a.yaml': template };
      return problems(contents, kubeVersion === undefined ? {} : { kubeVersion });
    };
    assert.deepEqual(version('<1.30.0-0'), { kinds: ['v1.29.0'], problems: [] });
    assert.deepEqual(version('>=1.20', '1.22'), { kinds: ['v1.22'], problems: [] });
    for (const none of [version('<1.30.0', '1.31'), version('>=9.0'), version('new')]) {
      assert.deepEqual(none.kinds, []);
      assert.match(none.problems.join(), /^error Chart\.yaml: Helm stops here: the chart is for Kubernetes /);
    }
  });

  it('keeps the rest of a chart of which an archive cannot be read', () => {
    const { kinds, problems: said } = problems({ ...good, 'charts/a.tgz': 'no archive' });
    assert.deepEqual([kinds, said.length], [['Good'], 1]);
  });

  it('renders nothing with values that cannot be read', () => {
    const { kinds, problems: said } = problems({ ...good, 'values.yaml': 'a: [1\n' });
    assert.deepEqual(kinds, []);
    assert.match(said.join('\n'), /^syntax values\.yaml/);
    assert.deepEqual(problems(good, { values: [{ file: 'none.yaml' }] }), {
      kinds: [],
      problems: ['missing none.yaml: The values file none.yaml is not in this workspace'],
    });
    assert.deepEqual(problems(good, { values: [{ set: 'a' }] }).kinds, []);
  });

  it('shows a mistake in values at its key', () => {
    const schema = '{"properties": {"size": {"type": "integer"}}}';
    const { problems: said } = problems({ ...good, 'values.schema.json': schema, 'values.yaml': 'size: big\n' });
    assert.deepEqual(said, ['schema values.yaml: size must be of type integer; the schema of shop refuses it']);
  });

  it('marks what is random, and keeps the rest', () => {
    const { objects, problems: said } = render({
      'templates/a.yaml': 'kind: Secret\npassword: {{ randAlphaNum 10 }}\n',
    });
    assert.deepEqual(said, []);
    assert.equal(objects[0]?.text, 'kind: Secret\npassword: PRRUNKNOWN\n');
    assert.match(objects[0]?.unknowns[0]?.because ?? '', /another value each time/);
  });

  for (const [what, contents] of [
    ['endless recursion', { 'templates/a.yaml': '{{ define "x" }}{{ include "x" . }}{{ end }}{{ include "x" . }}' }],
    ['a range without end', { 'templates/a.yaml': '{{ range until 100000000 }}x{{ end }}' }],
    ['ranges in ranges', { 'templates/a.yaml': '{{ range until 9999 }}{{ range until 9999 }}x{{ end }}{{ end }}' }],
    ['tpl of itself', { 'values.yaml': 'x: "{{ tpl .Values.x . }}"\n', 'templates/a.yaml': '{{ tpl .Values.x . }}' }],
    [
      'anchors of anchors',
      {
        'values.yaml': `a0: &a0 {x: 1}\n${Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`).join('')}`,
        'templates/a.yaml': 'kind: {{ toYaml .Values | len }}\n',
      },
    ],
    [
      'huge values',
      {
        'values.yaml': `l:\n${'- {a: 1, b: [1, 2, 3]}\n'.repeat(5_000)}`,
        'templates/a.yaml': 'kind: A\nl: {{ len .Values.l }}\n',
      },
    ],
  ] as const) {
    it(`ends for ${what}`, () => {
      const before = performance.now();
      const { objects, problems: said } = render({ ...good, ...contents });
      assert.ok(objects.some(({ kind }) => kind === 'Good') || said.length > 0);
      assert.ok(performance.now() - before < 20_000);
    });
  }

  it('leaves out the rest of a chart whose templates have no end', () => {
    const endless = '{{ range until 9999 }}{{ range until 9999 }}x{{ end }}{{ end }}';
    const contents = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`templates/${i}.yaml`, endless]));
    assert.deepEqual(
      render(contents).problems.map(({ problem }) => problem),
      ['limit', 'limit', 'limit'],
    );
  }).timeout(60_000);

  it('gives nothing for an empty chart, and says so for none', () => {
    assert.deepEqual(problems({}), { kinds: [], problems: [] });
    assert.deepEqual(
      renderChart(filesOf({}), { chart: 'a', values: [], release: { name: 'a', namespace: 'a' }, environment: '' })
        .problems.length,
      1,
    );
  });
});
