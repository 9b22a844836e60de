import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync, cpSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { root } from '../analyse.ts';
import { openEditor, type Editor } from './editor.ts';
import { fold, keepPicture } from './steps.ts';

const shots = process.env['PRR_SHOTS'];
const file = 'frontend/src/search-client.ts';

/** Notes as colleagues have left them, in the sidebar's order from below. */
const colleagues: Readonly<Record<string, string>> = {
  '2026-10-01-00000001.yaml':
    'kind: decision\nservice: frontend\nitem: em-owner\ncomments:\n  - by: Ben\n    at: 2026-10-01T10:00:00Z\n    text: The search team owns it.\n',
  '2026-10-02-00000002.yaml':
    'kind: risk\nfinding:\n  rule: outbound-call-timeout\nanchor:\n  file: frontend/src/gone.ts\n  line: 3\n  text: const gone = fetch(url);\ncomments:\n  - by: Ben\n    at: 2026-10-02T10:00:00Z\n    text: "Without a deadline: see `fetch` and https://example.com/doc."\n',
  '2026-10-03-00000003.yaml':
    'kind: question\ncomments:\n' +
    Array.from(
      { length: 9 },
      (_, at) => `  - by: Cleo\n    at: 2026-10-03T10:0${at}:00Z\n    text: comment ${at}\n`,
    ).join(''),
};

