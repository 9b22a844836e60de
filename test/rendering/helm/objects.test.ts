import assert from 'node:assert/strict';
import type { Mark, Unknown } from '../../../server/src/model/rendering.ts';
import { unknownText } from '../../../server/src/model/rendering.ts';
import { splitObjects } from '../../../server/src/rendering/helm/objects.ts';
import { inHelmOrder } from '../../../server/src/rendering/helm/order.ts';

/** A text that a template wrote as it stands there. */
function split(
  text: string,
  { marks, unknowns = [] }: { marks?: readonly Mark[]; unknowns?: readonly Unknown[] } = {},
) {
  const span = { start: 0, end: text.length };
  const whole: Mark = { ...span, at: { file: 'templates/a.yaml', span }, same: true };
  const rendered = { text, marks: marks ?? [whole], unknowns, problems: [] };
  return splitObjects(rendered, { source: 'shop/templates/a.yaml', file: 'templates/a.yaml' });
}

const object = (kind: string, name: string, more = '') =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${more}`;

describe('objects of a rendered text', () => {
  it('splits at markers, and leaves out what is empty or only a comment', () => {
    const text = `\n\n---\n# nothing\n---\n${object('A', 'a')}\n\n---\n---\n${object('B', 'b')}---nospace: 1\n`;
    const { objects } = split(text);
    assert.deepEqual(
      objects.map(({ kind, name }) => `${kind} ${name}`),
      ['A a', 'B b', ' '],
    );
    assert.equal(objects[0]?.text, object('A', 'a'));
    assert.equal(objects[2]?.text, 'nospace: 1\n');
  });

  it('cuts marks to the object, with the same text at their places', () => {
    const text = `# head\n---\n${object('A', 'a')}---\n${object('B', 'b')}`;
    for (const { text: own, marks } of split(text).objects) {
      const [mark, ...rest] = marks;
      assert.ok(mark);
      assert.deepEqual(rest, []);
      assert.equal(text.slice(mark.at.span.start, mark.at.span.end), own.slice(mark.start, mark.end));
    }
  });

  it('names the line of the template for text that is no YAML, and keeps the other objects', () => {
    const text = `${object('A', 'a')}---\na: b: c\n---\n${object('B', 'b')}`;
    const { objects, problems } = split(text);
    assert.deepEqual(
      objects.map(({ name }) => name),
      ['a', 'b'],
    );
    const [problem] = problems;
    assert.equal(problem?.problem, 'syntax');
    assert.match(text.slice(problem?.span.start), /^(a: )?b: c/);
  });

  it('reads lists and maps in brackets whatever the indentation of their lines, as Helm does', () => {
    const { objects, problems } = split(
      'kind: Pod\nspec:\n  command: [ "a]",\n  "b" ]\n  env: {a: 1,\n b: 2}\n  name: x\n',
    );
    assert.deepEqual([objects.length, problems], [1, []]);
    // A bracket without an end is a mistake, and so is one that another closes.
    for (const wrong of ['command: [ a,\nb: 1\n', 'command: [ a,\n} ]\n', 'command: [ a, # c\nb ]\n'])
      assert.equal(split(`kind: Pod\n${wrong}`).problems.length, 1, wrong);
  });

  it('names a text that is no map', () => {
    assert.deepEqual(
      split('just a text').problems.map(({ problem }) => problem),
      ['error'],
    );
  });

  it('stops where a field that Helm reads has another type, and takes a number or boolean for a text', () => {
    for (const [wrong, message] of [
      ['metadata: {name: [a]}', 'metadata.name must be a text'],
      ['metadata: {annotations: a}', 'metadata.annotations must be a map'],
      ['metadata: {annotations: {a: {b: 1}}}', 'The annotation a must be a text'],
      ['metadata: []', 'metadata must be a map'],
      ['apiVersion: {}', 'apiVersion must be a text'],
    ] as const) {
      const { problems } = split(`kind: A\n${wrong}\n---\n${object('B', 'b')}`);
      assert.deepEqual(
        problems.map((each) => [each.problem, each.message]),
        [['error', `Helm stops here: ${message}`]],
      );
    }
    const fine = 'kind: A\nmetadata: {name: 5, annotations: {a: true, b: }, labels: x}\n---\nkind: B\nmetadata:\n';
    assert.deepEqual(split(fine).objects.length, 2);
  });

  it('knows hooks, and leaves out those of events that Helm does not have', () => {
    const hook = (events: string) => `  annotations:\n    helm.sh/hook: ${events}\n`;
    const { objects } = split(
      `${object('Job', 'a', hook('pre-install, Post-Upgrade'))}---\n${object('Job', 'b', hook('crd-install'))}---\n${object('Pod', 'c', hook('test-success'))}`,
    );
    assert.deepEqual(
      objects.map(({ name, hooks }) => [name, hooks]),
      [
        ['a', ['pre-install', 'post-upgrade']],
        ['c', ['test']],
      ],
    );
  });

  const unknownAt = (text: string): Unknown[] =>
    [...text.matchAll(new RegExp(unknownText, 'g'))].map(({ index }) => ({
      start: index,
      end: index + unknownText.length,
      because: 'it is random',
    }));

  it('keeps an unknown value, and does not name what it hides', () => {
    const text = object('Secret', `x-${unknownText}`);
    const { objects, problems } = split(text, { unknowns: unknownAt(text) });
    assert.deepEqual(problems, []);
    assert.deepEqual([objects[0]?.kind, objects[0]?.name, objects[0]?.unknowns.length], ['Secret', '', 1]);
  });

  it('keeps an object of which a part may be missing, with a comment there', () => {
    const more = `  labels:\n    app: a\n    ${unknownText}\n    tier: web\ndata:\n  ${unknownText}\n`;
    const text = object('Secret', 'a', more);
    const { objects, problems } = split(text, { unknowns: unknownAt(text) });
    assert.deepEqual(problems, []);
    const [own] = objects;
    assert.equal(own?.text, object('Secret', 'a', more.replace(unknownText, `# ${unknownText}`)));
    assert.deepEqual(
      own?.unknowns.map(({ start, end }) => own.text.slice(start, end)),
      [unknownText, unknownText],
    );
  });

  it('names what may be an object, or none', () => {
    for (const text of [`# ${unknownText}\n`, unknownText, `kind: A\n  ${unknownText}: b: c`]) {
      const { objects, problems } = split(`${object('B', 'b')}---\n${text}`, {
        unknowns: unknownAt(`${object('B', 'b')}---\n${text}`),
      });
      assert.deepEqual(objects.length, 1);
      assert.deepEqual(
        problems.map(({ problem }) => problem),
        ['unknown'],
      );
    }
  });
});

describe('the order of objects', () => {
  it('is that in which Helm installs them, with unknown kinds by name, and hooks last', () => {
    const kinds = ['Zeta', 'Ingress', 'Deployment', 'Alpha', 'Service', 'Namespace', 'ValidatingWebhookConfiguration'];
    const objects = [
      { kind: 'Job', id: 1, hooks: ['test'] },
      { kind: 'ServiceAccount', id: 2, hooks: ['test'] },
      ...kinds.map((kind) => ({ kind, id: 3 })),
      { kind: 'Service', id: 4 },
    ];
    assert.deepEqual(
      inHelmOrder(objects).map(({ kind, id }) => `${kind}${id}`),
      [
        'Namespace3',
        'Service3',
        'Service4',
        'Deployment3',
        'Ingress3',
        'ValidatingWebhookConfiguration3',
        'Alpha3',
        'Zeta3',
        'ServiceAccount2',
        'Job1',
      ],
    );
  });
});
