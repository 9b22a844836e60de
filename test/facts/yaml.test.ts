import assert from 'node:assert/strict';
import fc from 'fast-check';
import { extractArtefact } from '../../server/src/facts/artefacts/extract.ts';
import type { Span } from '../../server/src/model/span.ts';
import { readYaml, splitYaml } from '../../server/src/syntax/yaml.ts';
import { dig, integerOf, itemsOf, stringsOf, textOf, type YamlNode } from '../../server/src/syntax/yaml-node.ts';

function only(text: string) {
  const [document, ...others] = readYaml(text);
  assert.ok(document);
  assert.equal(others.length, 0);
  return document;
}

/** The written text of the node below a path. */
function written(text: string, ...path: string[]): string | undefined {
  const document = only(text);
  const node = dig(document.root, ...path);
  return node && text.slice(node.span.start, node.span.end);
}

function problems(text: string): string[] {
  return readYaml(text).flatMap(({ start, problems }) =>
    problems.map(({ trouble, span, message }) => {
      const line = text.slice(0, start + span.start).split('\n').length;
      return `${line} ${trouble}: ${message}`;
    }),
  );
}

describe('YAML', () => {
  it('gives spans without quotes and comments', () => {
    const text = `a: 'x y' # why\nb: "z"\nc:   word  # note\nd: [1, {e: f}]\n`;
    assert.equal(written(text, 'a'), 'x y');
    assert.equal(written(text, 'b'), 'z');
    assert.equal(written(text, 'c'), 'word');
    assert.equal(written(text, 'd'), '[1, {e: f}]');
  });

  it('counts UTF-16 units', () => {
    const text = 'rocket: 🚀\nname: é\n';
    assert.equal(written(text, 'name'), 'é');
    assert.equal(dig(only(text).root, 'name')?.span.start, text.indexOf('é'));
  });

  it('reads line breaks of Windows and a byte order mark', () => {
    const text = '\uFEFFa: b\r\n---\r\nc:\r\n  - d\r\n';
    assert.deepEqual(
      readYaml(text).map(({ root }) => textOf(dig(root, 'a')) ?? itemsOf(dig(root, 'c')).map(textOf)),
      ['b', ['d']],
    );
  });

  it('keeps words as they are written and reads numbers as YAML 1.1 does', () => {
    const { root } = only('a: yes\nb: 010\nc: 1_000\nd: 0x1F\ne: ~\nf: 1.5\ng: "8"\nh:\n');
    assert.equal(textOf(dig(root, 'a')), 'yes');
    assert.deepEqual(
      ['b', 'c', 'd', 'e', 'f', 'g', 'h'].map((key) => integerOf(dig(root, key))),
      [8, 1000, 31, undefined, undefined, 8, undefined],
    );
    assert.equal(textOf(dig(root, 'e')), undefined);
  });

  it('follows aliases and merge keys; own keys win', () => {
    const { root } = only('base: &b {x: 1, y: 2}\none: *b\ntwo:\n  <<: *b\n  y: 3\nthree:\n  <<: [*b, {z: 4}]\n');
    assert.deepEqual(stringsOf(dig(root, 'one')), { x: '1', y: '2' });
    assert.deepEqual(stringsOf(dig(root, 'two')), { x: '1', y: '3' });
    assert.deepEqual(stringsOf(dig(root, 'three')), { x: '1', y: '2', z: '4' });
  });

  it('splits a stream at its markers only', () => {
    const text = 'a: |\n  ---\n  x\n--- # second\nb: "y\n\n  ---z"\n---c: no\n...\n# end\n';
    assert.deepEqual(
      splitYaml(text).map((part) => part.text),
      ['a: |\n  ---\n  x\n', '--- # second\nb: "y\n\n  ---z"\n---c: no\n...\n', '# end\n'],
    );
  });

  it('reads directives without a document of their own', () => {
    assert.deepEqual(
      readYaml('%YAML 1.1\n---\na: b\n').flatMap(({ root, problems }) => [textOf(dig(root, 'a')), ...problems]),
      [undefined, 'b'],
    );
  });

  it('says where a syntax error is and reads the other documents', () => {
    const text = 'a: b\n---\nc: [1, 2\nd: e\n---\nf: g\n';
    assert.deepEqual(
      problems(text).map((problem) => problem.replace(/:.*/, '')),
      ['4 syntax'],
    );
    assert.equal(textOf(dig(readYaml(text)[2]?.root, 'f')), 'g');
  });

  it('names a key that is given twice', () => {
    assert.deepEqual(problems('a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n'), ['5 syntax: the key c is given twice']);
    assert.equal(textOf(dig(only('c: 1\nc: 3\n').root, 'c')), '3');
  });

  it('reads the first side of a merge conflict, over three markers too', () => {
    const text = 'a: 1\n<<<<<<< HEAD\nb: ours\n||||||| base\nb: base\n=======\nb: theirs\n>>>>>>> other\nc: 2\n';
    assert.equal(textOf(dig(only(text).root, 'b')), 'ours');
    assert.equal(written(text, 'c'), '2');
    assert.deepEqual(problems(text), ['2 syntax: a merge conflict is not resolved; the first side is read']);
  });

  it('tells a template from an error', () => {
    assert.match(problems('a: {{ .Values.x }}\n').join(), /^1 template/);
    assert.match(problems('a: b\n{% if x %}\nc: d\n').join(), /^2 template/);
    assert.match(
      problems('a: {{ $labels.x }} is down\n').join(),
      /^1 syntax: a value that starts with {{ needs quotes/,
    );
    assert.deepEqual(problems('a: "{{ $labels.x }}"\nb: down {{ $value }}\nc: {d: {e: f}}\n'), []);
  });

  it('leaves out what is too deep or too large and says so', () => {
    for (const text of ['['.repeat(5000), '- '.repeat(5000), `a: ${'{b: '.repeat(3000)}`, '? '.repeat(3000)]) {
      assert.match(problems(text).join(), /^1 too-deep/);
    }
    assert.match(problems(`a: b # ${'x'.repeat(2_000_000)}`).join(), /^1 too-large/);
    const nested = Array.from({ length: 60 }, (_, i) => `${' '.repeat(i)}a:`).join('\n');
    assert.deepEqual(problems(nested), []);
  });

  it('does not expand aliases', () => {
    const levels = Array.from({ length: 40 }, (_, i) => `k${i + 1}: &k${i + 1} [*k${i}, *k${i}]`);
    assert.deepEqual(problems(`k0: &k0 [x]\n${levels.join('\n')}\n`), []);
    assert.equal(dig(only('a: &a [*a]\n').root, 'a')?.type, 'list');
  });

  it('reads only the changed document again', () => {
    const documents = Array.from({ length: 300 }, (_, i) => `---\nkind: Service\nname: s${i}\nports: [${i}]\n`);
    const before = readYaml(documents.join(''));
    documents[150] = documents[150]!.replace('s150', 'longer-name');
    const after = readYaml(documents.join(''));
    const same = after.filter((document, i) => document.root === before[i]?.root).length;
    assert.equal(same, 299);
    assert.equal(textOf(dig(after[150]?.root, 'name')), 'longer-name');
    assert.equal(after[299]?.start, documents.slice(0, 299).join('').length);
  });
});

function* spansOf(value: unknown): Generator<Span> {
  if (typeof value !== 'object' || value === null) return;
  if ('start' in value && 'end' in value) yield value as Span;
  for (const inner of Object.values(value)) yield* spansOf(inner);
}

function* nodes(node: YamlNode | undefined, depth = 0): Generator<YamlNode> {
  if (!node || depth > 6) return;
  yield node;
  if (node.type === 'list') for (const item of node.items) yield* nodes(item, depth + 1);
  if (node.type === 'map') for (const entry of node.entries) yield* nodes(entry.value, depth + 1);
}

const seeds = [
  `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, labels: &l { app: web } }
spec:
  replicas: 3
  selector: { matchLabels: *l }
  strategy: { rollingUpdate: { maxUnavailable: 50% } }
  template:
    metadata: { labels: *l }
    spec:
      containers:
        - name: web
          image: "r/web:1"
          ports: [{ name: http, containerPort: 8080 }]
          readinessProbe: { httpGet: { path: /ready, port: http } }
          args:
            - |
              text
---
apiVersion: v1
kind: ConfigMap
metadata: { name: rules }
data:
  r.yaml: |
    groups:
      - rules:
          - alert: Down
            expr: up == 0
`,
  `groups:
  - name: a
    labels: { severity: page }
    rules:
      - alert: ErrorsHigh
        expr: >-
          sum(rate(errors[5m]))
          > 1
        for: 5m
        annotations:
          summary: "{{ $labels.x }}"
          <<: { runbook_url: docs/a.md#b }
`,
];

const pieces = [
  '\n',
  '  ',
  '- ',
  '---\n',
  ': ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '|',
  '>',
  '&a ',
  '*a',
  '<<: ',
  '{{ ',
  ' }}',
  '#',
  '\t',
  '\r\n',
  '\u{1F680}',
  '\uD800',
  '\u0000',
  '<<<<<<< a\n',
  '=======\n',
  '>>>>>>> b\n',
  '!!int ',
  '? ',
  '...\n',
  'kind: Pod\n',
];

/** A seed with some places cut out or filled with what YAML gives a meaning to. */
const mutated = fc
  .tuple(
    fc.constantFrom(...seeds),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), fc.constantFrom(...pieces, '')), {
      maxLength: 6,
    }),
  )
  .map(([seed, edits]) =>
    edits.reduce((text, [where, cut, piece]) => {
      const at = Math.floor(where * text.length);
      return text.slice(0, at) + piece + text.slice(at + cut);
    }, seed),
  );

