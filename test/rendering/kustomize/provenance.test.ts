import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Mark, RenderedObject } from '../../../server/src/model/rendering.ts';
import { build, type Texts, web } from './build.ts';

const files: Texts = {
  'base/web.yaml': web,
  'base/kustomization.yaml':
    'resources: [web.yaml]\nconfigMapGenerator:\n  - name: settings\n    literals:\n      - COLOR=green\n',
  'prod/size.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 5
  template:
    spec:
      containers:
        - name: app
          resources:
            limits: {memory: 1Gi}
`,
  'prod/kustomization.yaml': `resources: [../base]
namespace: shop
namePrefix: eu-
images:
  - name: registry:5000/shop/web
    newTag: "2.1"
patches:
  - path: size.yaml
  - target: {kind: Deployment}
    patch: |-
      - op: add
        path: /spec/paused
        value: true
      - op: replace
        path: /spec/template/spec/containers/0/env/1/value
        value: "debug"
`,
};

const [deployment, map] = build(files, 'prod').objects;
assert.ok(deployment && map);

/** The mark of the value after this text. */
function markOf(object: RenderedObject, before: string): Mark {
  const start = object.text.indexOf(before) + before.length;
  assert.ok(start >= before.length, before);
  const mark = object.marks.find((each) => each.start <= start + 1 && start < each.end);
  assert.ok(mark, `no mark after ${before}`);
  return mark;
}

function textAt({ file, span }: Mark['at']): string {
  return (files[file] ?? '').slice(span.start, span.end);
}

/** Where a value is written and what set it, as texts. */
function told(object: RenderedObject, before: string) {
  const { at, same, from } = markOf(object, before);
  return {
    at: `${at.file}: ${textAt(at)}`,
    same,
    ...(from ? { from: from.map((place) => `${place.file}: ${textAt(place)}`) } : {}),
  };
}

describe('rendering: places of what Kustomize builds', () => {
  it('keeps what the base says at its place there', () => {
    assert.equal(deployment.file, 'base/web.yaml');
    assert.deepEqual(told(deployment, 'containerPort: '), { at: 'base/web.yaml: 8080', same: true });
    assert.deepEqual(told(deployment, 'name: MODE\n          value: '), { at: 'base/web.yaml: 1', same: true });
    assert.deepEqual(told(deployment, 'selector:\n    '), { at: 'base/web.yaml: matchLabels', same: true });
  });

  it('names the patch that changed a value, which stays at its place', () => {
    assert.deepEqual(told(deployment, 'replicas: '), {
      at: 'base/web.yaml: 1',
      same: false,
      from: ['prod/size.yaml: 5'],
    });
    assert.deepEqual(told(deployment, 'name: LEVEL\n          value: '), {
      at: 'base/web.yaml: info',
      same: false,
      from: ['prod/kustomization.yaml: debug'],
    });
  });

  it('places what a patch adds in the patch', () => {
    assert.deepEqual(told(deployment, 'memory: '), {
      at: 'prod/size.yaml: 1Gi',
      same: true,
      from: ['prod/size.yaml: 1Gi'],
    });
    assert.deepEqual(told(deployment, 'paused: '), {
      at: 'prod/kustomization.yaml: true',
      same: true,
      from: ['prod/kustomization.yaml: true'],
    });
  });

  it('names the entry of images, the prefix, the namespace and the literal', () => {
    assert.deepEqual(told(deployment, 'image: '), {
      at: 'base/web.yaml: registry:5000/shop/web:1.0',
      same: false,
      from: ['prod/kustomization.yaml: 2.1'],
    });
    assert.deepEqual(told(deployment, '\n  name: '), {
      at: 'base/web.yaml: web',
      same: false,
      from: ['prod/kustomization.yaml: eu-'],
    });
    assert.deepEqual(told(deployment, 'namespace: '), {
      at: 'prod/kustomization.yaml: shop',
      same: true,
      from: ['prod/kustomization.yaml: shop'],
    });
    assert.equal(map.file, 'base/kustomization.yaml');
    assert.deepEqual(told(map, 'COLOR: '), { at: 'base/kustomization.yaml: green', same: true });
  });

  it('marks in the order of the text, without overlap, and the same text only where it is', () => {
    for (const { text, marks } of [deployment, map]) {
      let last = 0;
      for (const { start, end, at, same } of marks) {
        assert.ok(start >= last && end > start && end <= text.length);
        last = end;
        if (same) assert.equal(text.slice(start, end), textAt(at));
      }
    }
  });

  it('marks each line of a block', () => {
    const own: Texts = {
      'a.yaml':
        'kind: ConfigMap\napiVersion: v1\nmetadata:\n    name: a\ndata:\n    x: |\n        one\n          two\n',
      'kustomization.yaml': 'resources: [a.yaml]\n',
    };
    const [object] = build(own, '').objects;
    assert.ok(object);
    const lines = object.marks
      .filter(({ start }) => object.text.slice(0, start).includes('|'))
      .map(({ start, end, at, same }) => [
        object.text.slice(start, end),
        (own['a.yaml'] ?? '').slice(at.span.start, at.span.end),
        same,
      ]);
    assert.deepEqual(lines.slice(0, 2), [
      ['one', 'one', true],
      ['two', 'two', true],
    ]);
  });

  it('does not take what sets a block for its text', () => {
    const own: Texts = {
      'a.yaml': 'kind: ConfigMap\napiVersion: v1\nmetadata: {name: a}\ndata:\n  x: >-\n    one\n    two\n',
      'kustomization.yaml':
        'resources: [a.yaml]\npatches:\n  - target: {name: a}\n    patch: |-\n      - {op: replace, path: /data/x, value: three}\n',
    };
    const [object] = build(own, '').objects;
    assert.ok(object);
    const mark = object.marks.find(({ start, end }) => object.text.slice(start, end) === 'three');
    assert.deepEqual(
      [mark?.same, mark?.at.file, mark?.from?.map(({ file }) => file)],
      [false, 'a.yaml', ['kustomization.yaml']],
    );
  });

  it('lists the files that were used or asked for', () => {
    const { reads } = build({ ...files, 'prod/kustomization.yaml': 'resources: [../base, gone.yaml]\n' }, 'prod');
    for (const file of ['prod/kustomization.yaml', 'base/kustomization.yaml', 'base/web.yaml', 'prod/gone.yaml'])
      assert.ok(reads.includes(file), file);
  });
});
