import assert from 'node:assert/strict';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { root } from '../analyse.ts';
import { chooseTheme, themes, violations } from './accessibility.ts';
import { openEditor, type Editor } from './editor.ts';
import { keepPicture, until } from './steps.ts';

// The production picture in the real editor, by mouse and by keyboard alone.
describe('the production picture in the real editor', () => {
  let editor: Editor;
  before(async () => {
    editor = await openEditor(path.join(root, 'examples/shakespeare'));
    await editor.page.locator('.statusbar-item[id*="prr.status"]', { hasText: /\d/ }).waitFor({ timeout: 60_000 });
  });
  after(() => editor?.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepPicture(editor, `picture ${this.currentTest.title}`);
  });

  const page = (): Promise<Frame> => editor.frameWith('#picture svg.drawing');
  const focused = (frame: Frame) =>
    frame.evaluate('document.activeElement && document.activeElement.getAttribute("data-key")') as Promise<string>;
  const press = (key: string) => editor.page.keyboard.press(key);

  it('shows services, dependencies and connections, drawn and as tables', async () => {
    await editor.run('Show Production Picture');
    const frame = await page();
    for (const name of ['frontend', 'search', 'indexer', 'quotes']) {
      await frame.locator(`[data-key="box:${name}"]`).waitFor();
      await frame.locator('#part-services th', { hasText: name }).first().waitFor();
    }
    await frame.locator('#part-bought th', { hasText: 'glossary' }).waitFor();
    assert.ok((await frame.locator('g.arrow').count()) >= 3);
  });

  it('is walked by the arrow keys along its connections, and a connection opens what shows it', async () => {
    const frame = await page();
    await frame.locator('[data-key="box:frontend"]').focus();
    await press('ArrowRight');
    const arrow = await focused(frame);
    assert.match(arrow, /^arrow:\["frontend",/);
    const [, to = ''] = JSON.parse(arrow.replace('arrow:', '')) as string[];
    await frame.locator('#part-details', { hasText: `frontend depends on ${to}` }).waitFor();
    assert.match((await frame.locator('.via').textContent()) ?? '', /\w/);
    await press('ArrowRight');
    assert.equal(await focused(frame), `box:${to}`);
    await press('ArrowLeft');
    await press('Escape');
    assert.equal(await focused(frame), `box:${to}`);
    await frame.locator('[data-key="box:search"]').focus();
    await press('Enter');
    const menu = editor.page.locator('.quick-input-widget:visible', { hasText: 'search' });
    await menu.waitFor();
    await press('Enter');
    await editor.page.locator('.tab.active', { hasText: /\.(yaml|go)/ }).waitFor();
    await editor.page.locator('.tab', { hasText: 'Production Picture' }).click();
  });

  it('shows one service with its neighbors, and all again with Escape', async () => {
    const frame = await page();
    const all = await frame.locator('g.box').count();
    await frame.locator('select[data-key="service"]').selectOption({ label: 'indexer' });
    await until('fewer boxes', async () => (await frame.locator('g.box').count()) < all);
    await frame.locator('[data-key="box:indexer"]').focus();
    await press('Escape');
    await until('all boxes', async () => (await frame.locator('g.box').count()) === all);
    assert.equal(await focused(frame), 'box:indexer');
  });

  it('is copied for other tools', async () => {
    const frame = await page();
    for (const [button, name] of [
      ['mermaid', 'Mermaid'],
      ['dot', 'DOT'],
    ] as const) {
      await frame.locator(`[data-key="${button}"]`).click();
      await editor.page.locator('.statusbar-item', { hasText: `copied as ${name}` }).waitFor();
    }
  });

  it('is on the page of the whole system, which leads to it', async () => {
    await editor.run('Show Overview');
    const overview = await editor.frameWith('table.services');
    await overview.locator('svg.still').waitFor();
    await overview.locator('table.list th', { hasText: 'archive' }).waitFor();
    assert.deepEqual(await violations(overview), []);
    await overview.locator('[data-key^="picture:"]').click();
    await editor.page.locator('.tab.active', { hasText: 'Production Picture' }).waitFor();
  });

  for (const [theme, kind] of themes) {
    it(`has nothing that hinders people in ${theme}`, async () => {
      await chooseTheme(editor, theme);
      await editor.page.locator('.tab', { hasText: 'Production Picture' }).click();
      const frame = await page();
      await until('the theme', async () => (await frame.evaluate('document.body.dataset.vscodeThemeKind')) === kind);
      await frame.locator('[data-key="box:frontend"]').focus();
      assert.deepEqual(await violations(frame), []);
    });
  }
});
