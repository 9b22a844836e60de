import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { rules } from '../server/src/rules/registry.ts';
import { analyse, root } from './analyse.ts';
import { compareSites, fixAll, parseFixture, type Expectation } from './fixture.ts';

const folder = path.join(root, 'test/rules');

/** A case is a file, or a folder with several; `x.fixed.ts` beside `x.ts` is what the fixes make of it. */
interface Case {
  readonly name: string;
  readonly files: Map<string, string>;
  readonly fixed: Map<string, string>;
}

function readCase(at: string): Case {
  const files = new Map<string, string>();
  const fixed = new Map<string, string>();
  const add = (file: string, text: string) => {
    const target = /\.fixed(\.[^.]+)$/.exec(file);
    if (target) fixed.set(file.replace(/\.fixed(\.[^.]+)$/, '$1'), text);
    else files.set(file, text);
  };
  if (statSync(at).isDirectory()) {
    for (const file of readdirSync(at, { recursive: true, encoding: 'utf8' }).sort()) {
      const full = path.join(at, file);
      if (statSync(full).isFile()) add(file.split(path.sep).join('/'), readFileSync(full, 'utf8'));
    }
  } else {
    add(path.basename(at), readFileSync(at, 'utf8'));
    const { dir, name, ext } = path.parse(at);
    const beside = path.join(dir, `${name}.fixed${ext}`);
    if (statSync(beside, { throwIfNoEntry: false })) add(path.basename(beside), readFileSync(beside, 'utf8'));
  }
  return { name: path.basename(at), files, fixed };
}

function cases(rule: string): Case[] {
  const at = path.join(folder, rule);
  return readdirSync(at)
    .filter((name) => !/\.fixed\.[^.]+$/.test(name) && name !== 'README.md')
    .sort()
    .map((name) => readCase(path.join(at, name)));
}

describe('rules', () => {
  for (const id of readdirSync(folder).sort()) {
    describe(id, () => {
      it('is in the registry', () => assert.ok(rules.some((rule) => rule.id === id)));
      for (const each of cases(id)) {
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
        const here = statSync(path.join(folder, id), { throwIfNoEntry: false }) ? cases(id) : [];
        const verdicts = new Set(
          here
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
