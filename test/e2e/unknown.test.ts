import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openEditor, type Editor } from './editor.ts';
import { goToItem, keepPicture, until } from './steps.ts';

/** A service that nobody has described: one server, its image and its manifest. */
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

// A developer opens a service that nobody has described, and comes to an exported summary without a mouse.
describe('an unknown service, by keyboard alone', () => {
  let editor: Editor;
  const file = (name: string) => path.join(editor.folder, name);
  const text = (name: string) => (existsSync(file(name)) ? readFileSync(file(name), 'utf8') : '');
  before(async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'prr-unknown-'));
    for (const [name, content] of Object.entries(service)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), content);
    }
    editor = await openEditor(folder);
    await editor.page.locator('.statusbar-item[id*="prr.status"]', { hasText: /\d/ }).waitFor({ timeout: 60_000 });
  });
  after(() => editor?.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepPicture(editor, this.currentTest.title);
  });

  it('is described before any of its views was shown', async () => {
    await editor.run('Describe This Service');
    await editor.pick('Tier');
    await editor.pick('2, standard');
    await until('the description', () => /^tier: 2$/m.test(text('.prr/services/parcels.yaml')));
    await editor.page.keyboard.press('Escape');
  });

  it('has answered what its files tell: passed, failed and open items', async () => {
    await editor.run('Focus on Checklist View');
    await goToItem(editor, 'Pinned versions');
    const label = (item: string) => editor.row(item).first().getAttribute('aria-label');
    await until('an item that passed', async () => /Passed/.test((await label('Pinned versions')) ?? ''));
    await goToItem(editor, 'Timeouts');
    await until('an item that failed', async () => /Failed/.test((await label('Timeouts')) ?? ''));
    await goToItem(editor, 'Security review');
    assert.match((await label('Security review')) ?? '', /Manual answer required/);
  });

  it('shows the line of a failed item with Enter', async () => {
    await goToItem(editor, 'Timeouts');
    await editor.page.keyboard.press('Enter');
    await editor.page.locator('.tab.active', { hasText: 'server.js' }).waitFor();
    await editor.page.waitForSelector('.monaco-editor .squiggly-warning');
    assert.equal(await editor.page.locator('.comment-range-glyph').count(), 0, 'no line is marked for notes');
  });

  it('keeps an item in its place when it is fixed', async () => {
    const top = async (item: string) => (await editor.row(item).first().boundingBox())?.y ?? 0;
    assert.ok((await top('Timeouts')) < (await top('Deadline propagation')));
    const source = text('server.js');
    writeFileSync(file('server.js'), source.replace("/today')", "/today', { signal: AbortSignal.timeout(800) })"));
    const label = () => editor.row('Timeouts').first().getAttribute('aria-label');
    await until('it to be fixed', async () => !/Failed/.test((await label()) ?? 'Failed'));
    assert.ok((await top('Timeouts')) < (await top('Deadline propagation')));
    writeFileSync(file('server.js'), source);
    await until('the finding', async () => /Failed/.test((await label()) ?? ''));
  });

  it('takes an answer with its reason', async () => {
    await goToItem(editor, 'Security review');
    await editor.page.keyboard.press('Control+Enter');
    await editor.pick('Yes');
    await editor.type('Evidence wanted', 'Reviewed on 2 October by the security team');
    await editor.type('Your name', 'Ada');
    await until('the answer', () => /Reviewed on 2 October/.test(text('.prr/answers/parcels/dep-security.yaml')));
  });

  it('exports the summary, with the risk and the answer in it', async () => {
    await editor.run('Export Consultation Summary');
    await editor.pick('Markdown');
    const input = editor.page.locator('.quick-input-widget:not([style*="display: none"]) input[type="text"]');
    await until('the proposed name', async () => /production-readiness-parcels\.md/.test(await input.inputValue()));
    await editor.page.keyboard.press('Enter');
    const summary = await until('the file', () => text('production-readiness-parcels.md'));
    assert.match(summary, /server\.js:3/);
    assert.match(summary, /Reviewed on 2 October/);
  });
});

// Nothing in it is a service that could be detected.
describe('a folder without a service', () => {
  let editor: Editor;
  before(async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'prr-none-'));
    writeFileSync(path.join(folder, 'notes.txt'), 'plans\n');
    editor = await openEditor(folder);
    await editor.page.locator('.statusbar-item[id*="prr.status"]', { hasText: 'No findings' }).waitFor();
  });
  after(() => editor?.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepPicture(editor, this.currentTest.title);
  });

  it('has its service described by hand, and then a checklist', async () => {
    await editor.run('Focus on Checklist View');
    await editor.page.getByRole('button', { name: 'Describe a Service Manually' }).click();
    await editor.type('name', 'planner');
    await editor.pick('Service');
    await editor.type('folder of its code', '.');
    await editor.page.locator('.tab.active', { hasText: 'planner.yaml' }).waitFor();
    await editor.page.locator('.notification-toast', { hasText: 'Created .prr/services/planner.yaml' }).waitFor();
    await editor.row('This service').first().waitFor({ timeout: 60_000 });
    assert.match(readFileSync(path.join(editor.folder, '.prr/services/planner.yaml'), 'utf8'), /^kind: service$/m);
  });
});
