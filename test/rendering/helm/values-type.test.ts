import assert from 'node:assert/strict';
import { renderChart } from '../../../server/src/rendering/helm/render.ts';
import { chartNames } from '../../../server/src/rendering/names/chart-names.ts';
import { filesOf } from './workspace.ts';

const values = 'a: { b: 1, c: text }\nsub: { x: { k: z } }\nAsMap2: 1\n';

function render(expression: string) {
  const files = {
    'Chart.yaml': 'apiVersion: v2\nname: orc\nversion: 1.0.0\n',
    'values.yaml': values,
    'templates/x.yaml': `out: |-\n  ${expression}\n`,
    'charts/sub/Chart.yaml': 'apiVersion: v2\nname: sub\nversion: 1.0.0\n',
  };
  const release = { name: 'r', namespace: 'default' };
  return renderChart(filesOf(files), { chart: '', values: [], release, environment: '' });
}

/** What an expression gives, its error, or that it is not known. */
function given(expression: string): string {
  const { objects, problems } = render(expression);
  const [problem] = problems;
  if (problem) return problem.message;
  const [object] = objects;
  return object?.unknowns.length
    ? `unknown: ${object.unknowns[0]?.because ?? ''}`
    : (object?.text.slice(10).trimEnd() ?? '');
}

/** Each as Helm 3.17.2 and 4.1.4 give it; what they differ in is not known. */
const cases: readonly (readonly [string, string])[] = [
  ['{{ kindOf .Values }} {{ kindIs "map" .Values }} {{ kindOf . }}', 'map true map'],
  ['{{ typeIs "map[string]interface {}" .Values }} {{ typeIsLike "map[string]interface {}" . }}', 'false false'],
  [
    '{{ typeOf .Values.a }} {{ typeOf .Release }} {{ typeOf .Values.sub }}',
    'map[string]interface {} map[string]interface {} map[string]interface {}',
  ],
  ['{{ typeOf .Values.AsMap }} {{ .Values.AsMap.a.b }} {{ .AsMap.Release.Name }}', 'map[string]interface {} 1 r'],
  ['{{ dig "a" "b" "d" .Values.AsMap }} {{ dig "b" "d" .Values.a }} {{ dig "x" "d" .Release }}', '1 1 d'],
  ['{{ .Values.YAML | quote }}', '"AsMap2: 1\\na:\\n  b: 1\\n  c: text\\nsub:\\n  global: {}\\n  x:\\n    k: z\\n"'],
  ['{{ (.Values.Table "a").b }} {{ .Values.PathValue "a.b" }} {{ .Values.PathValue "AsMap2" }}', '1 1 1'],
  [
    '{{ typeOf (merge .Values (dict "z" 1)) }} {{ typeOf (set .Values "q" 1) }} {{ .Values.q }}',
    'map[string]interface {} map[string]interface {} 1',
  ],
  [
    '{{ deepEqual .Values .Values.AsMap }} {{ deepEqual .Values .Values }} {{ deepEqual .Values.a (.Values.Table "a") }}',
    'false true false',
  ],
  ['{{ $x := .Values.AsMap }}{{ $_ := set $x "n" 5 }}{{ .Values.n }}', '5'],
  ['{{ typeOf (omit .Values "a") }} {{ get .Values "AsMap2" }} {{ len .Values }}', 'map[string]interface {} 1 3'],
  [
    '{{ index .Values "a" "b" }} {{ has .Values (list .Values) }} {{ keys .Values | sortAlpha }}',
    '1 true [AsMap2 a sub]',
  ],
  ['{{ .Values.a }} {{ .Values.AsMap.a }}', 'map[b:1 c:text] map[b:1 c:text]'],
  [
    '{{ dig "a" "b" "d" .Values }}',
    'Helm stops here: error calling dig: interface conversion: interface {} is common.Values, not map[string]interface {}',
  ],
  ['{{ .Values.Table "a.c" }}', 'Helm stops here: error calling Table: "c" is not a table'],
  ['{{ .Values.PathValue "a" }}', 'Helm stops here: error calling PathValue: "a" is not a value'],
  ['{{ .Values.PathValue "" }}', 'Helm stops here: error calling PathValue: YAML path cannot be empty'],
];

describe('the type of values', () => {
  for (const [expression, wanted] of cases) it(expression, () => assert.equal(given(expression), wanted));

  it('is not known where its name matters', () => {
    for (const expression of [
      '{{ typeOf .Values }}',
      '{{ typeOf . }}',
      '{{ typeIs "chartutil.Values" .Values }}',
      '{{ typeOf (deepCopy .Values) }}',
      '{{ typeOf (first (list .Values)) }}',
      '{{ printf "%T" .Values }}',
      '{{ if eq (typeOf .Values) "chartutil.Values" }}a{{ else }}b{{ end }}',
    ])
      assert.match(given(expression), /^unknown: Helm's versions/, expression);
  });

  it('has methods that are no keys', () => {
    const files = {
      'Chart.yaml': 'apiVersion: v2\nname: orc\nversion: 1.0.0\n',
      'values.yaml': 'a: { b: 1 }\nunused: 1\n',
      'templates/x.yaml': 'kind: A\nout: {{ .Values.AsMap.a.b }}\n',
    };
    const { unused, unset } = chartNames(filesOf(files), '', { values: [] });
    assert.deepEqual(
      unused.map(({ path }) => path),
      ['unused'],
    );
    assert.deepEqual(unset, []);
  });
});
