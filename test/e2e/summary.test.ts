import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Frame } from 'playwright-core';
import { root } from '../analyse.ts';
import { chooseTheme, themes, violations } from './accessibility.ts';
import { openEditor, type Editor } from './editor.ts';

// Overview, preview and export, in the real editor.
describe('overview and summary in the real editor', () => {
  let editor: Editor;
  before(async () => {
    editor = await openEditor(path.join(root, 'examples/shakespeare'));
    await editor.page.locator('.statusbar-item[id*="prr.status"]', { hasText: /\d/ }).waitFor({ timeout: 60_000 });
  });
  after(() => editor?.close());
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    const folder = path.join(root, '.vscode-test/failures');
    mkdirSync(folder, { recursive: true });
    await editor.page.screenshot({ path: path.join(folder, `${this.currentTest.title.replace(/\W+/g, '-')}.png`) });
  });

  const until = async <T>(what: string, ask: () => T | Promise<T>): Promise<NonNullable<T>> => {
    const end = Date.now() + 30_000;
    for (;;) {
      const answer = await ask();
      if (answer) return answer;
      if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(editor.folder, file)), { recursive: true });
    writeFileSync(path.join(editor.folder, file), text);
  };
  const focusedKey = (frame: Frame) =>
    frame.evaluate('document.activeElement && document.activeElement.getAttribute("data-key")');
  const scrollTop = (frame: Frame) => frame.evaluate('document.documentElement.scrollTop') as Promise<number>;
  const tab = (words: string) => editor.page.locator('.tab.active', { hasText: words });

  it('shows all services first, and one by keyboard alone', async () => {
    await editor.run('Show Overview');
    const frame = await editor.frameWith('table.services');
    // A chart that is deployed from elsewhere is named beside them.
    const chart = 'chart: { spec: { chart: redis, sourceRef: { kind: HelmRepository, name: acme } } }';
    write(
      'deploy/redis.yaml',
      `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: sessions }\nspec: { ${chart} }\n`,
    );
    await frame.locator('li', { hasText: 'redis, installed as sessions' }).waitFor();
    rmSync(path.join(editor.folder, 'deploy/redis.yaml'));
    await frame.locator('li', { hasText: 'redis, installed as sessions' }).waitFor({ state: 'detached' });
    assert.equal(await frame.locator('table.services tbody tr').count(), 4);
    await frame.locator('[data-key$=":frontend"]').focus();
    await editor.page.keyboard.press('Enter');
    await frame.locator('h1', { hasText: 'front end' }).waitFor();
    await tab('Overview: frontend').waitFor();
    assert.match((await frame.locator('.card').textContent()) ?? '', /Next useful step/);
    assert.ok((await frame.locator('table.picture tr').count()) >= 6, 'the six aspects');
  });

  it('leads from a risk to its place, and back to the same page', async () => {
    const frame = await editor.frameWith('.risks');
    await frame.locator('.risks .place', { hasText: 'search-client.ts' }).first().click();
    await tab('search-client.ts').waitFor();
    await editor.page.locator('.tab', { hasText: 'Overview: frontend' }).click();
    await (await editor.frameWith('.risks')).locator('h1', { hasText: 'front end' }).waitFor();
  });

  it('follows what changes, without taking focus or scroll away', async () => {
    const frame = await editor.frameWith('.risks');
    const place = frame.locator('.risks .place').last();
    await place.focus();
    await frame.evaluate('document.documentElement.scrollTop = 260');
    const before = { key: await focusedKey(frame), top: await scrollTop(frame) };
    assert.ok(before.key);
    write(
      '.prr/notes/2026-11-20-aaaaaaaa.yaml',
      'kind: question\nservice: frontend\ncomments:\n  - by: Ada\n    at: 2026-11-20T10:00:00Z\n    text: <b>Who</b> [looks](command:x) at night?\n',
    );
    await frame.locator('#part-notes .said', { hasText: '<b>Who</b> [looks](command:x) at night?' }).waitFor();
    assert.equal(await frame.locator('#part-notes b').count(), 0, 'its text is text');
    assert.deepEqual({ key: await focusedKey(frame), top: await scrollTop(frame) }, before);
  });

  it('previews the summary beside, and the preview follows too', async () => {
    await (await editor.frameWith('.risks')).locator('[data-key="preview"]').click();
    const frame = await editor.frameWith('#summary h1');
    await frame.locator('h1', { hasText: /Production readiness of Shakespeare's front end/ }).waitFor();
    const place = frame.locator('button.place').nth(1);
    await place.focus();
    await frame.evaluate('document.documentElement.scrollTop = 300');
    const before = { key: await focusedKey(frame), top: await scrollTop(frame) };
    write(
      '.prr/answers/frontend/dep-security.yaml',
      'answer: yes\nreason: see docs/design.md\nby: Ada\ndate: 2026-11-20\n',
    );
    await frame.locator('#item-dep-security', { hasText: 'see docs/design.md' }).waitFor({ state: 'attached' });
    assert.deepEqual({ key: await focusedKey(frame), top: await scrollTop(frame) }, before);
    await place.click();
    await editor.page
      .locator('.tab.active', { hasText: /\.(ts|yaml)/ })
      .first()
      .waitFor();
    await editor.page.locator('.tab', { hasText: 'Summary: frontend' }).click();
  });

  it('exports from the preview, records the state, and then says what has changed', async () => {
    const frame = await editor.frameWith('#summary h1');
    await frame.locator('[data-key="export"]').click();
    await editor.pick('JSON');
    const input = editor.page.locator('.quick-input-widget:not([style*="display: none"]) input[type="text"]');
    await until('the proposed name', async () => /production-readiness-frontend\.json/.test(await input.inputValue()));
    const recorded = readdirSync(path.join(editor.folder, '.prr/exports/frontend')).length;
    await editor.page.keyboard.press('Enter');
    const text = () => readFileSync(path.join(editor.folder, 'production-readiness-frontend.json'), 'utf8');
    await until('the file', () => {
      try {
        return JSON.parse(text()) as object;
      } catch {
        return undefined;
      }
    });
    await until('the record', () => {
      try {
        return readdirSync(path.join(editor.folder, '.prr/exports/frontend')).length === recorded + 1;
      } catch {
        return false;
      }
    });
    await editor.page.locator('.notification-toast', { hasText: /Exported to .*recorded in \.prr\/exports/ }).waitFor();
    write(
      '.prr/notes/2026-11-21-bbbbbbbb.yaml',
      'kind: risk\nservice: frontend\ncomments:\n  - by: Ben\n    at: 2026-11-21T10:00:00Z\n    text: All pods in one zone\n',
    );
    await frame
      .locator('#part-changes li', { hasText: 'Ben noted a risk: “All pods in one zone”' })
      .waitFor({ state: 'attached' });
  });

  it('opens the preview of an exported page where no browser reaches its file, and says so', async () => {
    const frame = await editor.frameWith('#summary h1');
    await frame.locator('[data-key="export"]').click();
    await editor.pick('HTML');
    const input = editor.page.locator('.quick-input-widget:not([style*="display: none"]) input[type="text"]');
    await until('the proposed name', async () => /production-readiness-frontend\.html/.test(await input.inputValue()));
    await editor.page.keyboard.press('Enter');
    const toast = editor.page.locator('.notification-toast', { hasText: 'This window cannot open it in a browser' });
    await toast.waitFor();
    assert.equal(await toast.getByRole('button', { name: 'Open in Browser' }).count(), 0);
    await editor.page.locator('.tab', { hasText: 'Overview: frontend' }).click();
    await toast.getByRole('button', { name: 'Open Preview' }).click();
    await editor.page.locator('.tab.active', { hasText: 'Summary: frontend' }).waitFor();
  });

  it('shows code in messages as code', async () => {
    await editor.page.locator('.tab', { hasText: 'Overview: frontend' }).click();
    const frame = await editor.frameWith('.risks');
    await frame.locator('.risks code', { hasText: 'server.requestTimeout' }).first().waitFor();
    assert.doesNotMatch((await frame.locator('.risks').textContent()) ?? '', /`/);
    await editor.page.locator('.tab', { hasText: 'Summary: frontend' }).click();
    assert.doesNotMatch((await (await editor.frameWith('#summary h1')).locator('#summary').textContent()) ?? '', /`/);
  });

  it('comes back with the same service when the window is loaded again', async () => {
    // The window keeps which tabs are open a moment after they were opened.
    await editor.page.waitForTimeout(3000);
    await editor.page.reload();
    await editor.page.locator('.tab', { hasText: 'Overview: frontend' }).click({ timeout: 60_000 });
    const frame = await editor.frameWith('.risks');
    await frame.locator('h1', { hasText: 'front end' }).waitFor();
    await editor.page.locator('.tab', { hasText: 'Summary: frontend' }).click();
    await (await editor.frameWith('#summary h1')).locator('h1', { hasText: 'front end' }).waitFor();
  });

  it('prints its first part on two sheets of A4, and as a page has nothing that hinders people', async () => {
    const html = execFileSync(
      process.execPath,
      [
        path.join(root, 'dist/prr.cjs'),
        'summary',
        path.join(root, 'examples/shakespeare'),
        '--service',
        'frontend',
        '--format',
        'html',
      ],
      { encoding: 'utf8', env: { ...process.env, XDG_CACHE_HOME: path.join(editor.folder, '.cache') } },
    );
    const file = path.join(editor.folder, 'summary.html');
    writeFileSync(file, html);
    // 210 mm by 297 mm less its margins, at 96 pixels an inch.
    const page = await editor.page.context().newPage();
    try {
      await page.setViewportSize({ width: 688, height: 1031 });
      await page.goto(pathToFileURL(file).toString());
      await page.emulateMedia({ media: 'print' });
      const end = await page.evaluate("document.getElementById('part-changed').getBoundingClientRect().bottom");
      assert.ok(Number(end) <= 2 * 1031, `the first part ends at ${String(end)} of ${2 * 1031} pixels`);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ media: 'screen', colorScheme });
        assert.deepEqual(await violations(page.mainFrame()), []);
      }
    } finally {
      await page.close();
    }
  });

  for (const [theme, kind] of themes) {
    it(`has nothing that hinders people in ${theme}`, async () => {
      await chooseTheme(editor, theme);
      await editor.page.locator('.tab', { hasText: 'Summary: frontend' }).click();
      const preview = await editor.frameWith('#summary h1');
      await until('the theme', async () => (await preview.evaluate('document.body.dataset.vscodeThemeKind')) === kind);
      assert.deepEqual(await violations(preview), []);
      await preview.locator('[data-key="overview"]').click();
      const overview = await editor.frameWith('.risks');
      await until('the overview', () => overview.locator('h1', { hasText: 'front end' }).isVisible());
      assert.deepEqual(await violations(overview), []);
      await overview.locator('[data-key="all"]').click();
      await overview.locator('table.services').waitFor();
      assert.deepEqual(await violations(overview), []);
      await overview.locator('[data-key$=":frontend"]').click();
      await overview.locator('.card').waitFor();
    });
  }
});
