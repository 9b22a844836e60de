import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { readBundled } from '../../server/tools/read-bundled.ts';
import { root } from '../analyse.ts';
import { parseFixture } from '../fixture.ts';
import { casesOf, rulesWithCases } from '../rule-cases.ts';
import { judgeAll, type Workspace } from './entry.ts';

/** Fixtures whose files are not read as they stand have tests of their own. */
function fixtures(): Workspace[] {
  return rulesWithCases().flatMap((rule) =>
    casesOf(rule).map(({ files }) => ({
      rule,
      files: Object.fromEntries([...files].map(([file, source]) => [file, parseFixture(file, source).text])),
    })),
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

  it('is a bundle without anything of Node, and judges all fixtures of rules as Node does', async function () {
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
    } finally {
      await browser.close();
    }
  });
});
