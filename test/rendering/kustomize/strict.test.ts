import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { opened } from '../../review/opened.ts';
import { problems, web } from './build.ts';

const told = (kustomization: string) =>
  problems({ 'a/kustomization.yaml': `resources: [web.yaml]\n${kustomization}\n`, 'a/web.yaml': web }, 'a').filter(
    (each) => each.includes(' error: '),
  );

// Each as `kubectl kustomize` 5.5 takes or refuses it.
describe('rendering: what Kustomize refuses before it builds', () => {
  it('is a field that it does not have, and a value of another type, at its line', () => {
    const refused: readonly (readonly [string, string])[] = [
      ['foo: 1', 'Kustomize has no field foo here.'],
      ['x-own: 1', 'Kustomize has no field x-own here.'],
      ['metadata: { name: a, foo: b }', 'Kustomize has no field foo here.'],
      ['sortOptions: { order: fifo, foo: b }', 'Kustomize has no field foo here.'],
      ['configMapGenerator: [{ name: b, type: Opaque }]', 'Kustomize has no field type here.'],
      ['namePrefix: yes', 'namePrefix must be a string; put it in quotes.'],
      ['namespace: 0x1f', 'namespace must be a string; put it in quotes.'],
      ['namePrefix: { a: b }', 'namePrefix must be a string.'],
      ['commonLabels: { a: 1 }', 'commonLabels.a must be a string; put it in quotes.'],
      ['images: [{ name: a, newTag: 1.0 }]', 'newTag must be a string; put it in quotes.'],
      ['images: { name: a }', 'images must be a list.'],
      ['replicas: [{ name: web, count: "2" }]', 'count must be a number.'],
      ['labels: [{ pairs: { a: b }, includeSelectors: "true" }]', 'includeSelectors must be true or false.'],
      ['buildMetadata: [2]', 'Each of buildMetadata must be a string; put it in quotes.'],
      ['patches: [web.yaml]', 'Each of patches must be a map.'],
      ['apiVersion: kustomize.config.k8s.io/v1', 'apiVersion must be kustomize.config.k8s.io/v1beta1 here.'],
      ['kind: Kustomisation', 'kind must be Kustomization or Component.'],
      ['configMapGenerator: [{ name: b, literals: [a=1, a=2] }]', 'The key a is generated more than once.'],
      [
        'secretGenerator: [{ name: b, literals: [web.yaml=1], files: [web.yaml] }]',
        'The key web.yaml is generated more than once.',
      ],
    ];
    for (const [text, message] of refused)
      assert.equal(told(text)[0], `a/kustomization.yaml:2 error: ${message}`, text);
  });

  it('is nothing that it takes', () => {
    const taken = [
      'NAMEPREFIX: a-',
      'namePrefix: "1"',
      'namePrefix: ~',
      'namePrefix: 2020-01-01',
      'commonLabels:',
      'imageTags: [{ name: a, newTag: b }]',
      'generatorOptions: { disableNameSuffixHash: yes }',
      'configMapGenerator: [{ name: b, literals: [a=1] }]',
      'buildMetadata: [foo]',
      'apiVersion: kustomize.config.k8s.io/v1beta1',
      'kind: Kustomization',
      'configMapGenerator: [{ name: b, literals: [a=1] }, { name: c, literals: [a=2] }]',
      'patches: [{ target: { kind: Deployment }, patch: "[{ op: add, path: /metadata/labels, value: {} }]" }]',
      'replicas: [{ name: web, count: 2 }]',
    ];
    for (const text of taken) assert.deepEqual(told(text), [], text);
  });

  it('is a file or folder of the workspace that is not there, unless it is only left out', async () => {
    const production = (resources: string) => ({
      'production/kustomization.yaml': `resources: [../base, ${resources}]\n`,
      'base/kustomization.yaml': 'resources: [web.yaml]\n',
      'base/web.yaml': web,
    });
    const messages = async (files: Readonly<Record<string, string>>) => {
      const own = await opened(files);
      const all = own.core.problems().map(({ file, message }) => `${file}: ${message}`);
      await own.core.close();
      return all;
    };
    assert.deepEqual(await messages(production('gone.yaml')), [
      'production/kustomization.yaml: production/gone.yaml is not in this workspace, or it is a folder without a kustomization',
    ]);
    assert.deepEqual(await messages(production('https://acme.dev/all.yaml')), []);
    assert.deepEqual(await messages(production('../../elsewhere')), []);
    const ignored = {
      '.gitignore': 'secret.yaml\n',
      'production/secret.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: { name: a }\n',
    };
    assert.deepEqual(await messages({ ...production('secret.yaml'), ...ignored }), []);
  });
});
