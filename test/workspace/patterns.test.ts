import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import picomatch from 'picomatch';
import { fitsGlobs, globProblem } from '../../server/src/workspace/globs.ts';
import { parseSettings, settingsTable } from '../../server/src/settings.ts';
import { hasExcess, noIgnores } from '../../server/src/workspace/ignore-files.ts';

const runs = Number(process.env['PRR_RUNS'] ?? 150);
const names = ['a', 'b', 'ab', 'ba', 'a.b', '.a', 'a b', '[a]', 'a-b', '{a}', '!a', '#a', 'A', 'x1'];
const paths = fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));

describe('ignore files', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'prr-patterns-'));
    execFileSync('git', ['init', '-q', folder]);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** What git says of paths under patterns; paths that end in a slash are folders, and are there. */
  const byGit = (text: string, asked: readonly string[]): boolean[] => {
    rmSync(path.join(folder, 'in'), { recursive: true, force: true });
    mkdirSync(path.join(folder, 'in'));
    writeFileSync(path.join(folder, 'in', '.gitignore'), text);
    for (const each of asked) if (each.endsWith('/')) mkdirSync(path.join(folder, 'in', each), { recursive: true });
    const { stdout } = spawnSync('git', ['check-ignore', '--no-index', '-v', '-n', '-z', '--stdin'], {
      cwd: path.join(folder, 'in'),
      input: asked.map((each) => `${each.replace(/\/$/, '')}\0`).join(''),
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: os.devNull, GIT_CONFIG_SYSTEM: os.devNull },
    });
    const fields = stdout.split('\0');
    // Source, line, pattern and path for each; a pattern that takes back is one, too.
    return asked.map((_, index) => {
      const pattern = fields[index * 4 + 2] ?? '';
      return fields[index * 4] !== '' && !pattern.startsWith('!');
    });
  };
  /** Git looks at the folders above a path, too; the walk never enters those that are ignored. */
  const byUs = (text: string, asked: readonly string[]): boolean[] => {
    const chain = noIgnores.enter('', [text]);
    return asked.map((each) => {
      const parts = each.split('/').filter((part) => part !== '');
      const above = parts.slice(0, -1).map((_, index) => `${parts.slice(0, index + 1).join('/')}/`);
      return [...above, each].some((one) => chain.ignores(one));
    });
  };

  const withAbove = (file: string) => file.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));

  const pieces = [
    'a',
    'b',
    '.',
    '*',
    '**',
    '***',
    '?',
    '/',
    '/**/',
    '[ab]',
    '[!a]',
    '[^b]',
    '[a-',
    '[]a]',
    '[[:alpha:]]',
    '[[:x:]]',
  ].concat([
    '[a/b]',
    '[[:digit:]x]',
    '\\',
    '\\*',
    '\\a',
    ' ',
    '\\ ',
    '!',
    '#',
    '{a,b}',
    '-',
    '[a-b]',
    '[\\]]',
    '[[:a]',
    'ab',
    'x1',
  ]);
  const pattern = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));

  it('are read as git reads them', () => {
    const property = fc.property(
      fc.array(pattern, { minLength: 1, maxLength: 5 }),
      fc.constantFrom('\n', '\r\n'),
      fc.array(fc.tuple(paths, fc.boolean()), { minLength: 30, maxLength: 60 }),
      (patterns, ending, asked) => {
        const text = patterns.join(ending) + ending;
        const folders = new Set(asked.flatMap(([file, isFolder]) => (isFolder ? withAbove(file) : [])));
        const all = asked.map(([file]) => (folders.has(file) ? `${file}/` : file));
        const [theirs, ours] = [byGit(text, all), byUs(text, all)];
        const wrong = all.filter((_, index) => theirs[index] !== ours[index]);
        assert.deepEqual(
          wrong.map((each) => `${each}: git ${theirs[all.indexOf(each)] ? 'ignores' : 'lists'} it`),
          [],
        );
      },
    );
    fc.assert(property, { numRuns: runs });
  });

  it('of folders inside are relative to these, and go before those above', () => {
    const inside = noIgnores.enter('', ['*.log\n/top\n']).enter('a', ['!b.log\n/top\n']);
    for (const [file, ignored] of [
      ['a/c.log', true],
      ['a/b.log', false],
      ['a/top', true],
      ['a/b/top', false],
    ] as const)
      assert.equal(inside.ignores(file), ignored, file);
  });

  it('with patterns over the limits are said to have them, and the others count', () => {
    const text = `${'*a'.repeat(300)}\nb\n`;
    assert.ok(hasExcess(text) && !hasExcess('a\n'));
    const chain = noIgnores.enter('', [text]);
    assert.deepEqual([chain.ignores('a'.repeat(600)), chain.ignores('b')], [false, true]);
    const many = `${'a\n'.repeat(2000)}b\n`;
    assert.ok(hasExcess(many) && !noIgnores.enter('', [many]).ignores('b'));
  });
});

