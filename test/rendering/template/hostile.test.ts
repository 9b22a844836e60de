import assert from 'node:assert/strict';
import { openTemplates, usualLimits } from '../../../server/src/rendering/template/templates.ts';
import { run } from './run.ts';
import type { Chart } from './run.ts';

/** A mistake or a bound in a template: what it is called. */
function problemOf(templates: Chart['templates'], values = ''): string {
  const ran = run({ templates, values });
  assert.equal(ran.problems.length, 1);
  assert.equal(ran.text, '');
  return ran.problems[0]?.problem ?? '';
}

describe('hostile templates', () => {
  const limits: readonly (readonly [string, Chart['templates']])[] = [
    ['an include of itself', '{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}'],
    ['a template of itself', '{{ define "a" }}{{ template "a" . }}{{ end }}{{ template "a" . }}'],
    ['tpl of itself', '{{ $_ := set . "t" "{{ tpl .t . }}" }}{{ tpl .t . }}'],
    [
      'two templates that include each other twice',
      '{{ define "a" }}{{ include "b" . }}{{ include "b" . }}{{ end }}{{ define "b" }}{{ include "a" . }}{{ include "a" . }}{{ end }}{{ include "a" . }}',
    ],
    ['a range over ten millions', '{{ range until 10000000 }}x{{ end }}'],
    ['a range in a range', '{{ range until 100000 }}{{ range until 100000 }}{{ end }}{{ end }}'],
    ['a text that is repeated too often', '{{ repeat 1000000000 "abc" }}'],
    ['an indentation without end', '{{ indent 100000000 "a\\nb" }}'],
    ['a text that doubles', '{{ $x := "xxxxxxxx" }}{{ range until 100 }}{{ $x = print $x $x }}{{ end }}{{ $x }}'],
    ['a list that doubles', '{{ $x := list 1 2 }}{{ range until 100 }}{{ $x = concat $x $x }}{{ end }}{{ len $x }}'],
    ['a map in itself', '{{ $d := dict }}{{ $_ := set $d "d" $d }}{{ toYaml $d }}'],
    ['a map in itself, twice', '{{ $d := dict }}{{ $_ := set $d "a" $d }}{{ $_ := set $d "b" $d }}{{ $d }}'],
    ['a map in itself, as JSON', '{{ $d := dict }}{{ $_ := set $d "a" $d }}{{ $_ := set $d "b" $d }}{{ toJson $d }}'],
    ['a map in itself, copied', '{{ $d := dict }}{{ $_ := set $d "a" $d }}{{ $_ := set $d "b" $d }}{{ deepCopy $d }}'],
    [
      'a map in itself, merged',
      '{{ $d := dict }}{{ $_ := set $d "a" $d }}{{ $e := dict "a" (dict "a" (dict)) }}{{ $_ := set $e "b" $e }}{{ $_ := merge (deepCopy $e) $d }}',
    ],
    [
      'a map that holds another many times',
      '{{ $d := dict "x" 1 }}{{ range until 60 }}{{ $d = dict "a" $d "b" $d }}{{ end }}{{ toYaml $d }}',
    ],
    ['a text of gigabytes by replacing', '{{ $x := repeat 1000000 "a" }}{{ replace "a" (repeat 1000000 "b") $x }}'],
    [
      'templates of megabytes',
      '{{ $x := repeat 500000 "{{ 1 }}" }}{{ range $i := until 1000 }}{{ $_ := tpl (print $x $i) $ }}{{ end }}',
    ],
    [
      'YAML of megabytes',
      '{{ $x := repeat 100000 "- a: 1\\n" }}{{ range until 1000 }}{{ $_ := fromYamlArray $x }}{{ end }}',
    ],
    ['a width of gigabytes', '{{ range until 1000 }}{{ printf "%1000000s" "x" }}{{ end }}'],
    ['a sequence of billions', '{{ seq 1 2000000000 }}'],
    ['a number with a large exponent', '{{ addf 1e-300 1e300 1e-308 | len }}'],
  ];
  for (const [what, templates] of limits) {
    it(`bounds ${what}`, () => assert.match(problemOf(templates), /^(limit|error)$/)).timeout(10_000);
  }

  it('bounds templates that are nested deep while they are read', () => {
    const deep = (open: string, close: string, count: number) => `${open.repeat(count)}x${close.repeat(count)}`;
    for (const text of [
      deep('{{ if true }}', '{{ end }}', 5000),
      `{{ ${'('.repeat(5000)}1${')'.repeat(5000)} }}`,
      `{{ if true }}${'{{ else if true }}'.repeat(5000)}{{ end }}`,
      '{{ '.repeat(10_000),
      '{{/*'.repeat(10_000),
    ]) {
      const ran = run({ templates: text });
      assert.equal(ran.text, '');
      assert.equal(ran.parseProblems.length, 1);
    }
  });

  it('reads what is long, but not deep', () => {
    assert.equal(run({ templates: '{{ "a" }}'.repeat(5000) }).text.length, 5000);
    assert.equal(run({ templates: `{{ print ${'"a" '.repeat(5000)} }}` }).text.length, 5000);
    assert.equal(run({ templates: `{{ "a"${' | upper'.repeat(5000)} }}` }).text, 'A');
    const chain = `{{ if false }}${'{{ else if false }}'.repeat(400)}{{ else }}x{{ end }}`;
    assert.equal(run({ templates: chain }).text, 'x');
    assert.equal(
      run({
        templates: '{{ define "a" }}{{ if lt . 100 }}{{ include "a" (add1 .) }}{{ end }}x{{ end }}{{ include "a" 0 }}',
      }).text.length,
      101,
    );
  });

  it('matches regular expressions of a chart in linear time', () => {
    const ran = run({ templates: '{{ regexMatch "^(a+)+$" (print (repeat 50000 "a") "b") }}' });
    assert.equal(ran.text, 'false');
  }).timeout(10_000);

  it('keeps the other templates when one does not parse, with one problem at its place', () => {
    const broken = 'kind: X\nname: {{ .Values.name \n';
    const ran = run({ templates: { 'broken.yaml': broken, main: 'a: {{ .Values.a }}' }, values: 'a: 1\n' });
    assert.equal(ran.text, 'a: 1');
    assert.deepEqual(ran.parseProblems, ['The template does not parse: unclosed action']);
  });

  it('does not find what every object has', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      assert.equal(run({ templates: `{{ .Values.${name} }}{{ (dict).${name} }}{{ get (dict) "${name}" }}` }).text, '');
      assert.equal(run({ templates: `{{ $d := dict "${name}" 1 }}{{ $d.${name} }}` }).text, '1');
    }
    assert.equal(run({ templates: '{{ constructor }}' }).parseProblems.length, 1);
    assert.equal(
      run({ templates: '{{ toYaml (fromJson "{\\"__proto__\\": {\\"a\\": 1}}") }}' }).text,
      '__proto__:\n  a: 1',
    );
  });

  it('gives no text for a template that is not there', () => {
    assert.equal(run({ templates: { other: 'x' } }).text, '');
  });

  it('stops within a few times the limits for all templates that are opened together', () => {
    const source = { name: 'a', file: 'a', text: '{{ range until 50 }}x{{ end }}' };
    const templates = openTemplates([source], { limits: { ...usualLimits, steps: 200 } });
    const runs = Array.from({ length: 100 }, () => templates.run('a', { type: 'dict', entries: new Map() }));
    assert.equal(runs[0]?.text.length, 50);
    assert.equal(runs.at(-1)?.problems[0]?.problem, 'limit');
  });

  it('stops within the limits that it is given', () => {
    const steps = run({ templates: '{{ range until 1000 }}x{{ end }}', limits: { steps: 100 } });
    assert.deepEqual(
      steps.problems.map(({ problem }) => problem),
      ['limit'],
    );
    const output = run({ templates: '{{ range until 1000 }}x{{ end }}', limits: { output: 100 } });
    assert.deepEqual(
      output.problems.map(({ problem }) => problem),
      ['limit'],
    );
  });
});
