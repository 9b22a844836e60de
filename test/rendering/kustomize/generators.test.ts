import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { renderKustomization } from '../../../server/src/rendering/kustomize/render.ts';
import { filesOf } from '../helm/workspace.ts';
import { build, objects, problems, web } from './build.ts';

describe('rendering: generators of Kustomize', () => {
  it('gives the hash that kustomize gives', () => {
    const names = (kustomization: string, more: Record<string, string> = {}) =>
      Object.keys(objects({ ...more, 'kustomization.yaml': kustomization }, ''));
    assert.deepEqual(names('configMapGenerator: [{name: a, literals: [b=c]}]\n'), ['ConfigMap/a-c78c7b75hm']);
    assert.deepEqual(names('configMapGenerator: [{name: a}]\n'), ['ConfigMap/a-6ct58987ht']);
    assert.deepEqual(names('secretGenerator: [{name: a, literals: ["b=<&>é"]}]\n'), ['Secret/a-cbmbbg4f2f']);
    assert.deepEqual(
      names('configMapGenerator: [{name: a, files: [x=conf/app.conf, conf/b.txt]}]\n', {
        'conf/app.conf': 'k: v\n',
        'conf/b.txt': '1',
      }),
      ['ConfigMap/a-672g9fhkbt'],
    );
    assert.deepEqual(names('generatorOptions: {disableNameSuffixHash: true}\nconfigMapGenerator: [{name: a}]\n'), [
      'ConfigMap/a',
    ]);
  });

  it('reads variables of env files, and options of one generator over those of all', () => {
    const built = objects(
      {
        'app.env': '# comment\nA=1\n  B=two words \n\nC=\n',
        'kustomization.yaml': `generatorOptions: {labels: {all: "yes", own: "no"}, disableNameSuffixHash: true}
configMapGenerator:
  - {name: a, envs: [app.env], options: {labels: {own: "1"}, immutable: true}}
`,
      },
      '',
    )['ConfigMap/a'];
    assert.deepEqual(built, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      immutable: true,
      metadata: { name: 'a', labels: { all: 'yes', own: '1' } },
      data: { A: '1', B: 'two words ', C: '' },
    });
  });

  it('keeps bytes that are no text as binaryData, and long secrets in lines', () => {
    const files = filesOf({
      'logo.bin': new Uint8Array([0xff, 0xfe, 1]),
      'kustomization.yaml': `generatorOptions: {disableNameSuffixHash: true}
configMapGenerator: [{name: a, files: [logo.bin]}]
secretGenerator: [{name: b, literals: ["x=${'y'.repeat(60)}"]}]
`,
    });
    const [map, secret] = renderKustomization(files, '').objects;
    assert.match(map?.text ?? '', /binaryData:\n {2}logo\.bin: \/\/4B\n/);
    assert.match(secret?.text ?? '', /x: \|\n {4}[\w+/=]{70}\n {4}[\w+/=]{10}\n/);
  });

  it('merges into and replaces what is there', () => {
    const generated = (behavior: string) =>
      (
        Object.values(
          objects(
            {
              'base/kustomization.yaml': 'configMapGenerator: [{name: a, literals: [x=1, y=2]}]\n',
              'kustomization.yaml': `resources: [base]\nconfigMapGenerator: [{name: a, behavior: ${behavior}, literals: [y=3]}]\n`,
            },
            '',
          ),
        )[0] as { data: unknown }
      ).data;
    assert.deepEqual(generated('merge'), { x: '1', y: '3' });
    assert.deepEqual(generated('replace'), { y: '3' });
  });

  it('leaves the name unknown, with what refers to it, where the content is not known', () => {
    const files = {
      'web.yaml': web,
      'kustomization.yaml': 'resources: [web.yaml]\nconfigMapGenerator: [{name: settings, files: [gone.conf]}]\n',
    };
    assert.deepEqual(problems(files, ''), [
      'kustomization.yaml:2 missing: The file gone.conf is not in this workspace.',
    ]);
    const [deployment, map] = build(files, '').objects;
    assert.match(deployment?.text ?? '', /configMapRef:\n {12}name: PRRUNKNOWN\n/);
    assert.equal(map?.name, '');
    assert.deepEqual(
      map?.unknowns.map(({ because }) => because),
      ['the file gone.conf is not in this workspace', 'its name ends with a hash of content that is not known'],
    );
  });

  it('leaves unknown what buildMetadata adds, which names the version and the steps of Kustomize', () => {
    const files = {
      'base/kustomization.yaml': 'buildMetadata: [originAnnotations]\nresources: [web.yaml]\n',
      'base/web.yaml': web,
      'kustomization.yaml': 'resources: [base]\nbuildMetadata: [managedByLabel]\n',
    };
    const [deployment] = build(files, '').objects;
    assert.match(deployment?.text ?? '', /^ {2}labels:\n {4}app\.kubernetes\.io\/managed-by: PRRUNKNOWN\n/m);
    // What is built says what is added, not what it includes.
    assert.doesNotMatch(deployment?.text ?? '', /origin/);
    assert.equal(deployment?.unknowns.length, 1);
  });
});
