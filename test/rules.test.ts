import assert from 'node:assert/strict';
import { analyse } from './analyse.ts';
import { documentedRules as rules } from './documented.ts';
import { compareSites, fixAll, parseFixture, type Expectation } from './fixture.ts';
import { casesOf, rulesWithCases } from './rule-cases.ts';

describe('rules', () => {
  for (const id of rulesWithCases()) {
    describe(id, () => {
      it('is in the registry', () => assert.ok(rules.some((rule) => rule.id === id)));
      for (const each of casesOf(id)) {
        it(each.name, async () => {
          const texts = new Map<string, string>();
          const expectations: Expectation[] = [];
          for (const [file, source] of each.files) {
            const fixture = parseFixture(file, source);
            texts.set(file, fixture.text);
            expectations.push(...fixture.expectations);
          }
          const sites = await analyse(Object.fromEntries(texts), id);
          assert.deepEqual(compareSites(sites, expectations, texts), []);
          if (each.fixed.size === 0) return;
          const after = fixAll(
            sites.filter((site) => site.verdict === 'violated'),
            texts,
          );
          for (const [file, text] of each.fixed) assert.equal(after.get(file), text, `${file} after its fixes`);
          const left = await analyse(Object.fromEntries(after), id);
          const unfixable = sites.filter((site) => site.verdict === 'violated' && site.fixes.length === 0).length;
          assert.equal(
            left.filter((site) => site.verdict === 'violated').length,
            unfixable,
            'findings left after the fixes',
          );
        });
      }
    });
  }

  describe('fixtures', () => {
    for (const { id } of rules) {
      it(`of ${id} hold a place that is violated and one that is shown`, () => {
        const verdicts = new Set(
          casesOf(id)
            .flatMap((each) => [...each.files])
            .flatMap(([file, source]) => parseFixture(file, source).expectations)
            .map((expectation) => expectation.verdict),
        );
        for (const verdict of ['violated', 'shown'] as const) {
          assert.ok(verdicts.has(verdict), `test/rules/${id} has no fixture that expects ${verdict}`);
        }
      });
    }
  });

  for (const rule of rules) {
    describe(`documentation of ${rule.id}`, () => {
      for (const example of rule.docs.examples) {
        it(`${example.title}: the bad example gives one finding, the good one none`, async () => {
          const violated = async (files: Readonly<Record<string, string>>) =>
            (await analyse(files, rule.id)).filter((site) => site.verdict === 'violated');
          assert.equal((await violated(example.bad)).length, 1, 'bad');
          assert.deepEqual(await violated(example.good), [], 'good');
        });
      }
    });
  }
});
