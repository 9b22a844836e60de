import assert from 'node:assert/strict';
import { usesInChart, usesOf } from '../../../server/src/rendering/template/uses.ts';
import type { Uses } from '../../../server/src/rendering/template/uses.ts';

function shown({ values }: Uses, text: string): readonly string[] {
  return values.map(({ path, keys, whole }) => {
    const written = keys.map(({ start, end }) => text.slice(start, end));
    return `${path.join('.')}${whole ? '' : '?'} (${written.join('.')})`;
  });
}

function of(text: string): readonly string[] {
  return shown(usesOf({ name: 'main', file: 'main', text }), text);
}

describe('uses of values in a template', () => {
  const table: readonly (readonly [string, readonly string[]])[] = [
    ['{{ .Values.image.tag }}', ['image.tag (image.tag)']],
    ['{{ $.Values.a }}{{ .Release.Name }}', ['a (a)']],
    ['{{ if .Values.on }}x{{ end }}', ['on? (on)']],
    ['{{ with .Values.a }}{{ .b.c }}{{ end }}', ['a? (a)', 'a.b.c (b.c)']],
    ['{{ with .Values.a }}{{ toYaml . }}{{ end }}', ['a? (a)', 'a ()']],
    ['{{ with .Values.a }}{{ $.Values.b }}{{ end }}', ['a? (a)', 'b (b)']],
    ['{{ with .Values.a }}x{{ else }}{{ .Values.b }}{{ end }}', ['a? (a)', 'b (b)']],
    ['{{ range .Values.list }}{{ .name }}{{ end }}', ['list? (list)', 'list.*.name (name)']],
    ['{{ range $k, $v := .Values.env }}{{ $k }}{{ $v.x }}{{ end }}', ['env? (env)', 'env.*.x (x)']],
    ['{{ $x := .Values.a }}{{ $x.b }}', ['a? (a)', 'a.b (b)']],
    ['{{ $x := .Values.a }}{{ if 1 }}{{ $x = .Values.b }}{{ end }}{{ $x.c }}', ['a? (a)', 'b? (b)']],
    ['{{ (.Values.a).b }}', ['a? (a)', 'a.b (b)']],
    ['{{ index .Values "a" "b" }}', ['? ()', 'a.b (a.b)']],
    ['{{ index .Values.a .Values.key "b" }}', ['a.*.b (b)', 'a? (a)', 'key (key)']],
    ['{{ get .Values.a "b" }}{{ hasKey .Values.a "c" }}', ['a.b (b)', 'a? (a)', 'a.c (c)', 'a? (a)']],
    ['{{ dig "a" "b" "x" .Values.top }}', ['top.a.b (a.b)', 'top? (top)']],
    ['{{ .Values.a | default .Values.b | quote }}', ['a (a)', 'b (b)']],
    ['{{ with (.Values.a | default (dict)) }}{{ .b }}{{ end }}', ['a? (a)', 'a.b (b)']],
    ['{{ toYaml .Values.a | nindent 2 }}', ['a (a)']],
    ['{{ with (dict "root" $ "x" .Values.y) }}{{ .root.Values.a.b }}{{ end }}', ['y (y)', 'a.b (a.b)']],
    ['{{ with (dict "image" .Values.web) }}{{ .image.tag }}{{ end }}', ['web (web)', 'web.tag (tag)']],
    ['{{ define "h" }}{{ .Values.a }}{{ end }}', ['a (a)']],
    ['{{ .Values }}', [' ()']],
    ['{{ broken', []],
  ];
  for (const [text, expected] of table) it(text, () => assert.deepEqual(of(text).toSorted(), [...expected].toSorted()));

  it('names where templates are called and defined', () => {
    const text = '{{ define "a" }}{{ include "b" . }}{{ end }}{{ template "c" .Values.x }}{{ block "d" . }}{{ end }}';
    const { calls, definitions } = usesOf({ name: 'main', file: 'main', text });
    const named = (uses: readonly { name: string; span: { start: number; end: number } }[]) =>
      uses.map(({ name, span }) => {
        assert.equal(text.slice(span.start, span.end), name);
        return name;
      });
    assert.deepEqual(named(calls), ['b', 'c', 'd']);
    assert.deepEqual(named(definitions), ['a', 'd']);
  });

  it('follows what a helper is called with, through other helpers', () => {
    const helpers = [
      '{{ define "image" }}{{ include "tag" .config.image }}{{ end }}',
      '{{ define "tag" }}{{ .tag }}{{ end }}',
      '{{ define "both" }}{{ .x }}{{ end }}',
    ].join('');
    const main =
      '{{ include "image" (dict "root" . "config" .Values.web) }}{{ include "both" .Values.a }}{{ include "both" .Values.b }}';
    const uses = usesInChart([
      { name: 'h', file: 'h', text: helpers },
      { name: 'm', file: 'm', text: main },
    ]);
    assert.deepEqual(
      uses.get('h')?.values.map(({ path }) => path.join('.')),
      ['web.image', 'web.image.tag'],
    );
  });

  it('tells what is read in a way that cannot be followed', () => {
    const lost: readonly (readonly [string, readonly string[]])[] = [
      ['{{ $x := .Values.a }}{{ if 1 }}{{ $x = .Values.b }}{{ end }}{{ $x.c }}', ['a', 'b']],
      ['{{ range $k, $v := .Values.env }}{{ $k }}{{ end }}', ['env.*']],
      ['{{ with (or .Values.a .Values.b) }}{{ .c }}{{ end }}', ['a', 'b']],
      ['{{ toYaml . }}', ['']],
      ['{{ include "h" . }}{{ .Values.a }}{{ with .Values.b }}{{ .c }}{{ end }}', []],
    ];
    for (const [text, expected] of lost) {
      const uses = usesOf({ name: 'main', file: 'main', text });
      assert.deepEqual(
        uses.lost.map((path) => path.join('.')),
        expected,
        text,
      );
    }
    assert.deepEqual(of('{{ $x := .Values.a | uniq }}{{ with .Values.b | default dict }}{{ end }}'), [
      'a (a)',
      'b? (b)',
    ]);
  });

  it('tells what is printed in any case, and what is changed', () => {
    const text = [
      '{{ .Values.a | quote }}{{ .Values.b | default 1 }}{{ if .Values.c }}{{ .Values.d }}{{ end }}',
      '{{ $x := .Values.e }}{{ include "h" .Values.f }}{{ define "g" }}{{ .Values.g }}{{ end }}',
      '{{ $_ := set .Values.h "k" 1 }}{{ printf "%s:%s" .Values.i .Values.j }}',
    ].join('');
    const uses = usesOf({ name: 'main', file: 'main', text });
    const sure = uses.values.filter((each) => each.sure).map(({ path }) => path.join('.'));
    assert.deepEqual(sure, ['a', 'i', 'j']);
    assert.deepEqual(uses.changed, [['h']]);
  });
});
