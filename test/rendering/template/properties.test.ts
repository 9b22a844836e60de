import assert from 'node:assert/strict';
import fc from 'fast-check';
import { run } from './run.ts';
import { campaign } from '../../campaign.ts';

const words = fc.constantFrom(
  'a',
  'b',
  'name',
  'x-y',
  'yes',
  '1.5',
  '',
  'multi\nline',
  ' padded ',
  'é€😀',
  ': #',
  '{{ .Values.a }}',
);
const path = fc.constantFrom(
  '.',
  '.Values',
  '.Values.a',
  '.Values.b',
  '.Values.a.b',
  '(.Values.a).b',
  '$',
  '$x',
  '.Release.Name',
  '$.Values.c',
);
const literal = fc.oneof(
  words.map((word) => JSON.stringify(word)),
  fc.constantFrom('1', '-2', '1.5', 'true', 'nil', '`raw`', "'c'", '1e3'),
);
const singles = [
  'upper',
  'quote',
  'toYaml',
  'toJson',
  'trim',
  'len',
  'first',
  'keys',
  'fromYaml',
  'int',
  'not',
  'empty',
  'sha256sum',
  'nindent 2',
  'indent 4',
  'trunc 5',
  'default "d"',
  'b64enc',
  'toString',
  'join ","',
  'tpl',
  'kindOf',
  'deepCopy',
  'reverse',
  'sortAlpha',
  'title',
  'squote',
  'required "r"',
  'splitList ","',
  'int64',
  'print',
  'until',
  'repeat 3',
  'fail',
];
const single = fc.constantFrom(...singles);
const doubles = [
  'eq',
  'lt',
  'and',
  'or',
  'print',
  'list',
  'dict',
  'default',
  'merge',
  'mergeOverwrite',
  'append',
  'has',
  'add',
  'div',
  'printf',
  'index',
  'get',
  'set',
  'hasKey',
  'omit',
  'coalesce',
  'contains',
  'replace "a"',
  'regexReplaceAll "a+" "baab"',
  'ternary 1',
  'cat',
  'without',
  'dig "a"',
  'semverCompare',
  'include',
  'tpl',
  'randAlphaNum',
  'lookup',
];
const double = fc.constantFrom(...doubles);

const { expression } = fc.letrec<{ expression: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    { depthSize: 'small' },
    path,
    literal,
    tie('expression').map((inner) => `(${inner})`),
  ),
  expression: fc.oneof(
    path,
    fc.tuple(single, tie('atom')).map(([name, argument]) => `${name} ${argument}`),
    fc.tuple(double, tie('atom'), tie('atom')).map(([name, a, b]) => `${name} ${a} ${b}`),
    fc.tuple(tie('atom'), single).map(([argument, name]) => `${argument} | ${name}`),
  ),
}));

const { block } = fc.letrec<{ block: string; part: string }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('text', '\n', '  key: ', '- '),
    expression.map((inner) => `{{ ${inner} }}`),
    expression.map((inner) => `{{- ${inner} -}}`),
    expression.map((inner) => `{{ $x = ${inner} }}`),
    fc
      .tuple(expression, tie('block'), tie('block'))
      .map(([test, a, b]) => `{{ if ${test} }}${a}{{ else }}${b}{{ end }}`),
    fc.tuple(expression, tie('block')).map(([test, a]) => `{{ with ${test} }}${a}{{ end }}`),
    fc.tuple(expression, tie('block')).map(([test, a]) => `{{ range $i, $e := ${test} }}${a}{{ $e }}{{ end }}`),
    expression.map((inner) => `{{ include "h" ${inner.includes(' ') ? `(${inner})` : inner} }}`),
  ),
  block: fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
}));

const values = fc.dictionary(
  fc.constantFrom('a', 'b', 'c'),
  fc.oneof(
    words,
    fc.integer({ min: -5, max: 2_000_000 }),
    fc.boolean(),
    fc.constant(null),
    fc.array(words, { maxLength: 3 }),
    fc.dictionary(words, words, { maxKeys: 3 }),
  ),
);
const helper = '{{ define "h" }}[{{ . }}]{{ end }}';

describe('any template', () => {
  it('gives text with exact places, or a problem, and the same each time', () => {
    fc.assert(
      fc.property(block, values, (text, given) => {
        const chart = {
          templates: { 'h.tpl': helper, main: `{{ $x := 1 }}${text}` },
          values: JSON.stringify(given),
          limits: { steps: 20_000 },
        };
        const first = run(chart);
        const second = run(chart);
        assert.deepEqual(
          { text: first.text, marks: first.marks, problems: first.problems },
          { text: second.text, marks: second.marks, problems: second.problems },
        );
        if (first.problems.length > 0) assert.equal(first.text, '');
      }),
      campaign(1000),
    );
  }).timeout(120_000);

  it('does no harm when it is cut off anywhere or has other characters in it', () => {
    fc.assert(
      fc.property(
        block,
        fc.nat(400),
        fc.constantFrom('', '{{', '}}', '"', '`', '(', ')', '|', '-', '/*', '$', '.', ':='),
        (text, at, extra) => {
          const broken = text.slice(0, at) + extra + text.slice(at + extra.length);
          const ran = run({ templates: `{{ $x := 1 }}${broken}`, limits: { steps: 20_000 } });
          assert.ok(ran.parseProblems.length <= 1);
        },
      ),
      campaign(1000),
    );
  }).timeout(120_000);

  it('prints YAML that reads as the same value', () => {
    const value = fc.dictionary(
      fc.string({ unit: 'grapheme' }),
      fc.oneof(fc.string({ unit: 'grapheme' }), words, fc.boolean(), fc.integer()),
      { maxKeys: 4 },
    );
    fc.assert(
      fc.property(value, (given) => {
        const json = JSON.stringify({ v: given });
        if (/[\u0085\u2028\u2029]|__proto__/.test(json)) return;
        const template = '{{ toJson (fromYaml (toYaml (fromJson (toJson .Values.v)))) }}\n{{ toJson .Values.v }}';
        const [printed, original] = run({ templates: template, values: json }).text.split('\n');
        assert.equal(printed, original);
      }),
      campaign(1000),
    );
  }).timeout(120_000);
});
