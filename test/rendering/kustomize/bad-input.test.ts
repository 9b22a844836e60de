import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { renderKustomization } from '../../../server/src/rendering/kustomize/render.ts';
import { filesOf } from '../helm/workspace.ts';
import { build, objects, problems, web } from './build.ts';
import { campaign } from '../../campaign.ts';

describe('rendering: bad input of Kustomize', () => {
  it('names what it cannot read at its line', () => {
    const told = (kustomization: string) =>
      problems({ 'web.yaml': web, 'a/kustomization.yaml': kustomization, 'a/web.yaml': web }, 'a');
    assert.deepEqual(told('resources:\n  - web.yaml\n  - https://github.com/org/repo//base?ref=v1\n'), [
      'a/kustomization.yaml:3 missing: https://github.com/org/repo//base?ref=v1 is not in this workspace. "kustomize build" downloads it.',
    ]);
    assert.deepEqual(told('resources:\n  - ../../other\n'), [
      'a/kustomization.yaml:2 missing: ../../other is outside this workspace.',
    ]);
    assert.deepEqual(told('resources:\n  - gone\n'), [
      'a/kustomization.yaml:2 missing: a/gone is not in this workspace, or it is a folder without a kustomization.',
    ]);
    assert.deepEqual(told('resources: [web.yaml, web.yaml]\n'), [
      'a/kustomization.yaml:1 error: Deployment web already exists. Two objects cannot have the same name.',
    ]);
    assert.deepEqual(told('resources: [web.yaml]\ntransformers:\n  - mine.yaml\n'), [
      'a/kustomization.yaml:3 unknown: This transformer is a plugin. Its changes are unknown.',
    ]);
    assert.deepEqual(
      told('resources: [web.yaml]\nhelmCharts:\n  - {name: db, repo: "https://charts.example.org", version: 1.2.3}\n'),
      [
        'a/kustomization.yaml:3 missing: The chart db is not in this workspace. "helm pull db --repo https://charts.example.org --version 1.2.3 --untar --untardir a/charts" adds it.',
      ],
    );
    assert.deepEqual(told('kind: Kustomization\n'), ['a/kustomization.yaml:1 error: The kustomization of a is empty.']);
    assert.equal(
      told('resources: [a]\n: - b: "\n')[0]?.startsWith('a/kustomization.yaml:2 syntax: The kustomization is no YAML'),
      true,
    );
  });

  it('ends where kustomizations include one another', () => {
    const files = {
      'a/kustomization.yaml': 'resources: [../b]\n',
      'b/kustomization.yaml': 'resources: [../a]\n',
    };
    assert.deepEqual(problems(files, 'a'), ['b/kustomization.yaml:1 error: a includes itself.']);
    assert.deepEqual(problems({ 'a/kustomization.yaml': 'resources: [.]\n' }, 'a'), [
      'a/kustomization.yaml:1 error: a includes itself.',
    ]);
  });

  it('ends where each includes the next twice, and where there are too many entries', () => {
    const files: Record<string, string> = { 'x24/kustomization.yaml': 'configMapGenerator: [{name: a}]\n' };
    for (let i = 0; i < 24; i++) files[`x${i}/kustomization.yaml`] = `resources: [../x${i + 1}, ../x${i + 1}]\n`;
    assert.equal(
      problems(files, 'x0').filter((problem) => problem.includes('error: ConfigMap a already exists.')).length,
      24,
    );
    const many = {
      'a.yaml': 'kind: List\nitems: []\n',
      'kustomization.yaml': `resources: [${'a.yaml, '.repeat(5001)}]\n`,
    };
    assert.deepEqual(
      problems(many, '').map((problem) => problem.replace(/^[^ ]* /, '')),
      ['limit: This kustomization includes too many files.'],
    );
  });

  it('takes a base from before only while its files have the same texts, and names its problems for each overlay', () => {
    const texts: Record<string, string> = {
      'web.yaml': web,
      'base/kustomization.yaml': 'resources: [../web.yaml, gone.yaml]\n',
      'a/kustomization.yaml': 'resources: [../base]\n',
      'b/kustomization.yaml': 'resources: [../base]\nnamePrefix: b-\n',
    };
    const files = { ...filesOf(texts), text: (path: string) => texts[path] };
    const told = (folder: string) => {
      const { objects: all, problems: found, reads } = renderKustomization(files, folder);
      return [all.map(({ name }) => name), found.map(({ file }) => file), reads.includes('base/gone.yaml')];
    };
    assert.deepEqual(told('a'), [['web'], ['base/kustomization.yaml'], true]);
    assert.deepEqual(told('b'), [['b-web'], ['base/kustomization.yaml'], true]);
    texts['base/gone.yaml'] = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\n';
    assert.deepEqual(told('b'), [['b-m', 'b-web'], [], true]);
    texts['web.yaml'] = web.replace('name: web\n', 'name: api\n');
    assert.deepEqual(told('a'), [['m', 'api'], [], true]);
  });

  it('leaves out an object that a patch does not fit, and says why', () => {
    const told = (patch: string) => {
      const files = { 'web.yaml': web, 'kustomization.yaml': `resources: [web.yaml]\npatches:\n${patch}` };
      return [Object.keys(objects(files, '')), problems(files, '')];
    };
    assert.deepEqual(told('  - target: {kind: Deployment}\n    patch: |-\n      - {op: remove, path: /spec/gone}\n'), [
      [],
      ['kustomization.yaml:5 error: The patch does not apply to Deployment web: /spec/gone is not in the object.'],
    ]);
    assert.deepEqual(told('  - patch: |-\n      - {op: remove, path: /spec/gone}\n'), [
      ['Deployment/web'],
      ['kustomization.yaml:3 error: A JSON patch needs a target.'],
    ]);
    assert.deepEqual(told('  - patch: |-\n      {apiVersion: apps/v1, kind: Deployment, metadata: {name: api}}\n'), [
      ['Deployment/web'],
      ['kustomization.yaml:4 error: The patch targets Deployment api, which this kustomization does not have.'],
    ]);
    assert.deepEqual(told('  - target: {name: "(((("}\n    patch: |-\n      - {op: add, path: /x, value: 1}\n'), [
      ['Deployment/web'],
      ['kustomization.yaml:3 error: The name of this target is no pattern, or one that is too large.'],
    ]);
    assert.deepEqual(
      told('  - patch: |-\n      {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: [1]}\n'),
      [
        [],
        [
          'kustomization.yaml:4 error: The patch does not apply to Deployment web: the patch has a list at spec, and the object a map.',
        ],
      ],
    );
  });

  it('does not take a patch without an object for a mistake where a base is not known', () => {
    const files = {
      'kustomization.yaml': `resources: ["https://example.org/base.yaml"]
patches:
  - patch: |-
      {apiVersion: apps/v1, kind: Deployment, metadata: {name: api}}
`,
    };
    assert.equal(problems(files, '').length, 1);
  });

  it('leaves names unknown that a base which is not known may give', () => {
    const files = {
      'web.yaml': web,
      'kustomization.yaml': 'resources: [web.yaml, "https://example.org/base.yaml"]\nnamePrefix: a-\n',
    };
    const [object] = build(files, '').objects;
    assert.match(object?.text ?? '', /serviceAccountName: PRRUNKNOWN\n/);
    assert.match(object?.text ?? '', /configMapRef:\n {12}name: PRRUNKNOWN\n/);
    assert.match(object?.text ?? '', /image: registry:5000\/shop\/web:1\.0\n/);
  });

  it('takes values of the wrong type', () => {
    const keys = [
      'resources',
      'components',
      'patches',
      'patchesStrategicMerge',
      'images',
      'replicas',
      'namespace',
      'labels',
      'commonLabels',
      'configMapGenerator',
      'replacements',
      'vars',
      'helmCharts',
      'configurations',
      'sortOptions',
      'generators',
    ];
    for (const key of keys) {
      for (const value of [
        '5',
        '[5]',
        '{a: b}',
        '[[1]]',
        '[{a: [b]}]',
        'null',
        '[null]',
        '"x"',
        '[web.yaml]',
        '[{name: web}]',
      ])
        build({ 'web.yaml': web, 'kustomization.yaml': `${key}: ${value}\nnamePrefix: a-\n` }, '');
    }
  });

  it('gives an answer for any text, and marks only what is there', () => {
    const kustomization = `resources: [web.yaml]
namePrefix: eu-
commonLabels: {a: b}
images: [{name: "registry:5000/shop/web", newTag: "2"}]
patches:
  - target: {kind: Deployment}
    patch: |-
      - {op: add, path: /spec/x, value: {y: [1]}}
configMapGenerator: [{name: settings, literals: [a=b]}]
`;
    fc.assert(
      fc.property(
        fc.constantFrom('web.yaml', 'kustomization.yaml'),
        fc.nat(600),
        fc.nat(60),
        fc.constantFrom(
          '',
          ' ',
          '\n',
          '{',
          '[',
          ']',
          ': ',
          '- ',
          '"',
          "'",
          '|',
          '&a ',
          '*a',
          '$patch: delete',
          '<<: ',
          '\u0000',
          '/',
          'null',
          '~1',
        ),
        (file, start, length, insert) => {
          const texts: Record<string, string> = { 'web.yaml': web, 'kustomization.yaml': kustomization };
          const text = texts[file] ?? '';
          const at = start % text.length;
          texts[file] = text.slice(0, at) + insert + text.slice(at + (length % 30));
          for (const { text: printed, marks } of build(texts, '').objects) {
            for (const { start: from, end, at: place, same } of marks)
              if (same)
                assert.equal(
                  printed.slice(from, end),
                  (texts[place.file] ?? '').slice(place.span.start, place.span.end),
                );
          }
        },
      ),
      campaign(300),
    );
  });
});
