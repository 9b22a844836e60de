import assert from 'node:assert/strict';
import { functions } from '../../../server/src/rendering/functions/table.ts';
import { unknownFunctions } from '../../../server/src/rendering/functions/unknown.ts';
import { run } from './run.ts';
import type { Chart } from './run.ts';

const random = '(randAlphaNum 8)';
const reason = 'randAlphaNum gives another value each time';

function text(templates: Chart['templates'], values = ''): string {
  const ran = run({ templates, values });
  assert.deepEqual(ran.problems, []);
  return ran.text;
}

describe('what is not known', () => {
  it('is what no function computes', () => {
    assert.deepEqual(
      Object.keys(unknownFunctions).filter((name) => Object.hasOwn(functions, name)),
      [],
    );
  });

  it('is printed as such, with the reason, and nothing else is', () => {
    const ran = run({ templates: `a: {{ ${random} }}\nb: 1\n` });
    assert.equal(ran.text, 'a: PRRUNKNOWN\nb: 1\n');
    assert.deepEqual(ran.unknowns, [{ start: 3, end: 13, because: reason }]);
  });

  const kept: readonly (readonly [string, string])[] = [
    [`{{ ${random} | quote }}`, '"PRRUNKNOWN"'],
    [`{{ printf "x-%s" ${random} }}`, 'x-PRRUNKNOWN'],
    [`{{ print "x" ${random} | upper }}`, 'XPRRUNKNOWN'],
    [`{{ print "Nx" ${random} | replace "N" "m" }}`, 'mxPRRUNKNOWN'],
    [`{{ ${random} | b64enc }}`, 'PRRUNKNOWN'],
    [`{{ printf "abcdef-%s" ${random} | trunc 3 }}`, 'abc'],
    [`{{ printf "ab-%s-tail" ${random} | trunc 63 }}`, 'ab-PRRUNKNOWN'],
    [`{{ toYaml (dict "a" ${random} "b" 1) }}`, 'a: PRRUNKNOWN\nb: 1'],
    [`{{ toJson (dict "a" ${random}) }}`, '{"a":"PRRUNKNOWN"}'],
    [`{{ default ${random} "set" }}`, 'set'],
    [`{{ default ${random} "" }}`, 'PRRUNKNOWN'],
    [`{{ default "x" ${random} }}`, 'PRRUNKNOWN'],
    [`{{ (dict "a" ${random} "b" 2).b }}`, '2'],
    [`{{ (dict "a" ${random}).a.c }}`, 'PRRUNKNOWN'],
    [`{{ eq ${random} "x" }}`, 'PRRUNKNOWN'],
    [`{{ eq (print "a" ${random}) "b" }}`, 'false'],
    [`{{ and false ${random} }}`, 'false'],
    [`{{ or true ${random} }}`, 'true'],
    [`{{ len (list ${random} 1) }}`, '2'],
    [`{{ has 1 (list ${random} 1) }}`, 'true'],
    [`{{ has 2 (list ${random} 1) }}`, 'PRRUNKNOWN'],
    [`{{ sortAlpha (list ${random} "a") }}`, 'PRRUNKNOWN'],
    [`{{ join "," (list ${random} "a") }}`, 'PRRUNKNOWN,a'],
    [`{{ toYaml (dict "a" ${random}) | sha256sum }}`, 'PRRUNKNOWN'],
    [`{{ (fromYaml (toYaml (dict "a" ${random} "b" "c"))).a }}`, 'PRRUNKNOWN'],
    [`{{ (fromYaml (toYaml (dict "a" ${random} "b" "c"))).b }}`, 'c'],
    [`{{ now | date "2006" }}`, 'PRRUNKNOWN'],
    [`{{ (genCA "ca" 365).Cert | b64enc }}`, 'PRRUNKNOWN'],
    [`{{ uuidv4 | trunc 8 }}`, 'PRRUNKNOWN'],
    [`{{ htpasswd "user" "password" }}`, 'PRRUNKNOWN'],
    [`{{ mul 9007199254740991 2 }}`, 'PRRUNKNOWN'],
  ];
  for (const [template, expected] of kept) it(template, () => assert.equal(text(template), expected));

  it('makes the text of an `if` unknown', () => {
    assert.equal(text(`a: {{ if ${random} }}x{{ else }}y{{ end }}\nb: 1`), 'a: PRRUNKNOWN\nb: 1');
  });

  it('leaves an `if` alone whose branches write the same', () => {
    assert.equal(text(`{{ if ${random} }}x{{ else }}x{{ end }}`), 'x');
  });

  it('stands in a comment for whole lines, so that the YAML around can be read', () => {
    const template = `spec:\n  a: 1\n  {{- if ${random} }}\n  b: 2\n  {{- end }}\n  c: 3\n`;
    assert.equal(text(template), 'spec:\n  a: 1\n# PRRUNKNOWN\n  c: 3\n');
    assert.equal(text(`a:\n{{ if ${random} }}  b: 2\n{{ end }}c: 1\n`), 'a:\n# PRRUNKNOWN\nc: 1\n');
  });

  it('makes a range over it unknown, and no more', () => {
    assert.equal(text(`{{ range ${random} }}x{{ end }}y`), 'PRRUNKNOWNy');
    assert.equal(text(`{{ range list 1 ${random} 2 }}[{{ . }}]{{ end }}`), '[1][PRRUNKNOWN][2]');
  });

  it('spreads to what a branch that may not run has assigned', () => {
    assert.equal(text(`{{ $x := 1 }}{{ if ${random} }}{{ $x = 2 }}{{ end }}{{ $x }}`), 'PRRUNKNOWN');
    assert.equal(text(`{{ $x := 1 }}{{ $y := 5 }}{{ if ${random} }}{{ $x = 2 }}{{ end }}{{ $y }}`), '5');
  });

  it('spreads to what such a branch has set in a map, through an include', () => {
    const templates = {
      '_h.tpl': '{{ define "h" }}{{ $_ := set . "k" "v" }}{{ $_ := unset . "old" }}{{ end }}',
      main: `{{ $d := dict "old" 1 "other" 2 }}{{ if ${random} }}{{ include "h" $d }}{{ end }}{{ $d.k }} {{ $d.old }} {{ $d.other }}`,
    };
    assert.equal(text(templates), 'PRRUNKNOWN PRRUNKNOWN 2');
  });

  it('leaves open where a range ends that a branch may end', () => {
    assert.equal(text(`{{ range list 1 2 3 }}{{ if ${random} }}{{ break }}{{ end }}[{{ . }}]{{ end }}`), 'PRRUNKNOWN');
    const late = `{{ range list 1 2 3 }}{{ if eq . 2 }}{{ if ${random} }}{{ break }}{{ end }}{{ end }}[{{ . }}]{{ end }}`;
    assert.equal(text(late), '[1]PRRUNKNOWN');
  });

  it('leaves open which keys a map has after a key that is not known', () => {
    const set = `{{ $d := dict "a" 1 }}{{ $_ := set $d ${random} 2 }}`;
    assert.equal(text(`${set}{{ $d.a }} {{ hasKey $d "b" }}`), 'PRRUNKNOWN PRRUNKNOWN');
    assert.equal(text(`${set}{{ range $k, $v := $d }}x{{ end }}`), 'PRRUNKNOWN');
    assert.equal(text(`${set}{{ keys $d | join "," }}`), 'PRRUNKNOWN');
  });

  it('is not decided by what `and` may not evaluate', () => {
    assert.equal(text(`{{ and ${random} (fail "no") }}`), 'PRRUNKNOWN');
    assert.equal(text(`{{ if and (eq ${random} "x") (index (list) 1) }}a{{ end }}b`), 'PRRUNKNOWNb');
  });

  it('is a word where a name is chosen, so that it is read as the value', () => {
    const templates = {
      '_h.tpl': `{{ define "name" }}\n{{ if ${random} }}\none\n{{ else }}\ntwo\n{{ end }}\n{{ end }}`,
      main: 'name: {{ include "name" . | trim }}',
    };
    assert.equal(text(templates), 'name: PRRUNKNOWN');
  });

  it('does not report what fails in a branch that may not run', () => {
    assert.equal(text(`{{ if ${random} }}{{ fail "no" }}{{ end }}b`), 'b');
  });

  it('is a template that may be defined in a file that does not parse', () => {
    const ran = run({ templates: { '_h.tpl': '{{ define "h" }}', main: 'a: {{ include "h" . }}\nb: 1' } });
    assert.equal(ran.text, 'a: PRRUNKNOWN\nb: 1');
    assert.deepEqual(ran.parseProblems, ['The template does not parse: unexpected EOF: an {{end}} is missing']);
  });

  it('does not reach a yaml key or a comment unnoticed', () => {
    const block = `a: 1\n{{- if ${random} }}\nb: 2\n{{- end }}\n`;
    const templates = { '_h.tpl': `{{ define "h" }}${block}{{ end }}`, main: '{{ (include "h" . | fromYaml).b }}' };
    assert.equal(text(templates), 'PRRUNKNOWN');
  });
});
