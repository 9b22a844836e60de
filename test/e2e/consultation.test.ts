import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { root } from '../analyse.ts';
import { openEditor, type Editor } from './editor.ts';
import { expandRow, goToItem, keepPicture, openChecklist, until } from './steps.ts';

// One consultation from the first look to the summary, as a developer does it: by mouse and keyboard, in the real editor.
describe('a consultation in the real editor', () => {
  let editor: Editor;
  before(async () => {
    editor = await openEditor(path.join(root, 'examples/shakespeare'));
    // The notes of the example are another conversation.
    rmSync(path.join(editor.folder, '.prr/notes'), { recursive: true, force: true });
  });
  after(() => editor?.close());
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    await keepPicture(editor, this.currentTest.title);
  });

  const text = (file: string) => readFileSync(path.join(editor.folder, file), 'utf8');
  const expand = (row: Locator) => expandRow(editor, row);
  const openView = () => openChecklist(editor);

  it('opens a workspace and says quietly how many findings there are', async () => {
    const item = editor.page.locator('.statusbar-item[id*="prr.status"]');
    await item.waitFor();
    await until('27 findings in the status bar', async () => /\b27\b/.test((await item.textContent()) ?? ''));
    assert.equal(await editor.page.locator('.notification-toast').count(), 0, 'no notification of its own accord');
  });

  it('shows a true hint at the call that has no timeout', async () => {
    await editor.open('search-client.ts');
    await editor.page.waitForSelector('.monaco-editor .squiggly-warning');
    await editor.page.keyboard.press('Control+Shift+m');
    await editor.page
      .locator('.markers-panel-action-filter input, .viewpane-filter input')
      .first()
      .fill('fetch has no timeout');
    await editor
      .row(/fetch has no timeout/)
      .first()
      .waitFor();
    assert.equal(await editor.page.locator('.markers-panel .codicon-error').count(), 0, 'no error by default');
  });

  it('says why, what to do, and what the Guide says, on hover', async () => {
    const call = editor.page
      .locator('.monaco-editor .view-line', { hasText: '/v1/suggest' })
      .locator('span', { hasText: /^fetch$/ });
    const hover = editor.page.locator('.monaco-hover:visible', { hasText: 'What to do' });
    await editor.goToLine(30);
    await until('the hover', async () => {
      await editor.page.mouse.move(900, 500);
      await call.first().hover();
      return hover.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
    });
    assert.equal((await hover.textContent())?.match(/outbound-call-timeout/g)?.length, 1, 'nothing is said twice');
    await keepPicture(editor, 'hover');
    // The id of the rule leads to its page.
    await hover.locator('a', { hasText: 'outbound-call-timeout' }).click();
    await editor.page.locator('.tab.active', { hasText: /Timeouts/i }).waitFor();

    await editor.page.keyboard.press('Control+w');
    await editor.page.locator('.tab.active', { hasText: 'search-client.ts' }).waitFor();
    await editor.page.mouse.move(900, 500);
  });

  it('fixes it with a quick fix', async () => {
    await editor.goToLine(30);
    await editor.page.keyboard.press('F8');
    await editor.page.keyboard.press('Escape');
    await editor.page.locator('[class*="codicon-gutter-lightbulb"], .lightBulbWidget').first().waitFor();
    const widget = editor.page.locator('.action-widget:not(.action-list-submenu-panel)');
    // A busy editor loses the key.
    await until('the quick fixes', async () => {
      if (!(await widget.isVisible())) await editor.page.keyboard.press('Control+.');
      return widget.waitFor({ timeout: 4000 }).then(
        () => true,
        () => false,
      );
    });
    await widget
      .locator('.monaco-list-row', { hasText: /AbortSignal\.timeout|timeout/i })
      .first()
      .click();
    await editor.page.locator('.monaco-editor .view-lines', { hasText: 'AbortSignal.timeout' }).first().waitFor();
    await editor.page.keyboard.press('Control+s');
    await until('the finding to go', async () => (await editor.row(/fetch has no timeout/).count()) === 0);
    assert.match(text('frontend/src/search-client.ts'), /suggest[\s\S]*AbortSignal\.timeout/);
  });

  it('shows at a metric what uses it, and leads there', async () => {
    await editor.open('frontend/src/metrics.ts');
    const lens = editor.page.locator('.codelens-decoration a', { hasText: /alert|panel/ }).first();
    await lens.waitFor();
    assert.match((await lens.textContent()) ?? '', /\d alert.* · \d panel/);
    await lens.click();
    const peek = editor.page.locator('.peekview-widget .ref-tree');
    await peek.locator('.monaco-list-row', { hasText: 'frontend.yaml' }).first().waitFor();
    await editor.page.keyboard.press('Escape');
  });

  it('opens a checklist that has answered itself, with evidence that leads to its place', async () => {
    await openView();
    await editor.row('Architecture').first().waitFor();
    await goToItem(editor, 'Readiness probes');
    await expand(editor.row('Readiness probes').first());
    await expand(editor.row('Each serving container has a readiness probe').first());
    const evidence = editor.row(/frontend has no readiness probe/).first();
    await evidence.click();
    await editor.page.locator('.tab.active', { hasText: 'frontend.yaml' }).waitFor();
  });

  it('takes an answer with its reason and keeps it in a small file', async () => {
    await goToItem(editor, 'On-call rotation');
    const owner = editor.row('On-call rotation').first();
    await owner.hover();
    await owner.locator('.action-label[aria-label^="Answer a"]').click();
    await editor.pick('Yes');
    await editor.type('Evidence wanted', 'The search team, see docs/runbooks/README.md');
    await editor.type('Your name', 'Ada');
    const file = '.prr/answers/frontend/em-rotation.yaml';
    await until('the answer file', () => {
      try {
        return /reason: The search team/.test(text(file));
      } catch {
        return false;
      }
    });
    await until('the row to say so', async () => /Ada/.test((await owner.getAttribute('aria-label')) ?? ''));
  });

  const box = () => editor.page.locator('.review-widget .comment-form .monaco-editor').last();
  const cursor = () => editor.page.locator('.statusbar-item', { hasText: /^Ln / }).textContent();
  const hasFocus = (within: string) =>
    editor.page
      .locator(`${within} :focus`)
      .count()
      .then((count) => count > 0);

  const hasFocusInCode = async () => (await hasFocus('.editor-instance')) && !(await hasFocus('.review-widget'));

  it('writes a note on selected lines, in the box that has the focus, and goes back to the code', async () => {
    const before = text('frontend/src/search-client.ts');
    await editor.open('search-client.ts');
    // Four lines, with the cursor in front of the fifth.
    await until('the selection', async () => {
      await editor.goToLine(10);
      for (let line = 0; line < 4; line++) await editor.page.keyboard.press('Shift+ArrowDown');
      return /Ln 14, Col 1 \(\d+ selected\)/.test((await cursor()) ?? '');
    });
    await editor.run('Write a Note');
    await box().waitFor();
    await until('the focus in the box', () => hasFocus('.review-widget .comment-form'));
    await editor.page.keyboard.type('What happens when search is down?');
    await editor.page.keyboard.press('Control+Enter');
    const name = await until('the note', () => {
      const folder = path.join(editor.folder, '.prr/notes');
      // While the note is being written, its file has another name.
      return existsSync(folder) ? readdirSync(folder).find((each) => each.endsWith('.yaml')) : undefined;
    });
    await editor.page
      .locator('.review-widget .review-comment', { hasText: 'What happens when search is down?' })
      .waitFor();
    await until('the focus in the code', hasFocusInCode);
    const note = text(`.prr/notes/${name}`);
    assert.match(note, /kind: question/);
    assert.match(note, /^ {2}line: 10$/m);
    assert.match(note, /^ {2}end:\n {4}line: 13\n/m);
    assert.equal(text('frontend/src/search-client.ts'), before, 'no word has gone into the code');
    assert.match((await cursor()) ?? '', /Ln 14/);
  });

  it('forgets a note that was begun and discarded', async () => {
    const glyphs = editor.page.locator('[class*="comment-range-glyph"][class*="comment-thread"]');
    const before = await glyphs.count();
    await editor.goToLine(25);
    await editor.run('Write a Note');
    await until('the focus in the box', () => hasFocus('.review-widget .comment-form'));
    const begun = editor.page.locator('.review-widget', { hasText: 'New note' });
    await begun.locator('.review-actions .action-label').last().click();
    await editor.page.locator('.review-widget', { hasText: 'New note' }).waitFor({ state: 'hidden' });
    await editor.goToLine(14);
    await until('no mark but that of the note', async () => (await glyphs.count()) === before);
  });

  it('answers in the thread, and goes back to the code', async () => {
    const thread = editor.page.locator('.review-widget', { hasText: 'What happens when search is down?' });
    await thread.locator('.review-thread-reply-button').click();
    await until('the focus in the box', () => hasFocus('.review-widget .comment-form'));
    await editor.page.keyboard.type('Users see an empty page; agreed to cache.');
    await editor.page.keyboard.press('Control+Enter');
    await thread.locator('.review-comment', { hasText: 'agreed to cache' }).waitFor();
    await until('the focus in the code', hasFocusInCode);
    await editor.page.keyboard.press('ArrowUp');
    await until('the cursor to move', async () => /Ln 13/.test((await cursor()) ?? ''));
  });

  it('shows the note in the sidebar with its lines, which follow an edit', async () => {
    await editor.run('Focus on Consultation Notes View');
    const frame = await editor.frameWith('.note');
    await frame.locator('.note', { hasText: 'agreed to cache' }).waitFor();
    assert.equal(await frame.locator('.note .place').textContent(), 'frontend/src/search-client.ts:10-13');
    await editor.open('search-client.ts');
    await editor.page.keyboard.press('Control+Home');
    await editor.page.keyboard.type('// a new line\n');
    await editor.page.keyboard.press('Control+s');
    await until('the note to move', async () =>
      /search-client\.ts:11-14/.test((await frame.locator('.note .place').textContent()) ?? ''),
    );
    const thread = editor.page.locator('.review-widget .review-comment', { hasText: 'agreed to cache' });
    assert.ok(await thread.isVisible(), 'the thread has stayed open through the edit');
  });

  it('hides all notes of the editor, and shows them again', async () => {
    const glyphs = editor.page.locator(
      '.comment-range-glyph.comment-thread-unresolved, .comment-range-glyph.comment-thread',
    );
    await glyphs.first().waitFor();
    await editor.run('Hide Notes in the Editor');
    await until('no glyph', async () => (await glyphs.count()) === 0);
    await editor.run('Show Notes in the Editor');
    await glyphs.first().waitFor();
  });

  it('has a menu behind its status item, which says what it counts', async () => {
    const item = editor.page.locator('.statusbar-item[id*="prr.status"]');
    assert.match((await item.textContent()) ?? '', /^ ?\d+ findings?$/);
    assert.match((await item.getAttribute('aria-label')) ?? '', /findings/);
    await item.click();
    await editor.pick('Show Findings');
    await editor.page.locator('.pane-header[aria-expanded="true"]', { hasText: 'Findings' }).waitFor();
  });

  it('lists findings by rule, filters them and leads to their line', async () => {
    const view = editor.page.locator('.pane', { has: editor.page.locator('.pane-header', { hasText: 'Findings' }) });
    const rows = view.locator('.monaco-list-row');
    await editor.run('Group Findings By');
    await editor.pick('rule');
    await editor.run('Filter Findings');
    await editor.type('Filter findings', 'readiness probe');
    await view.locator('.message', { hasText: 'with “readiness probe”' }).waitFor();
    await expand(rows.filter({ hasText: 'probe-missing' }).first());
    const finding = rows.filter({ hasText: 'has no readiness probe' }).first();
    await finding.click();
    await editor.page.locator('.tab.active', { hasText: 'frontend.yaml' }).waitFor();
    await editor.run('Clear Findings Filter');
    await until('all again', async () => (await view.locator('.message:visible').count()) === 0);
  });

  it('is switched off and on for the workspace: no finding, no server, and a button that brings it back', async () => {
    await editor.run('Show Menu');
    await editor.pick('Disable in This Workspace');
    const item = editor.page.locator('.statusbar-item[id*="prr.status"]');
    await until('it to say so', async () => /Readiness off/.test((await item.textContent()) ?? ''));
    await until(
      'no findings',
      async () => (await editor.page.locator('.monaco-editor .squiggly-warning').count()) === 0,
    );
    await item.click();
    await editor.pick('Enable in This Workspace');
    await until('the findings', async () => /\d+ finding/.test((await item.textContent()) ?? ''));
    rmSync(path.join(editor.folder, '.vscode'), { recursive: true, force: true });
  });

  it('finds a page of the Guide by its words and opens it', async () => {
    await editor.run('Search the Guide');
    const input = editor.page
      .locator('.quick-input-widget:visible', { hasText: 'Search the Production Guide' })
      .locator('input[type="text"]');
    await input.pressSequentially('SIGTERM drain');
    // The list is drawn anew while one types: a row that is clicked then may be another.
    await editor
      .row(/Graceful shutdown/)
      .first()
      .waitFor();
    await editor.page.waitForTimeout(800);
    await editor.pick(/Graceful shutdown/);
    const frame = await editor.frameWith('h1:has-text("Graceful shutdown")');
    assert.ok(await frame.locator('h1').first().isVisible());
  });

  it('shows what was read, then one page of the Guide after the other, each with its own content', async () => {
    const shows = (title: string) =>
      until(`${title} alone on the screen`, async () => {
        const heads = await Promise.all(
          editor.page.frames().map((frame) =>
            frame
              .locator('h1:visible')
              .allTextContents()
              .catch(() => []),
          ),
        );
        // The notes stand in a view of their own, with a heading for screen readers.
        return (
          heads
            .flat()
            .filter((head) => head !== 'Consultation Notes')
            .join() === title
        );
      });
    const openPage = async (title: string) => {
      const picker = editor.page.locator('.quick-input-widget:visible', { hasText: 'Production Guide' });
      // The page before takes the focus when it has loaded, and the picker closes: then it is opened again.
      await until('the page to be picked', async () => {
        await editor.run('Open a Page of the Guide');
        return picker
          .locator('input[type="text"]')
          .fill(title, { timeout: 3000 })
          .then(() => picker.locator('.monaco-list-row', { hasText: title }).first().click({ timeout: 3000 }))
          .then(
            () => true,
            () => false,
          );
      });
      await shows(title);
    };
    await editor.run('Show Analysis Scope');
    await shows('What was read');
    await openPage('Timeouts');
    await openPage('SLO burn-rate alerts');
  });

  it('exports the summary', async () => {
    await editor.run('Export Consultation Summary');
    const picker = editor.page.locator('.quick-input-list');
    await picker.locator('.monaco-list-row', { hasText: 'frontend' }).first().waitFor();
    assert.doesNotMatch(
      (await picker.textContent()) ?? '',
      /Dockerfile|manifest|build file/,
      'names and folders alone',
    );
    await editor.pick('frontend');
    await editor.pick('Markdown');
    const input = editor.page.locator('.quick-input-widget:not([style*="display: none"]) input[type="text"]');
    await input.waitFor();
    await until('the proposed name', async () => /production-readiness-frontend\.md/.test(await input.inputValue()));
    await editor.page.keyboard.press('Enter');
    const summary = await until('the file', () => {
      try {
        return text('production-readiness-frontend.md');
      } catch {
        return '';
      }
    });
    assert.match(summary, /# Production readiness of Shakespeare's front end/);
    assert.match(summary, /What happens when search is down\?/);
    assert.match(summary, /The search team, see docs\/runbooks\/README\.md/);
  });

  it('survives the death of its server: it restarts, and nothing is lost', async () => {
    const pids = () =>
      execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
        .split('\n')
        .filter((line) => line.includes('dist/server.cjs') && line.includes(editor.dataDir))
        .map((line) => Number(line.trim().split(' ')[0]));
    const before = pids();
    assert.equal(before.length, 1, 'one server runs');
    process.kill(before[0]!, 'SIGKILL');
    await until('a new server', () => pids().some((pid) => pid !== before[0]));
    await editor.page.locator('.tab', { hasText: 'search-client.ts' }).click();
    await editor.open('popular.ts');
    await editor.page.waitForSelector('.monaco-editor .squiggly-warning');
    const frame = await editor.frameWith('.note');
    await frame.locator('.note', { hasText: 'agreed to cache' }).waitFor();
  });
});
