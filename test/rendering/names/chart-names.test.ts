import assert from 'node:assert/strict';
import { chartNames } from '../../../server/src/rendering/names/chart-names.ts';

const usual = { 'c/Chart.yaml': 'apiVersion: v2\nname: c\nversion: 1.0.0\n' };

function namesOf(own: Readonly<Record<string, string>>) {
  const all: Readonly<Record<string, string>> = { ...usual, ...own };
  const paths = Object.keys(all).sort();
  const files = {
    text: (path: string) => all[path],
    bytes: () => undefined,
    under: (folder: string) => paths.filter((path) => folder === '' || path.startsWith(`${folder}/`)),
  };
  return chartNames(files, 'c');
}

describe('keys of values that no template uses', () => {
  const values = 'a:\n  b: 1\n  c: 2\nd: 3\n';
  const unused = (template: string, more: Readonly<Record<string, string>> = {}) =>
    namesOf({ 'c/values.yaml': values, 'c/templates/x.yaml': template, ...more }).unused.map(({ path }) => path);

  const table: readonly (readonly [string, string, readonly string[]])[] = [
    ['are named at the highest key', '{{ .Release.Name }}', ['a', 'd']],
    ['are those beside a key that is used', '{{ .Values.a.b }}', ['a.c', 'd']],
    ['are those below a condition', '{{ if .Values.a }}x{{ end }}{{ .Values.d }}', ['a.b', 'a.c']],
    ['are not those below a map that is printed', '{{ toYaml .Values.a }}{{ .Values.d }}', []],
    ['are not there where all values are printed', '{{ toYaml .Values }}', []],
    ['are not there where the whole context is printed', '{{ toYaml . }}', []],
    ['are not those that a range goes over', '{{ range $k, $v := .Values.a }}{{ $k }}{{ end }}{{ .Values.d }}', []],
    ['are not those of a computed key', '{{ index .Values.a .Release.Name }}{{ .Values.d }}', []],
    ['are not those of a variable that has several', '{{ $x := .Values.a }}{{ $x = .Values.d }}{{ $x.b }}', []],
    ['are not there with a helper that is not here', '{{ include "common.name" . }}', []],
    ['are not there with a template that does not parse', '{{ if }}', []],
  ];
  for (const [title, template, expected] of table) it(title, () => assert.deepEqual(unused(template), expected));

  it('are not those that texts for tpl use', () => {
    const tpl = '{{ tpl (.Files.Get "x.conf") . }}';
    assert.deepEqual(unused(tpl), ['a', 'd']);
    assert.deepEqual(unused(tpl, { 'c/x.conf': 'b={{ .Values.a.b }}' }), ['a.c', 'd']);
    assert.deepEqual(unused(tpl, { 'c/x.conf': '{{ toYaml .Values }}' }), []);
    assert.deepEqual(unused(tpl, { 'c/values.yaml': `${values}e: "{{ .Values.d }}"\n` }), ['a', 'e']);
  });

  it('are not those of subcharts, of conditions and of anchors', () => {
    const names = namesOf({
      'c/Chart.yaml': `${usual['c/Chart.yaml']}dependencies:\n  - { name: db, version: 1.0.0, condition: on.db, repository: "https://charts.acme.dev" }\n`,
      'c/values.yaml': 'db: { size: 1 }\non: { db: true }\nglobal: { x: 1 }\nbase: &base { y: 1 }\ncopy: *base\n',
      'c/templates/x.yaml': '{{ .Values.copy.y }}',
    });
    assert.deepEqual(names.unused, []);
  });
});

describe('values that no file sets', () => {
  const unset = (template: string, more: Readonly<Record<string, string>> = {}) =>
    namesOf({
      'c/values.yaml': 'image:\n  tag: 1\nopen: {}\n# note: text\n',
      'c/templates/x.yaml': template,
      ...more,
    }).unset.map(({ path }) => path);

  const table: readonly (readonly [string, string, readonly string[]])[] = [
    ['are named where they are printed', '{{ .Values.image.tga }}{{ .Values.image.tag }}', ['image.tga']],
    ['are named in functions that only print', '{{ printf "%s" .Values.other | quote }}', ['other']],
    ['are not those with a default', '{{ .Values.other | default 1 }}{{ default 1 .Values.other }}', []],
    ['are not those that are asked for', '{{ if .Values.other }}{{ .Values.other }}{{ end }}', []],
    ['are not those that must be given', '{{ required "x" .Values.other }}{{ coalesce .Values.other "x" }}', []],
    ['are not those below an empty map', '{{ .Values.open.any }}', []],
    ['are not those that a comment names', '{{ .Values.note }}', []],
    ['are not those that the template sets', '{{ $_ := set .Values "other" 1 }}{{ .Values.other }}', []],
    ['are not there where it sets values as a whole', '{{ $_ := set . "Values" (dict) }}{{ .Values.other }}', []],
    ['are not those in helpers', '{{ define "x" }}{{ .Values.other }}{{ end }}', []],
  ];
  for (const [title, template, expected] of table) it(title, () => assert.deepEqual(unset(template), expected));

  it('are not those of a schema, or of a values file anywhere', () => {
    const template = '{{ .Values.other }}';
    assert.deepEqual(unset(template), ['other']);
    assert.deepEqual(unset(template, { 'c/values.schema.json': '{"properties":{"other":{}}}' }), []);
    assert.deepEqual(unset(template, { 'c/ci/test-values.yaml': 'other: 1\n' }), []);
    assert.deepEqual(unset(template, { 'deploy/values/prod.yaml': 'other: 1\n' }), []);
    assert.deepEqual(unset(template, { 'd/Chart.yaml': '', 'd/values.yaml': 'other: 1\n' }), ['other']);
  });
});