const arbitrary = fc.oneof(
  mutated,
  fc
    .array(fc.constantFrom(...pieces, 'a', 'groups:', 'rules:', 'alert: x'), { maxLength: 60 })
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

describe('YAML, whatever the text', function () {
  this.timeout(20_000);

  it('never throws, and every span lies in the text', () => {
    fc.assert(
      fc.property(arbitrary, (text) => {
        for (const document of readYaml(text)) {
          for (const node of nodes(document.root)) assert.ok(isInside(node.span, document.text), JSON.stringify(node));
          for (const problem of document.problems)
            assert.ok(isInside(problem.span, document.text), JSON.stringify(problem));
        }
      }),
      { numRuns: 600, examples: [['&a <<: kind: Pod\n*a']] },
    );
  });

  it('gives the same facts twice, in the text', () => {
    fc.assert(
      fc.property(arbitrary, fc.constantFrom('a.yaml', 'a.json', 'templates/a.yaml', 'a.md'), (text, file) => {
        const facts = extractArtefact(file, text);
        assert.deepEqual(extractArtefact(file, text), facts);
        assert.deepEqual(JSON.parse(JSON.stringify(facts)), facts);
        for (const span of spansOf(facts)) assert.ok(isInside(span, text), JSON.stringify(span));
      }),
      { numRuns: 600 },
    );
  });

  it('gives the same facts, shifted, below another document', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        fc.pre(!/^(<{7}|>{7})/m.test(text) && !text.includes('{{'));
        const head = 'a: b\n---\n';
        const shifted = JSON.stringify(extractArtefact('a.yaml', head + text), (key, value: unknown) =>
          (key === 'start' || key === 'end' || key === 'offset') && typeof value === 'number'
            ? value - head.length
            : value,
        );
        assert.deepEqual(JSON.parse(shifted), extractArtefact('a.yaml', text));
      }),
      { numRuns: 300 },
    );
  });
});

function isInside({ start, end }: Span, text: string): boolean {
  return 0 <= start && start <= end && end <= text.length;
}
