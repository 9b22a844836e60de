import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { readBundled } from '../../server/tools/read-bundled.ts';
import { root } from '../analyse.ts';
import { parseFixture } from '../fixture.ts';
import { casesOf, rulesWithCases } from '../rule-cases.ts';
import { judgeAll, readAll, type ClaimWorkspace, type Workspace } from './entry.ts';

/** Fixtures whose files are not read as they stand have tests of their own. */
function fixtures(): Workspace[] {
  return rulesWithCases().flatMap((rule) =>
    casesOf(rule).map(({ files }) => ({
      rule,
      files: Object.fromEntries([...files].map(([file, source]) => [file, parseFixture(file, source).text])),
    })),
  );
}

/** The workspaces of `test/claims`, with the reader that each is for. */
function claimFixtures(): ClaimWorkspace[] {
  const folder = path.join(root, 'test/claims');
  return readdirSync(folder).flatMap((reader) =>
    readdirSync(path.join(folder, reader)).map((name) => {
      const at = path.join(folder, reader, name);
      const files = readdirSync(at, { recursive: true, encoding: 'utf8' })
        .filter((file) => statSync(path.join(at, file)).isFile())
        .map((file) => [file.split(path.sep).join('/'), readFileSync(path.join(at, file), 'utf8')] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1));
      return { reader, files: Object.fromEntries(files) };
    }),
  );
}

/** Debian's, or the one that is named; `npm test` installs it where it is missing. */
function browserFile(): string | undefined {
  const files = [
    process.env['CHROMIUM_PATH'],
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  return files.find((file) => file !== undefined && existsSync(file));
}

describe('the core in a browser', function () {
  this.timeout(120_000);

  it('is a bundle without anything of Node, and judges all fixtures of rules and claims as Node does', async function () {
    const executablePath = browserFile();
    // Elsewhere than on Linux nothing installs one.
    if (executablePath === undefined && process.platform !== 'linux') return this.skip();
    // What belongs to Node cannot be found by a bundle for browsers: then it is not made.
    const { outputFiles } = await build({
      entryPoints: [path.join(root, 'test/browser/entry.ts')],
      bundle: true,
      write: false,
      platform: 'browser',
      format: 'iife',
      target: 'es2022',
      mainFields: ['module', 'browser', 'main'],
      logLevel: 'silent',
      inject: [path.join(root, 'server/tools/browser-shims.ts')],
    });
    const bundle = outputFiles[0]?.text ?? '';
    const { packs } = readBundled(root).bundled;
    const workspaces = fixtures();
    assert.ok(workspaces.length > 100);
    const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      await page.addScriptTag({ content: bundle });
      const inBrowser = await page.evaluate(
        ([given, known]) => (globalThis as unknown as { judgeAll: typeof judgeAll }).judgeAll(given, known),
        [workspaces, packs] as const,
      );
      const here = await judgeAll(workspaces, packs);
      assert.ok(here.some((each) => each !== '[]'));
      const other = workspaces.filter((_, at) => inBrowser[at] !== here[at]);
      assert.deepEqual(
        other.map(({ rule, files }) => `${rule}: ${Object.keys(files).join(', ')}`),
        [],
      );
      const claims = claimFixtures();
      assert.ok(claims.length > 100);
      const readInBrowser = await page.evaluate(
        ([given, known]) => (globalThis as unknown as { readAll: typeof readAll }).readAll(given, known),
        [claims, packs] as const,
      );
      const readHere = await readAll(claims, packs);
      assert.ok(readHere.every((each) => each.includes('"verdict"')));
      assert.deepEqual(
        claims.filter((_, at) => readInBrowser[at] !== readHere[at]).map(({ reader }) => reader),
        [],
      );
    } finally {
      await browser.close();
    }
  });
});
