import assert from 'node:assert/strict';
import { renderChart } from '../../../server/src/rendering/helm/render.ts';
import { filesOf } from './workspace.ts';

const chart = `apiVersion: v2
name: shop
version: 1.0.0
dependencies:
- name: db
  version: 1.0.0
  import-values: [{child: a, parent: taken}]
`;

/** What an expression prints where the chart \`db\` is not in the workspace. */
function printed(expression: string): string {
  const { objects, problems } = renderChart(
    filesOf({
      'Chart.yaml': chart,
      'values.yaml': 'db: {port: 1, inner: {a: 1}}\nown: {a: 1}\n',
      'templates/a.yaml': `a: ${expression}\n`,
    }),
    { chart: '', values: [], release: { name: 'web', namespace: 'team' }, environment: '' },
  );
  assert.deepEqual(
    problems.map(({ problem }) => problem),
    ['missing'],
    problems.map(({ message }) => message).join('\n'),
  );
  return objects[0]?.text.slice('a: '.length).trimEnd() ?? '';
}

describe('values of a chart that is not here', () => {
  for (const [expression, expected] of [
    ['{{ .Values.db.port }}', '1'],
    ['{{ .Values.db.host }}', 'PRRUNKNOWN'],
    ['{{ .Values.db.host.name }}', 'PRRUNKNOWN'],
    ['{{ .Values.db.inner.a }}', '1'],
    ['{{ .Values.taken.b }}', 'PRRUNKNOWN'],
    ['{{ .Values.own.b }}', ''],
    ['{{ .Values.db.host | default "x" }}', 'PRRUNKNOWN'],
    ['{{ hasKey .Values.db "port" }}', 'true'],
    ['{{ hasKey .Values.db "host" }}', 'PRRUNKNOWN'],
    ['{{ hasKey .Values.own "b" }}', 'false'],
    ['{{ get .Values.db "host" }}', 'PRRUNKNOWN'],
    ['{{ index .Values "db" "host" }}', 'PRRUNKNOWN'],
    ['{{ dig "db" "host" "x" (deepCopy .Values.own | merge (dict "db" .Values.db)) }}', 'PRRUNKNOWN'],
    ['{{ len .Values.db }}', 'PRRUNKNOWN'],
    ['{{ eq (len .Values.own) 1 }}', 'true'],
    ['{{ if .Values.db }}yes{{ else }}no{{ end }}', 'yes'],
    ['{{ if .Values.taken }}yes{{ else }}no{{ end }}', 'PRRUNKNOWN'],
    ['{{ range $k, $v := .Values.db }}{{ $k }}{{ end }}', 'PRRUNKNOWN'],
    ['{{ toJson .Values.taken }}', '{"PRRUNKNOWN":"PRRUNKNOWN"}'],
    ['{{ toYaml .Values.db | sha256sum }}', 'PRRUNKNOWN'],
    ['{{ include "db.name" . }}-x', 'PRRUNKNOWN-x'],
    ['{{ template "db.name" . }}', 'PRRUNKNOWN'],
  ] as const) {
    it(expression, () => assert.equal(printed(expression), expected));
  }
});
