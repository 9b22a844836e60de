import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { Fact } from '../../server/src/model/fact.ts';
import { isReadable } from '../../server/src/facts/prefilter.ts';
import { extractor, root } from '../analyse.ts';
import { parseFixture } from '../fixture.ts';

// Each extractor meets mutated input: it neither throws nor takes long, its spans lie in the text, the same text gives
// the same facts, and reading a change gives what reading the whole gives. PRR_RUNS=500 asks for more, PRR_SEED for the same again.
const runs = Number(process.env['PRR_RUNS'] ?? 25);
const seed = process.env['PRR_SEED'] === undefined ? {} : { seed: Number(process.env['PRR_SEED']) };
/** Longest time for one file, in milliseconds; machines that run tests are slow and busy. */
const limit = 1000;

interface Sample {
  readonly file: string;
  readonly text: string;
}

/** Fixtures and examples, by the ending of their names. */
function samples(): Map<string, Sample[]> {
  const found = new Map<string, Sample[]>();
  for (const folder of ['test/rules', 'test/claims', 'examples/shakespeare']) {
    for (const name of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })) {
      const full = path.join(root, folder, name);
      if (!isReadable(name) || name.includes('node_modules') || !statSync(full).isFile()) continue;
      const { text } = parseFixture(name, readFileSync(full, 'utf8'));
      const ending = /(^|\/)([^/]*ockerfile[^/]*)$/.test(name) ? 'Dockerfile' : (name.split('.').at(-1) ?? '');
      found.set(ending, [...(found.get(ending) ?? []), { file: path.basename(name), text }]);
    }
  }
  return found;
}

const pieces = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '"',
  "'",
  '`',
  '\\',
  '\n',
  '\r\n',
  '\t',
  ':',
  '-',
  '#',
  '//',
  '/*',
  '*/',
  '"""',
  '${',
  '}}',
  '{{',
  '---\n',
  '&a ',
  '*a',
  '<<: ',
  '|\n',
  '>-\n',
  '\u0000',
  '\ufeff',
  '💥',
  'é',
  '\ud800',
  'try {',
  'catch',
  'except:',
  'if err != nil {',
  'func(',
  'class X',
  'lambda',
  '=>',
  '@',
  ';',
  'null',
  '0',
  'FROM ',
  'CMD [',
  '\\\n',
  '<<EOF\n',
];

/** One change of a text: what stands between two places becomes something else. */
const change = fc.record({
  at: fc.nat(),
  length: fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 400 })),
  by: fc.oneof(
    fc.constant(''),
    fc.constantFrom(...pieces),
    fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((all) => all.join('')),
  ),
  again: fc.boolean(),
});

type Change = { at: number; length: number; by: string; again: boolean };

function mutate(text: string, changes: readonly Change[]): string {
  let result = text;
  for (const { at, length, by, again } of changes) {
    const start = at % (result.length + 1);
    const cut = result.slice(start, start + length);
    result = result.slice(0, start) + by + (again ? cut + cut : '') + result.slice(start + length);
  }
  return result;
}

/** All spans in a fact, wherever they are. */
function* spansOf(value: unknown): Generator<{ start: number; end: number }> {
  if (typeof value !== 'object' || value === null) return;
  const { start, end } = value as { start?: unknown; end?: unknown };
  if (typeof start === 'number' && typeof end === 'number') yield { start, end };
  for (const inner of Object.values(value)) yield* spansOf(inner);
}

const plain = (facts: readonly Fact[]) => JSON.stringify(facts);