describe('consultation notes in the real editor', () => {
  let editor: Editor;
  let frame: Frame;
  let source: string;
  const cards = () => frame.locator('.note');
  const card = (words: string | RegExp): Locator => frame.locator('.note').filter({ hasText: words });
  const noteFolder = () => path.join(editor.folder, '.prr/notes');
  const until = async <T>(what: string, ask: () => T | Promise<T>): Promise<NonNullable<T>> => {
    const end = Date.now() + 30_000;
    for (;;) {
      const answer = await ask();
      if (answer) return answer;
      if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const shot = async (name: string) => {
    if (shots === undefined) return;
    mkdirSync(shots, { recursive: true });
    await editor.page.screenshot({ path: path.join(shots, `${name}.png`) });
  };
  const axe = async (): Promise<string[]> => {
    // The page is transparent: what stands behind it is the sidebar's, which axe cannot see.
    await frame.locator('body').evaluate((body) => {
      body.style.background = 'var(--vscode-sideBar-background)';
    });
    await frame.evaluate(readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8'));
    const result = await frame.evaluate(
      async () =>
        (
          await (
            globalThis as unknown as {
              axe: {
                run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
              };
            }
          ).axe.run()
        ).violations,
    );
    return result.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`),
    );
  };

  before(async () => {
    source = path.join(mkdtempSync(path.join(os.tmpdir(), 'prr-notes-e2e-')), 'shakespeare');
    cpSync(path.join(root, 'examples/shakespeare'), source, { recursive: true });
    rmSync(path.join(source, '.prr/notes'), { recursive: true, force: true });
    mkdirSync(path.join(source, '.prr/notes'), { recursive: true });
    for (const [name, text] of Object.entries(colleagues)) writeFileSync(path.join(source, '.prr/notes', name), text);
    editor = await openEditor(source, { viewport: { width: 1280, height: 900 } });
    const action = editor.page.locator('.activitybar a.action-label[aria-label^="Production Readiness"]');
    await action.click();
    // The other views give their room to the notes.
    for (const view of ['Checklist', 'Production Guide']) await fold(editor, view);
    await fold(editor, 'Consultation Notes', true);
    frame = await editor.frameWith('.note');
  });
  after(async () => {
    await editor?.close();
    rmSync(path.dirname(source), { recursive: true, force: true });
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    await keepPicture(editor, `notes ${this.currentTest.title}`);
  });

  it('shows what colleagues wrote as unread, with what it is about, and says which place is lost', async () => {
    await until('three notes', async () => (await cards().count()) === 3);
    assert.equal(await frame.locator('.note.unread').count(), 3);
    const lost = card('Without a deadline');
    assert.match(
      (await lost.locator('.lost').textContent()) ?? '',
      /Location in frontend\/src\/gone\.ts lost: its file no longer exists/,
    );
    assert.equal(await lost.locator('.text code').textContent(), 'fetch');
    assert.equal(await lost.locator('.text a').getAttribute('href'), 'https://example.com/doc');
    const badge = editor.page.locator('.activitybar .action-item', {
      has: editor.page.locator('[aria-label^="Production Readiness"]'),
    });
    await until('the badge', async () => /3/.test((await badge.locator('.badge-content').first().textContent()) ?? ''));
    await shot('dark');
    assert.deepEqual(await axe(), []);
  });

  it('folds a long thread and opens it', async () => {
    const long = card('comment 0');
    assert.equal(await long.locator('.comment').count(), 4);
    await long.getByRole('button', { name: 'Show 5 earlier replies' }).click();
    assert.equal(await long.locator('.comment').count(), 9);
  });

  it('is worked with the keyboard alone: arrows, a reply, Escape, Enter', async () => {
    await cards().first().focus();
    await editor.page.keyboard.press('ArrowDown');
    await until('the second note to have the focus', () =>
      frame.locator('article:focus', { hasText: 'Without a deadline' }).count(),
    );
    await editor.page.keyboard.press('r');
    await editor.page.keyboard.type('It has one now.');
    await editor.page.keyboard.press('Control+Enter');
    await editor.type('Your name', 'Ada');
    const note = card('Without a deadline');
    await note.locator('.text', { hasText: 'It has one now.' }).waitFor();
    await until('the live region', async () => (await frame.locator('#done').textContent()) === 'Reply written');
    const [entry = ''] = readdirSync(path.join(noteFolder(), '2026-10-02-00000002'));
    assert.match(readFileSync(path.join(noteFolder(), '2026-10-02-00000002', entry), 'utf8'), /by: Ada/);
    await until('it to be read', async () => !/unread/.test((await note.getAttribute('class')) ?? ''));
    assert.equal(await note.locator('textarea:focus').count(), 1, 'the focus stays where one has written');
  });

  it('opens a box for a general note when asked for, and goes back to the notes', async () => {
    const box = frame.getByRole('textbox', { name: 'New general note' });
    assert.equal(await box.isVisible(), false, 'it takes no room from the notes');
    await editor.run('Write a General Note');
    await until('the focus in it', () => frame.locator('textarea:focus').count());
    await editor.page.keyboard.press('Escape');
    await until('the box to close', async () => !(await box.isVisible()));
    await until('the focus on a note', () => frame.locator('.note:focus, .note :focus').count());
  });

  it('leaves the room to the notes: the first one and its text are seen at once', async () => {
    const first = cards().first();
    const bar = await first.evaluate((node) => {
      const { top } = node.getBoundingClientRect();
      const text = node.querySelector('.text');
      return { top, text: text === null ? Infinity : text.getBoundingClientRect().bottom };
    });
    assert.ok(bar.top < 60, `the first note begins at ${bar.top}`);
    assert.ok(bar.text < 200, `its text ends at ${bar.text}`);
  });

  it('lets a person edit their own words and nobody else’s', async () => {
    const note = card('Without a deadline');
    assert.equal(await note.getByRole('button', { name: 'Edit comment' }).count(), 1);
    await note.getByRole('button', { name: 'Edit comment' }).click();
    const box = note.getByRole('textbox', { name: 'Edit comment' });
    assert.equal(await box.inputValue(), 'It has one now.');
    await box.fill('It has one now: two seconds.');
    await box.press('Control+Enter');
    await note.locator('.text', { hasText: 'two seconds' }).waitFor();
    assert.match((await note.textContent()) ?? '', /Ada, .*, edited/);
  });

  it('puts a lost note at the cursor, and a thread stands there', async () => {
    await editor.open(file);
    await editor.goToLine(10);
    await card('Without a deadline').getByRole('button', { name: 'Move Note to the Cursor' }).click();
    await until(
      'its place',
      async () => (await card('Without a deadline').locator('.place').textContent()) === `${file}:10`,
    );
    assert.match((await card('Without a deadline').textContent()) ?? '', /Ada moved this/);
    await editor.page
      .locator('.comment-range-glyph.comment-thread-unresolved, .comment-range-glyph.comment-thread')
      .first()
      .waitFor();
  });

  it('has further lines, each with a thread and a link, and loses them again', async () => {
    const note = card('Without a deadline');
    await editor.goToLine(30);
    await note.getByRole('button', { name: 'More Actions' }).click();
    await editor.pick('Add the Selected Lines');
    await until('both places', async () => (await note.locator('.place').count()) === 2);
    assert.equal(await note.locator('.place').nth(1).textContent(), `${file}:30`);
    await editor.page.locator('[class*="comment-range-glyph"][class*="comment-thread"]').first().waitFor();
    await editor.open('popular.ts');
    await note.locator('.place').nth(1).click();
    await editor.page.locator('.statusbar-item', { hasText: 'Ln 30,' }).waitFor();
    await note.getByRole('button', { name: 'More Actions' }).click();
    await editor.pick('Remove Added Lines');
    await editor.pick(`${file}:30`);
    await until('one place', async () => (await note.locator('.place').count()) === 1);
  });

  it('follows its line when the file is renamed, and so does its neighbour', async () => {
    const lines = readFileSync(path.join(editor.folder, file), 'utf8').split('\n');
    writeFileSync(
      path.join(noteFolder(), '2026-10-04-00000004.yaml'),
      `kind: advice\nanchor:\n  file: ${file}\n  line: 22\n  text: ${JSON.stringify(lines[21])}\n  before: ${JSON.stringify(lines.slice(18, 21))}\n  after: ${JSON.stringify(lines.slice(22, 25))}\ncomments:\n  - by: Ben\n    at: 2026-10-04T10:00:00Z\n    text: Its neighbour\n`,
    );
    await card('Its neighbour').waitFor();
    // A document that is open is there, whatever has become of its file.
    await editor.run('View: Close All Editors');
    const from = path.join(editor.folder, file);
    const to = path.join(editor.folder, 'frontend/src/search-api.ts');
    renameSync(from, to);
    await until(
      'the new place',
      async () =>
        (await card('Without a deadline').locator('.place').textContent()) === 'frontend/src/search-api.ts:10',
    );
    assert.match(
      (await card('Without a deadline').textContent()) ?? '',
      /Moved here from frontend\/src\/search-client\.ts/,
    );
    assert.match((await card('Its neighbour').textContent()) ?? '', /Moved here from/, 'the other note has moved, too');
    renameSync(to, from);
    await until(
      'the old place',
      async () => (await card('Without a deadline').locator('.place').textContent()) === `${file}:10`,
    );
  });

  it('assigns a note, which its card and the search know', async () => {
    const note = card('Without a deadline');
    await note.getByRole('button', { name: 'More Actions' }).click();
    await editor.pick('Assign');
    await editor.pick('Cleo');
    await until('the name', async () => /Cleo/.test((await note.locator('.state').textContent()) ?? ''));
  });

  it('resolves and reopens, and says who did', async () => {
    const note = card('The search team owns it.');
    await note.getByRole('button', { name: 'Resolve' }).click();
    await until('it to leave the open ones', async () => (await note.count()) === 0);
    await frame.getByRole('combobox', { name: 'Show' }).selectOption('all');
    await note.getByRole('button', { name: 'Reopen' }).click();
    await until('both events', async () =>
      /Ada resolved this.*Ada reopened this/s.test((await note.textContent()) ?? ''),
    );
  });

  it('finds notes by words, kind and state', async () => {
    await frame.getByRole('button', { name: 'Search and Filter' }).click();
    await frame.getByRole('searchbox', { name: 'Search notes' }).fill('DEADLINE ben');
    await until('one note', async () => (await cards().count()) === 1);
    assert.equal(await frame.locator('.count').textContent(), '1 of 4');
    await frame.getByRole('button', { name: 'Clear' }).click();
    await frame.getByRole('combobox', { name: 'Kind', exact: true }).selectOption('decision');
    await until('the decision', async () => (await cards().count()) === 1);
    await frame.getByRole('searchbox', { name: 'Search notes' }).fill('nothing has this');
    await frame.getByText('No notes match.').waitFor();
    await frame.getByRole('button', { name: 'Clear' }).click();
    await until('all open ones', async () => (await cards().count()) === 4);
  });

  it('asks before words of others are deleted, and restores the note exactly', async () => {
    const folder = path.join(noteFolder(), '2026-10-02-00000002');
    const before = readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]);
    const remove = () => card('Without a deadline').getByRole('button', { name: 'Delete Note' }).click();
    const dialog = editor.page.locator('.monaco-dialog-box', { hasText: 'Delete this note' });
    // Ben has written it: Ada is asked, and may leave it.
    await remove();
    assert.match((await dialog.textContent()) ?? '', /comments by Ben/);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    assert.equal(await card('Without a deadline').count(), 1);
    await remove();
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await until('it to go', async () => (await card('Without a deadline').count()) === 0);
    assert.deepEqual(readdirSync(folder), []);
    const toast = editor.page.locator('.notification-toast', { hasText: 'were deleted' });
    await toast.getByRole('button', { name: 'Undo' }).click();
    await card('Without a deadline').waitFor();
    assert.deepEqual(
      readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
      before,
    );
    assert.equal(
      readFileSync(path.join(noteFolder(), '2026-10-02-00000002.yaml'), 'utf8'),
      colleagues['2026-10-02-00000002.yaml'],
    );
  });

  it('takes what others write meanwhile, and marks all as read', async () => {
    mkdirSync(path.join(noteFolder(), '2026-10-01-00000001'), { recursive: true });
    writeFileSync(
      path.join(noteFolder(), '2026-10-01-00000001/20261122T100000Z-abcdef01.yaml'),
      'by: Ben\nat: 1999-01-01T00:00:00Z\ntext: by hand, with a clock that is wrong\n',
    );
    const note = card('The search team owns it.');
    await note.locator('.text', { hasText: 'by hand' }).waitFor();
    await until('it to be unread', async () => /unread/.test((await note.getAttribute('class')) ?? ''));
    await editor.run('Mark All Notes as Read');
    await until('all to be read', async () => (await frame.locator('.note.unread').count()) === 0);
  });

  it('has no accessibility violations and shows well in light and high contrast', async () => {
    for (const theme of ['Default Light Modern', 'Default High Contrast', 'Default High Contrast Light']) {
      const settings = path.join(editor.folder, '.vscode/settings.json');
      mkdirSync(path.dirname(settings), { recursive: true });
      const before = await frame.locator('body').getAttribute('class');
      writeFileSync(settings, JSON.stringify({ 'workbench.colorTheme': theme }));
      await until(theme, async () => (await frame.locator('body').getAttribute('class')) !== before);
      await new Promise((resolve) => setTimeout(resolve, 500));
      await shot(theme.replace(/\W+/g, '-').toLowerCase());
      assert.deepEqual(await axe(), [], theme);
    }
  });
});