describe('globs of settings', () => {
  const pieces = [
    'a',
    'b',
    '.',
    '*',
    '?',
    '/',
    '/**/',
    '**/',
    '{a,b}',
    '{a,b/*}',
    '[ab]',
    '[^a]',
    'ab',
    '*.a',
    '-',
    '{a,{b,ab}}',
    '/**',
  ];
  // What the glob library that came before cannot be asked: it reads more signs than editors do.
  const isCommon = (glob: string) =>
    !/\*{3}|[^/{,]\*\*|\*\*[^/]|^\/|\/\/|\/$|\.\/|^\.|^$|\*\?|\?\*|\*\{|\}\*|\*\[|\]\*|\/\*\*\/\*\*|\*\*\/\*\*|\.\./.test(
      glob,
    ) && !/^\*\*\/\*\*|\*\/\*\*/.test(glob);
  const glob = fc
    .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.join(''))
    .filter(isCommon);

  it('mean what they meant, and what they mean in the editor', () => {
    const property = fc.property(glob, fc.array(paths, { minLength: 30, maxLength: 60 }), (pattern, asked) => {
      const before = picomatch(pattern, { dot: true });
      const now = fitsGlobs([pattern]);
      const wrong = asked.filter((each) => !/(^|\/)\./.test(each) && before(each) !== now(each));
      assert.deepEqual(
        wrong.map((each) => `${pattern} and ${each}: ${before(each)} before`),
        [],
      );
    });
    fc.assert(property, { numRuns: runs * 4 });
  });

  for (const [pattern, fits, others] of [
    ['**/node_modules', ['node_modules', 'a/node_modules'], ['a/node_modules/b', 'node_modules2']],
    ['a/**', ['a', 'a/b', 'a/b/c'], ['ab', 'b/a']],
    ['**/*.{ts,js}', ['a.ts', 'b/a.js'], ['a.tsx', 'ts']],
    ['*.ts', ['a.ts', '.ts'], ['b/a.ts']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['ab', 'a/b/x']],
    ['{a,b', ['{a,b'], ['a', 'b']],
    ['a[0-9]', ['a1'], ['a', 'ab']],
    ['!a', ['!a'], ['a', 'b']],
    ['', [], ['a']],
  ] as const)
    it(`${pattern || 'an empty one'} fits as in the editor`, () => {
      const matches = fitsGlobs([pattern]);
      assert.deepEqual(
        fits.filter((file) => !matches(file)),
        [],
      );
      assert.deepEqual(
        others.filter((file) => matches(file)),
        [],
      );
    });

  it('over the limits have no effect, and this is said', () => {
    const nested = '{a,b}'.repeat(8);
    for (const [pattern, says] of [
      ['a'.repeat(501), /^is longer than 500 characters/],
      [nested, /^has braces for more than 200 alternatives/],
      [`${'{a,'.repeat(100)}${'}'.repeat(100)}`, undefined],
      [`{${'a,'.repeat(220)}a}`, /^has braces/],
    ] as const) {
      if (says) assert.match(globProblem(pattern) ?? '', says);
      if (says) assert.equal(fitsGlobs([pattern])('a'.repeat(8)), false);
    }
    assert.equal(globProblem('**/{a,b}'), undefined);
  });
});

describe('patterns that once never ended', () => {
  const long = 'a'.repeat(250);
  const deep = `${'a/'.repeat(1000)}b`;
  for (const pattern of [
    '*a'.repeat(12),
    '*a'.repeat(240),
    '**/a'.repeat(120),
    `${'**/*a*/'.repeat(70)}x`,
    '[a-z]*'.repeat(80),
    '?*'.repeat(240),
    '{'.repeat(500),
    '{a,'.repeat(150),
    `*(${'*(a|'.repeat(100)}`,
    '+(a|aa)+(a|aa)+(a|aa)+(a|aa)x',
  ])
    it(`${pattern.slice(0, 20)} is matched at once`, () => {
      const start = performance.now();
      for (const file of [long, `${long}b`, deep, `${deep}/${long}`]) {
        fitsGlobs([pattern])(file);
        noIgnores.enter('', [pattern]).ignores(file);
        noIgnores.enter('', [`/x/${pattern}`]).ignores(`x/${file}`);
      }
      assert.ok(performance.now() - start < 5000);
    });
});

describe('limits of settings', () => {
  it('are those of the schema: what is over them has no effect, and is said at its place', () => {
    for (const [key, { schema, default: none }] of Object.entries(settingsTable)) {
      const { maxLength, maxItems, items } = schema as {
        maxLength?: number;
        maxItems?: number;
        items?: { maxLength?: number };
      };
      const read = (value: unknown) => {
        const { settings, problems } = parseSettings([{ [key]: value }]);
        return { value: settings[key as keyof typeof settings], at: problems.map((problem) => problem.path.join('/')) };
      };
      if (maxLength !== undefined) assert.deepEqual(read('a'.repeat(maxLength + 1)), { value: none, at: [key] });
      if (schema['type'] !== 'array') continue;
      assert.ok(maxItems !== undefined && items?.maxLength !== undefined, `${key} has no limits`);
      const many = Array.from({ length: maxItems + 1 }, (_, index) => `a${index}`);
      assert.deepEqual(read(many), { value: many.slice(0, maxItems), at: [`${key}/${maxItems}`] });
      const long = 'a'.repeat(items.maxLength + 1);
      assert.deepEqual(read(['a', long, 'b']), { value: ['a', 'b'], at: [`${key}/1`] });
    }
    const braces = parseSettings([{ exclude: ['{a,b}'.repeat(9)] }]);
    assert.deepEqual([braces.settings.exclude, braces.problems[0]?.path], [[], ['exclude', 0]]);
  });
});