describe('extractors on mutated input', function () {
  this.timeout(120_000);
  for (const [ending, all] of samples()) {
    it(`${ending}: no crash, no hang, spans in the text, the same twice`, async () => {
      const { extract } = await extractor();
      const role = 'source' as const;
      let slowest = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...all),
          fc.array(change, { minLength: 1, maxLength: 4 }),
          async ({ file, text }, changes) => {
            const now = mutate(text, changes);
            const started = performance.now();
            const { facts } = await extract({ file, text: now, role });
            slowest = Math.max(slowest, performance.now() - started);
            const crash = facts.find((fact) => fact.kind === 'trouble' && fact.trouble === 'crash');
            assert.equal(crash, undefined, JSON.stringify(crash));
            for (const { start, end } of spansOf(facts))
              assert.ok(
                0 <= start && start <= end && end <= now.length,
                `${start}..${end} of ${now.length} in ${file}`,
              );
            assert.equal(plain((await extract({ file, text: now, role })).facts), plain(facts), 'the same again');
          },
        ),
        { numRuns: runs, ...seed },
      );
      assert.ok(slowest < limit, `${ending}: ${Math.round(slowest)} ms`);
    });
  }

  const deep = (open: string, close: string, times: number, inside = '') =>
    open.repeat(times) + inside + close.repeat(times);
  const extremes: readonly (readonly [name: string, file: string, text: string])[] = [
    ['deep brackets', 'a.ts', `export const x = ${deep('[', ']', 400)};`],
    ['deep calls', 'a.ts', `${deep('fetch(', ')', 400, "'x'")};`],
    ['deep functions', 'a.go', `package a\nfunc f() {\n${deep('go func() {\n', '}()\n', 400)}}\n`],
    [
      'deep blocks',
      'a.py',
      Array.from({ length: 90 }, (_, at) => `${' '.repeat(at)}if x:\n`).join('') + `${' '.repeat(90)}pass\n`,
    ],
    ['deep chains', 'A.java', `class A { void f() { a${'.b()'.repeat(3000)}; } }`],
    ['a line of a megabyte', 'a.js', `const x = "${'x'.repeat(1_000_000)}"; fetch('/y');`],
    [
      'many functions',
      'a.ts',
      Array.from({ length: 3000 }, (_, at) => `export const f${at} = () => fetch('https://x.internal/${at}');\n`).join(
        '',
      ),
    ],
    ['deep YAML', 'a.yaml', `apiVersion: v1\nkind: Deployment\nx: ${deep('[', ']', 5000)}\n`],
    ['deep JSON', 'a.json', `{"panels": ${deep('[', ']', 20_000)}, "schemaVersion": 1}`],
    [
      'aliases of aliases',
      'a.yaml',
      `kind: Deployment\napiVersion: apps/v1\na: &a [x]\n${Array.from({ length: 20 }, (_, at) => `${'abcdefghijklmnopqrstuvwxyz'[at + 1]}: &${'abcdefghijklmnopqrstuvwxyz'[at + 1]} [${Array.from({ length: 9 }, () => `*${'abcdefghijklmnopqrstuvwxyz'[at]}`).join(', ')}]\n`).join('')}`,
    ],
    [
      'merges of merges',
      'a.yaml',
      `kind: Deployment\napiVersion: apps/v1\na0: &a0 { x: 1 }\n${Array.from({ length: 300 }, (_, at) => `a${at + 1}: &a${at + 1}\n  <<: *a${at}\n  y${at}: 1\n`).join('')}`,
    ],
    [
      'a long expression',
      'a.yaml',
      `groups:\n- name: g\n  rules:\n  - alert: A\n    expr: ${deep('(', ')', 2000, 'up')} > 0\n`,
    ],
    [
      'many stages',
      'Dockerfile',
      Array.from({ length: 2000 }, (_, at) => `FROM base${at} AS s${at}\nRUN x\n`).join(''),
    ],
  ];
  it('deeper functions than anybody writes: told as not read', async () => {
    const { extract } = await extractor();
    const text = `package a\nfunc f() {\n${deep('go func() {\n', '}()\n', 800)}}\n`;
    const { facts } = await extract({ file: 'a.go', text, role: 'source' });
    const [told] = facts.filter((fact) => fact.kind === 'trouble');
    assert.deepEqual(
      [told?.trouble, told?.message],
      ['too-deep', 'could not be read: more than 500 brackets are open at one place'],
    );
  });

  for (const [name, file, text] of extremes) {
    it(`${name}: read in time, without a crash`, async () => {
      const { extract } = await extractor();
      const started = performance.now();
      const { facts } = await extract({ file, text, role: 'source' });
      const took = performance.now() - started;
      const crash = facts.find((fact) => fact.kind === 'trouble' && fact.trouble === 'crash');
      assert.equal(crash, undefined, JSON.stringify(crash));
      for (const { start, end } of spansOf(facts)) assert.ok(start <= end && end <= text.length);
      // A megabyte may take longer than a file that somebody wrote.
      assert.ok(took < 5 * limit, `${Math.round(took)} ms`);
    });
  }

  it('a dashboard of five megabytes', async () => {
    const panel = (at: number) => ({
      id: at,
      type: 'timeseries',
      title: `Panel ${at}`,
      datasource: { type: 'prometheus', uid: 'p' },
      targets: [
        {
          refId: 'A',
          expr: `sum by (code) (rate(search_requests_total{route="/v1/search",n="${at}"}[$__rate_interval]))`,
        },
      ],
      fieldConfig: {
        defaults: { unit: 'short', thresholds: { steps: [{ color: 'green', value: null }] } },
        overrides: [],
      },
      options: { legend: { displayMode: 'list', placement: 'bottom' } },
    });
    const panels: object[] = [];
    for (let size = 0; size < 4_900_000; size += 620) panels.push(panel(panels.length));
    const text = JSON.stringify({ title: 'All', schemaVersion: 39, panels }, null, 2).slice(0, 5_200_000);
    const { extract } = await extractor();
    const whole = JSON.stringify({ title: 'All', schemaVersion: 39, panels: panels.slice(0, 5000) }, null, 1);
    const started = performance.now();
    const { facts } = await extract({ file: 'all.json', text: whole, role: 'source' });
    const took = performance.now() - started;
    assert.equal(facts.filter(({ kind }) => kind === 'panel').length, 5000);
    assert.ok(took < 5 * limit, `${Math.round(took)} ms for ${whole.length} characters`);
    const cut = await extract({ file: 'cut.json', text, role: 'source' });
    assert.ok(!cut.facts.some((fact) => fact.kind === 'trouble' && fact.trouble === 'crash'));
  });
});
