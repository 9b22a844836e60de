import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openEditor, type Editor } from './editor.ts';
import { goToItem, keepPicture, until } from './steps.ts';

/** A service with one call without a timeout, its image and its manifest. */
const service: Readonly<Record<string, string>> = {
  'package.json':
    '{ "name": "parcels", "version": "1.0.0", "type": "module", "scripts": { "start": "node server.js" } }\n',
  'server.js': `import { createServer } from 'node:http';
const server = createServer(async (request, response) => {
  const rates = await fetch('https://rates.example.com/today');
  response.end(await rates.text());
});
server.listen(8080);
`,
  Dockerfile: 'FROM node:22.12.0-alpine\nCOPY . /srv\nWORKDIR /srv\nCMD ["node", "server.js"]\n',
  'deploy/parcels.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: parcels
spec:
  replicas: 3
  selector:
    matchLabels: { app: parcels }
  template:
    metadata:
      labels: { app: parcels }
    spec:
      containers:
        - name: parcels
          image: registry.example.com/parcels:1.4.2
          ports: [{ name: http, containerPort: 8080 }]
---
apiVersion: v1
kind: Service
metadata:
  name: parcels
spec:
  selector: { app: parcels }
  ports: [{ port: 80, targetPort: http }]
`,
};

// The extension host of a browser: no Node, no process, and a folder that is on no disk.
describe('a virtual folder in a browser', () => {
  let editor: Editor;
  let folder: string;
  before(async () => {
    folder = path.join(mkdtempSync(path.join(tmpdir(), 'prr-browser-')), 'parcels');
    for (const [name, content] of Object.entries(service)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), content);
    }
    editor = await openEditor(folder, { inBrowser: true });
    await editor.page.locator('.statusbar-item[id*="prr.status"]', { hasText: /\d/ }).waitFor({ timeout: 60_000 });
  });
  after(async () => {
    await editor?.close();
    rmSync(path.dirname(folder), { recursive: true, force: true });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed' && editor) await keepPicture(editor, this.currentTest.title);
  });

  it('shows a finding in Problems', async () => {
    // Nothing searches a virtual folder by the names of its files.
    await editor.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'server.js' }).dblclick();
    await editor.page.waitForSelector('.monaco-editor .view-line');
    await editor.run('Problems: Focus on Problems View');
    await editor
      .row(/fetch has no timeout/)
      .first()
      .waitFor({ timeout: 30_000 });
  });

  it('fixes it with a quick fix', async () => {
    const { page } = editor;
    await page.locator('.tab.active', { hasText: 'server.js' }).click();
    await editor.goToLine(3);
    await page.keyboard.press('End');
    for (let back = 0; back < 6; back++) await page.keyboard.press('ArrowLeft');
    const action = page.locator('.action-widget .monaco-list-row', { hasText: 'AbortSignal.timeout' }).first();
    await until('the quick fix', async () => {
      if (!(await action.isVisible())) await page.keyboard.press('Control+.');
      return action.waitFor({ timeout: 4000 }).then(
        () => true,
        () => false,
      );
    });
    await page.keyboard.press('Enter');
    await page.locator('.view-line', { hasText: 'AbortSignal.timeout(' }).first().waitFor();
    await page.keyboard.press('Control+z');
  });

  it('has answered the checklist', async () => {
    await editor.run('Focus on Checklist View');
    await goToItem(editor, 'Timeouts');
    const label = () => editor.row('Timeouts').first().getAttribute('aria-label');
    await until('an item that failed', async () => /Failed/.test((await label()) ?? ''));
  });

  it('writes an answer to the virtual folder', async () => {
    await goToItem(editor, 'Graceful degradation');
    await editor.page.keyboard.press('Control+Enter');
    await editor.pick('Yes');
    await editor.type('Evidence wanted', 'Tried on 3 November');
    await editor.type('Your name', 'Ada');
    const label = () => editor.row('Graceful degradation').first().getAttribute('aria-label');
    await until('the answer', async () => /Passed: Ada/.test((await label()) ?? ''));
  });

  it('explains a finding on hover', async () => {
    const { page } = editor;
    await page.locator('.tab', { hasText: 'server.js' }).click();
    const call = page.locator('.view-line', { hasText: 'await fetch(' }).locator('span', { hasText: /^fetch$/ });
    const hover = page.locator('.monaco-hover:visible', { hasText: /What to do:[^]*Open the Guide/ }).first();
    await until('the hover', async () => {
      await page.mouse.move(900, 500);
      await call.last().hover();
      return hover.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false,
      );
    });
    await page.keyboard.press('Escape');
  });

  it('writes a note at a line, and shows it in the sidebar', async () => {
    const { page } = editor;
    await page.locator('.tab', { hasText: 'server.js' }).click();
    await editor.goToLine(3);
    await editor.run('Write a Note');
    const focus = page.locator('.review-widget .comment-form :focus, .review-widget .comment-form:focus');
    await until('the focus in the box', async () => (await focus.count()) > 0);
    await page.keyboard.type('What happens when rates are down?');
    await page.keyboard.press('Control+Enter');
    await page.locator('.review-widget .review-comment', { hasText: 'What happens when rates are down?' }).waitFor();
    await editor.run('Focus on Consultation Notes View');
    const notes = await editor.frameWith('.note');
    const note = notes.locator('.note', { hasText: 'What happens when rates are down?' });
    await note.waitFor();
    assert.match((await note.textContent()) ?? '', /Ada/);
    assert.match((await note.textContent()) ?? '', /server\.js/);
  });

  it('opens a page of the Guide', async () => {
    await editor.run('Open a Page of the Guide');
    await editor.pick('Deadline propagation');
    await editor.frameWith('h1:has-text("Deadline propagation")');
  });

  it('asks no server', async () => {
    await editor.run('Observe Production');
    const message = editor.page.locator('.notifications-toasts', { hasText: 'the browser editor asks no servers' });
    await message.waitFor();
    await editor.run('Notifications: Clear All Notifications');
  });

  it('says what is not available there', async () => {
    await editor.run('Show Analysis Scope');
    const page = await editor.frameWith('text=Not available in the browser');
    assert.match((await page.locator('body').innerText()) ?? '', /Git: /);
  });
});
