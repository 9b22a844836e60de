import assert from 'node:assert/strict';
import { run } from './run.ts';

describe('where rendered text comes from', () => {
  it('is the template for its own text, and the action with the key for what it prints', () => {
    const ran = run({ templates: 'replicas: {{ .Values.replicas }}\n', values: 'replicas: 3\n' });
    assert.equal(ran.text, 'replicas: 3\n');
    assert.deepEqual(ran.at('replicas'), ['main: replicas: ']);
    assert.deepEqual(ran.at('3'), ['main: {{ .Values.replicas }}']);
    assert.deepEqual(ran.from('3'), ['values.yaml: 3']);
    assert.deepEqual(ran.from('replicas'), []);
  });

  it('is the value that `default` took, and nothing for its own default', () => {
    const values = 'a: one\nb: ""\n';
    assert.deepEqual(run({ templates: '{{ .Values.a | default "x" }}', values }).from('one'), ['values.yaml: one']);
    assert.deepEqual(run({ templates: '{{ .Values.b | default "x" }}', values }).from('x'), []);
    assert.deepEqual(run({ templates: '{{ .Values.b | default .Values.a }}', values }).from('one'), [
      'values.yaml: one',
    ]);
    assert.deepEqual(run({ templates: '{{ ternary .Values.a "x" true }}', values }).from('one'), ['values.yaml: one']);
    assert.deepEqual(run({ templates: '{{ coalesce .Values.b .Values.a }}', values }).from('one'), [
      'values.yaml: one',
    ]);
    assert.deepEqual(run({ templates: '{{ or .Values.b .Values.a }}', values }).from('one'), ['values.yaml: one']);
  });

  it('is not a condition', () => {
    const ran = run({
      templates: '{{ if .Values.on }}text{{ end }}{{ with .Values.on }}more{{ end }}',
      values: 'on: yes\n',
    });
    assert.deepEqual(run({ templates: '{{ if .Values.a }}x{{ end }}', values: 'a: 1' }).from('x'), []);
    assert.deepEqual(ran.from(ran.text), []);
  });

  it('is the item and the key of a range', () => {
    const ran = run({
      templates: '{{ range $k, $v := .Values.env }}{{ $k }}={{ $v }};{{ end }}',
      values: 'env: {A: x, B: z}',
    });
    assert.equal(ran.text, 'A=x;B=z;');
    assert.deepEqual(ran.from('A'), ['values.yaml: x']);
    assert.deepEqual(ran.from('z'), ['values.yaml: z']);
  });

  it('is each line’s own key under toYaml, through nindent', () => {
    const values = 'resources:\n  limits:\n    cpu: 100m\n    memory: "1Gi"\n  list:\n  - one\n';
    const ran = run({ templates: 'resources: {{- toYaml .Values.resources | nindent 2 }}\n', values });
    assert.equal(ran.text, 'resources:\n  limits:\n    cpu: 100m\n    memory: 1Gi\n  list:\n  - one\n');
    assert.deepEqual(ran.from('cpu'), ['values.yaml: 100m']);
    assert.deepEqual(ran.from('100m'), ['values.yaml: 100m']);
    assert.deepEqual(ran.from('1Gi'), ['values.yaml: 1Gi']);
    assert.deepEqual(ran.from('limits'), ['values.yaml: limits']);
    assert.deepEqual(ran.from('one'), ['values.yaml: one']);
    assert.deepEqual(ran.at('100m'), ['main: {{- toYaml .Values.resources | nindent 2 }}']);
  });

  it('is the helper’s file for what a helper writes', () => {
    const templates = {
      '_helpers.tpl': '{{ define "labels" }}app: {{ .Values.name }}\ntier: web{{ end }}',
      main: 'labels:\n  {{- include "labels" . | nindent 2 }}\n',
    };
    const ran = run({ templates, values: 'name: shop\n' });
    assert.equal(ran.text, 'labels:\n  app: shop\n  tier: web\n');
    assert.deepEqual(ran.at('app'), ['_helpers.tpl: app: ']);
    assert.deepEqual(ran.at('shop'), ['_helpers.tpl: {{ .Values.name }}']);
    assert.deepEqual(ran.from('shop'), ['values.yaml: shop']);
    assert.deepEqual(ran.at('tier: web'), ['_helpers.tpl: tier: web']);
  });

  it('is kept by what cuts, quotes and joins texts', () => {
    const values = 'a: "one"\nb: two\nl: [x, z]\n';
    const table: readonly (readonly [string, string, string])[] = [
      ['{{ .Values.a | quote }}', 'one', 'values.yaml: one'],
      ['{{ .Values.a | trunc 2 }}', 'on', 'values.yaml: one'],
      ['{{ printf "%s-%s" .Values.a .Values.b }}', 'two', 'values.yaml: two'],
      ['{{ print .Values.a "-" .Values.b }}', 'one', 'values.yaml: one'],
      ['{{ cat .Values.a .Values.b }}', 'two', 'values.yaml: two'],
      ['{{ join "," .Values.l }}', 'z', 'values.yaml: z'],
      ['{{ .Values.b | upper }}', 'TWO', 'values.yaml: two'],
      ['{{ .Values.b | replace "w" "-" | trimSuffix "o" }}', 't', 'values.yaml: two'],
      ['{{ toJson .Values.l }}', 'x', 'values.yaml: x'],
      ['{{ (index .Values.l 1) | squote }}', 'z', 'values.yaml: z'],
      ['{{ (dict "k" .Values.b).k }}', 'two', 'values.yaml: two'],
      ['{{ first .Values.l }}{{ last .Values.l }}', 'z', 'values.yaml: z'],
      ['{{ $x := .Values.a }}{{ $x }}', 'one', 'values.yaml: one'],
    ];
    for (const [template, text, from] of table) {
      assert.deepEqual(run({ templates: template, values }).from(text), [from], template);
    }
  });

  it('is all inputs where nothing tells them apart', () => {
    const ran = run({
      templates: '{{ add .Values.a .Values.b }} {{ .Values.c | b64enc }}',
      values: 'a: 1\nb: 2\nc: x\n',
    });
    assert.deepEqual(ran.from('3'), ['values.yaml: 1', 'values.yaml: 2']);
    assert.deepEqual(ran.from('eA=='), ['values.yaml: x']);
  });

  it('goes through fromYaml and a merge of maps', () => {
    const templates = {
      '_helpers.tpl': '{{ define "config" }}port: 80\nhost: {{ .Values.host }}\nnested:\n  level: info{{ end }}',
      main: '{{ mergeOverwrite (include "config" . | fromYaml) .Values.extra | toYaml }}',
    };
    const ran = run({ templates, values: 'host: example.org\nextra:\n  nested: {more: 1}\n' });
    assert.equal(ran.text, 'host: example.org\nnested:\n  level: info\n  more: 1\nport: 80');
    assert.deepEqual(ran.from('example.org'), ['values.yaml: example.org']);
    assert.deepEqual(ran.at('info'), ['_helpers.tpl: info']);
    assert.deepEqual(ran.from('1'), ['values.yaml: 1']);
  });

  it('is the value for a text that tpl runs, with the values in it', () => {
    const values = 'name: shop\nannotation: "at {{ .Values.name }}"\n';
    const ran = run({ templates: 'a: {{ tpl .Values.annotation . }}', values });
    assert.equal(ran.text, 'a: at shop');
    assert.deepEqual(ran.from('at '), ['values.yaml: at {{ .Values.name }}']);
    assert.deepEqual(ran.from('shop').toSorted(), ['values.yaml: at {{ .Values.name }}', 'values.yaml: shop']);
    assert.deepEqual(ran.at('shop'), ['main: {{ tpl .Values.annotation . }}']);
  });

  it('names the place of an error, in the helper that has it', () => {
    const templates = {
      '_helpers.tpl': '{{ define "pull" }}{{ .Values.image.pull.policy }}{{ end }}',
      main: 'a: {{ include "pull" . }}',
    };
    const { problems } = run({ templates, values: 'image: {}\n' });
    const [problem] = problems;
    assert.equal(problem?.file, '_helpers.tpl');
    assert.equal(templates['_helpers.tpl'].slice(problem?.span.start, problem?.span.end), '.Values.image.pull.policy');
    assert.equal(problem?.message, 'Helm stops here: nil pointer evaluating interface {}.policy');
  });
});
