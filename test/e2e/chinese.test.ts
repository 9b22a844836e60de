import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../analyse.ts';
import { openEditor, type Editor } from './editor.ts';
import { keepPicture, until } from './steps.ts';

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

  it('shows a finding and its hover in Chinese', async () => {
    const { page } = editor;
    await editor.open('search-client.ts');
    await page.waitForSelector('.monaco-editor .squiggly-warning');
    await editor.goToLine(30);
    const call = page
      .locator('.monaco-editor .view-line', { hasText: '/v1/suggest' })
      .locator('span', { hasText: /^fetch$/ });
    const hover = page.locator('.monaco-hover:visible', { hasText: '怎么做：' });
    await until('the hover', async () => {
      await page.mouse.move(900, 500);
      await call.first().hover();
      return hover.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
    });
    const text = (await hover.textContent()) ?? '';
    // The message with a sentence of a pack in it, and the page of the rule.
    assert.match(text, /fetch 没有超时；依赖挂起时它会被阻塞（fetch 不设置；Node 等待响应头 300 s）/);
    assert.match(text, /依赖挂起时，每个调用它的请求都会占用内存/);
    await keepPicture(editor, 'chinese-hover');
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
