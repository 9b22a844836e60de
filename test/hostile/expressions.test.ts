import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Kustomization, ManifestPatch } from '../../server/src/model/artefact-fact.ts';
import type { RuleContext } from '../../server/src/model/rule.ts';
import { matchesWhole } from '../../server/src/rules/vocabulary/workloads/expressions.ts';
import { patchOf } from '../../server/src/rules/vocabulary/workloads/patches.ts';
import { extractor } from '../analyse.ts';

describe('regular expressions of a repository', () => {
  const patch = (name: string): { file: string; fact: ManifestPatch } => ({
    file: 'kustomization.yaml',
    fact: {
      kind: 'manifest-patch',
      span: { start: 0, end: 0 },
      target: { name },
      resources: ['a.yaml'],
      changes: ['a'],
    },
  });
  const kustomization: { file: string; fact: Kustomization } = {
    file: 'kustomization.yaml',
    fact: {
      kind: 'kustomization',
      span: { start: 0, end: 0 },
      resources: ['a.yaml'],
      named: [],
      components: [],
      replicas: [],
    },
  };
  const workspace = (given: ReturnType<typeof patch>) =>
    ({
      inWorkspace: (kind: string) => (kind === 'kustomization' ? [kustomization] : [given]),
    }) as unknown as Pick<RuleContext, 'inWorkspace'>;
  const isFor = (pattern: string, name: string) =>
    patchOf({ file: 'a.yaml', kind: 'Deployment', name }, ['a'], workspace(patch(pattern))) !== undefined;

  it('take no time whatever they are', () => {
    const start = performance.now();
    const name = `${'a'.repeat(60)}!`;
    for (const pattern of ['(a+)+', '(a|aa)+', '(a*)*b', '([a-z]+)*', '(.*a){12}', '(a?){60}a{60}', '^(a+)+$'])
      assert.equal(isFor(pattern, name), false, pattern);
    assert.ok(performance.now() - start < 5000);
  });

  it('fit the whole name, and all others behind an exclamation mark', () => {
    assert.deepEqual(
      ['web', 'web-.*', 'web-(api|ui)', '!web-api', '!other', '.*', '', 'web.api', 'we'].map((pattern) =>
        isFor(pattern, 'web-api'),
      ),
      [false, true, true, false, true, true, true, true, false],
    );
  });

  it('with a mistake may be for any object', () => assert.ok(isFor('(', 'web') && isFor('(?=a)', 'web')));

  it('mean what they mean elsewhere', () => {
    const pieces = ['a', 'b', '-', '.', '.*', 'a+', 'b?', '[ab]', '[^a]', '(a|b)', '(ab)*', 'a{1,2}', '|', '^', '$'];
    const property = fc.property(
      fc.array(fc.constantFrom(...pieces), { maxLength: 5 }).map((parts) => parts.join('')),
      fc.string({ unit: fc.constantFrom('a', 'b', '-', 'c'), maxLength: 8 }),
      (pattern, text) => {
        assert.equal(matchesWhole(pattern, text), new RegExp(`^(?:${pattern})$`).test(text));
      },
    );
    fc.assert(property, { numRuns: 2000 });
  });

  it('over the limits are ignored, and said at their place', async () => {
    const { extract } = await extractor();
    for (const pattern of ['a'.repeat(301), '(x{0,999}){3}']) {
      const text = `kind: Kustomization\nresources: [a.yaml]\npatches:\n  - target: { kind: Deployment, name: "${pattern}" }\n    patch: |\n      - { op: add, path: /spec/replicas, value: 3 }\n`;
      const { facts } = await extract({ file: 'kustomization.yaml', text, role: 'source' });
      const trouble = facts.find((fact) => fact.kind === 'trouble');
      assert.match(trouble?.message ?? '', /^the name of this target is a pattern over the limit/);
      assert.ok(text.slice(trouble?.span.start, trouble?.span.end).includes(pattern));
      const [found] = facts.filter((fact) => fact.kind === 'manifest-patch');
      assert.deepEqual(found?.target, { kind: 'Deployment' });
    }
  });
});
