import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../analyse.ts';
import { openEditor, type Editor } from './editor.ts';
import { keepPicture } from './steps.ts';

const words = JSON.parse(readFileSync(path.join(root, 'package.nls.zh-cn.json'), 'utf8')) as Record<string, string>;
const say = (key: string) => words[key] ?? assert.fail(`${key} is not translated`);

describe('the editor in Chinese', () => {
  let editor: Editor;
  before(async () => {
    editor = await openEditor(path.join(root, 'examples/shakespeare'), {
      locale: 'zh-cn',
      theme: 'Default Light Modern',
      settings: { 'typescript.validate.enable': false },
    });
    await editor.page
      .locator('.statusbar-item[id*="prr.status"]', { hasText: /\d+ 个发现项/ })
      .waitFor({ timeout: 60_000 });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepPicture(editor, this.currentTest.fullTitle());
  });
  after(() => editor?.close());

  it('names views and checklist in Chinese', async () => {
    const { page } = editor;
    await page.locator(`.activitybar a.action-label[aria-label^="${say('container.title')}"]`).click();
    await page.locator('.pane-header', { hasText: say('view.checklist') }).waitFor();
    // The aspect, the item and its state.
    await editor.row('架构').first().waitFor();
    await editor.row('超时').first().waitFor();
    await keepPicture(editor, 'chinese-checklist');
  });

  it('finds commands by their Chinese titles, and draws a webview in Chinese', async () => {
    await editor.run(say('command.showOverview'));
    const overview = await editor.frameWith('table.services');
    assert.equal(await overview.locator('h1').first().textContent(), '服务');
    assert.equal(await overview.locator('html').getAttribute('lang'), 'zh-cn');
    await overview.locator('[data-key$=":frontend"]').click();
    await overview.locator('.card h2', { hasText: '下一步建议' }).waitFor();
    await overview.locator('th button', { hasText: '变更管理' }).waitFor();
    await keepPicture(editor, 'chinese-overview');
  });

  it('shows the Guide under Chinese titles', async () => {
    await editor.run(say('command.openGuide').replace('…', ''));
    await editor.page.locator('.quick-input-widget:visible input[type="text"]').first().fill('截止时间传递');
    await editor.pick('截止时间传递');
    const page = await editor.frameWith('.markdown-body');
    await page.locator('h1', { hasText: '截止时间传递' }).waitFor();
    await keepPicture(editor, 'chinese-guide');
  });

  it('draws the engagement in Chinese', async () => {
    await editor.run(say('command.showEngagement'));
    const engagement = await editor.frameWith('#engagement .tabs');
    await engagement.locator('button.tab', { hasText: '支持建议' }).waitFor();
    await keepPicture(editor, 'chinese-engagement');
  });
});
