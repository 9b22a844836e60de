import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unknownText } from '../../../server/src/model/rendering.ts';
import type { Value } from '../../../server/src/rendering/value.ts';
import { bool, dict, float, list, nil, str, unknown } from '../../../server/src/rendering/values/make.ts';
import { run } from './run.ts';
import { campaign } from '../../campaign.ts';

/** What `.S` may be, of which the template that is judged does not know anything. */
const secrets: readonly Value[] = [
  nil(),
  str(''),
  str('zz'),
  str('k'),
  float(3),
  bool(true),
  bool(false),
  list([]),
  list([str('a')]),
  dict([['k', str('v')]]),
];

const path = fc.constantFrom('.S', '$s', '(.S)', '.Values.a', '.Values.m', '.Values.l', '$x', '$d.k');
const literal = fc.constantFrom('"a"', '"zz"', '""', '1', 'true', '"k"');
const singles =
  'upper|quote|toYaml|trim|len|first|keys|int|not|empty|sha256sum|nindent 2|trunc 5|default "d"|toString|join ","|kindOf|deepCopy|reverse|sortAlpha|splitList "z"|fromYaml|uniq|compact|trimSuffix "z"|replace "z" "y"|contains "z"|has "zz"|without "zz"|coalesce|ternary "t" "f"|kindIs "string"|regexReplaceAll "z+" "azzb"|add 1|merge (dict "a" 1)|list 1|dict "q"|values'.split(
    '|',
  );
const doubles =
  'eq|ne|lt|and|or|print|list|default|append|has|printf "%s-%v"|index|get|hasKey|omit|coalesce|contains|ternary 1|cat|any|all|deepEqual|merge|mergeOverwrite|dig "k"|set $d|unset $d|mustMerge $d|concat'.split(
    '|',
  );

const { expression } = fc.letrec<{ expression: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    { depthSize: 'small' },
    path,
    literal,
    tie('expression').map((inner) => `(${inner})`),
  ),
  expression: fc.oneof(
    path,
    fc.tuple(fc.constantFrom(...singles), tie('atom')).map(([name, argument]) => `${name} ${argument}`),
    fc.tuple(fc.constantFrom(...doubles), tie('atom'), tie('atom')).map(([name, a, b]) => `${name} ${a} ${b}`),
    fc.tuple(tie('atom'), fc.constantFrom(...singles)).map(([argument, name]) => `${argument} | ${name}`),
  ),
}));

const { block } = fc.letrec<{ block: string; part: string }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('T\n', ' V: ', '- '),
    expression.map((inner) => `{{ ${inner} }}`),
    expression.map((inner) => `{{ $x = ${inner} }}`),
    expression.map((inner) => `{{ $_ := set $d "k" (${inner}) }}`),
    fc.constant('{{ $_ := unset $d "k" }}'),
    fc
      .tuple(expression, tie('block'), tie('block'))
      .map(([test, a, b]) => `{{ if ${test} }}${a}{{ else }}${b}{{ end }}`),
    fc.tuple(expression, tie('block')).map(([test, a]) => `{{ with ${test} }}${a}{{ . }}{{ end }}`),
    fc.tuple(expression, tie('block')).map(([test, a]) => `{{ range $i, $e := ${test} }}${a}{{ $e }}{{ end }}`),
    expression.map((inner) => `{{ include "h" (list (${inner}) $d) }}`),
    expression.map((test) => `{{ range list 1 2 3 }}{{ if ${test} }}{{ break }}{{ end }}{{ . }}{{ end }}`),
    expression.map((test) => `{{ range list 1 2 3 }}{{ if ${test} }}{{ continue }}{{ end }}{{ . }}{{ end }}`),
  ),
  block: fc.array(tie('part'), { maxLength: 5 }).map((parts) => parts.join('')),
}));

const helper = '{{ define "h" }}<{{ index . 0 }}>{{ $_ := set (index . 1) "h" "H" }}{{ end }}';
const values = 'a: A\nm: {k: v}\nl: [a, zz]\n';

function rendered(text: string, secret: Value) {
  const main = `{{ $x := 1 }}{{ $s := .S }}{{ $d := dict "k" "K" }}${text}|{{ $x }}|{{ $d.k }}|{{ hasKey $d "h" }}`;
  return run({ templates: { main, 'h.tpl': helper }, values, dot: { S: secret }, limits: { steps: 20_000 } });
}

/** White space, the sign of a comment and quotes depend on what an unknown text is: they change no value. */
function plain(text: string): string {
  return text.replaceAll(/[\s#"']+/g, '');
}

/** What a text with unknown parts may be. */
function pattern(text: string): RegExp {
  const escaped = plain(text).replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll(new RegExp(`["']?${unknownText}["']?`, 'g'), String.raw`[\s\S]*`)}$`);
}

describe('a value that is not known', () => {
  it('leaves known only what is the same for each value that it may have', () => {
    fc.assert(
      fc.property(block, (text) => {
        const open = rendered(text, unknown('it is secret'));
        // Which keys a map has may be unknown too; where they would stand among the others is then.
        if (new RegExp(String.raw`${unknownText}["']?\s*:`).test(open.text)) return;
        for (const secret of secrets) {
          const known = rendered(text, secret);
          if (known.problems.length > 0) continue;
          assert.deepEqual(open.problems, [], `${text} with ${JSON.stringify(secret)}`);
          assert.match(plain(known.text), pattern(open.text), `${text} with ${JSON.stringify(secret)}`);
        }
      }),
      campaign(1000),
    );
  }).timeout(120_000);
});
