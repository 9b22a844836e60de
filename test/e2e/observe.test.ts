import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  hasAlertmanager,
  hasPrometheus,
  serve,
  startAlertmanager,
  startPrometheus,
  type Server,
} from '../observe/servers.ts';
import { openEditor, type Editor } from './editor.ts';
import { keepPicture, until } from './steps.ts';

const rules = `groups:
  - name: web
    rules:
      - alert: Always
        expr: up > 0
        labels: { severity: page }
        annotations: { summary: up }
`;
const routing = `route:
  receiver: nobody
  routes:
    - matchers: [severity="page"]
      receiver: pager
receivers:
  - name: nobody
  - name: pager
    pagerduty_configs: [{ routing_key: some-key }]
`;
const silence = {
  matchers: [{ name: 'alertname', value: 'Always', isRegex: false, isEqual: true }],
  startsAt: new Date().toISOString(),
  endsAt: new Date(Date.now() + 86_400_000).toISOString(),
  comment: 'An upgrade',
};

// The user's own Prometheus and Alertmanager, asked from the editor.
describe('observing production in the real editor', () => {
  let editor: Editor;
  let folder: string;
  const servers: Server[] = [];
  const asked: (string | undefined)[] = [];
  let isSlow = false;
  let prometheus: Server;
  let alertmanager: Server;
  let other: Server;
  const inFolder = (name: string) => path.join(editor.folder, name);
  const toast = (words: string | RegExp) =>
    editor.page.locator('.notification-toast').filter({ hasText: words }).first();
  const dialog = () => editor.page.locator('.monaco-dialog-box');
  const settings = () => path.join(editor.dataDir, 'data/User/settings.json');
  /** Sets an address in the user's settings, as a person does. */
  const setUser = async (name: 'prometheus' | 'alertmanager', value: string) => {
    const { page } = editor;
    const key = `prr.observe.${name}`;
    const block = page.locator('.monaco-modal-editor-block');
    await editor.run('Preferences: Open Settings (UI)');
    await page.locator('.settings-editor .suggest-input-container').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(`@id:${key}`);
    await page.locator(`.settings-editor .setting-item-contents[data-key="${key}"] input`).fill(value);
    await page.keyboard.press('Tab');
    await until('the setting to be written', () => {
      const written = JSON.parse(readFileSync(settings(), 'utf8')) as Record<string, unknown>;
      return (written[key] ?? '') === value;
    });
    await block.locator('.codicon-close').first().click();
    await block.waitFor({ state: 'hidden' });
  };
  /** Runs the command until something shows that the editor has the settings that it needs. */
  const observeUntil = async (shown: () => Promise<boolean>) => {
    await until('an answer to the command', async () => {
      await editor.run('Notifications: Clear All Notifications');
      await editor.run('Observe Production');
      for (let round = 0; round < 30; round++) {
        if (await shown()) return true;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return false;
    });
  };

  before(async function () {
    if (!hasPrometheus() || !hasAlertmanager()) {
      console.log('skipped: prometheus or prometheus-alertmanager is not installed');
      this.skip();
    }
    prometheus = await startPrometheus(rules);
    servers.push(prometheus);
    alertmanager = await startAlertmanager(routing, [silence]);
    servers.push(alertmanager);
    other = await serve((request, response) => {
      asked.push(request.headers.authorization);
      if (!isSlow) response.end('{"status":"success","data":{"version":"1"}}');
    });
    servers.push(other);
    folder = path.join(mkdtempSync(path.join(tmpdir(), 'prr-observe-')), 'web');
    mkdirSync(path.join(folder, '.vscode'), { recursive: true });
    writeFileSync(path.join(folder, 'alerts.yaml'), rules);
    const own = { 'prr.observe.prometheus': other.url, 'prr.observe.alertmanager': other.url };
    writeFileSync(path.join(folder, '.vscode/settings.json'), JSON.stringify(own));
    editor = await openEditor(folder, { isUntrusted: true });
    await editor.page.locator('.statusbar-item[id*="prr.status"]', { hasText: /\d|No findings/ }).waitFor({
      timeout: 60_000,
    });
  });
  after(async () => {
    await editor?.close();
    for (const each of servers) await each.close();
    if (folder !== undefined) rmSync(path.dirname(folder), { recursive: true, force: true });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed' && editor) await keepPicture(editor, this.currentTest.title);
  });

  it('asks nothing in a workspace that is not trusted', async () => {
    await editor.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await setUser('prometheus', other.url);
    await observeUntil(() => toast('needs a trusted workspace').isVisible());
    assert.deepEqual(asked, []);
    assert.ok(!existsSync(inFolder('.prr')));
    await setUser('prometheus', '');
  });

  it('asks no server of the settings of a workspace', async () => {
    await editor.run('Workspaces: Manage Workspace Trust');
    await editor.page
      .locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ })
      .first()
      .click();
    await until(
      'the workspace to be trusted',
      async () => (await editor.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).count()) === 0,
    );
    await editor.page.keyboard.press('Control+w');
    await observeUntil(() => toast('No server is set').isVisible());
    assert.deepEqual(asked, []);
    assert.ok(!existsSync(inFolder('.prr')));
  });

  it('asks before the first request, and asks nothing when that is declined', async () => {
    await setUser('prometheus', prometheus.url);
    await setUser('alertmanager', alertmanager.url);
    await observeUntil(() => dialog().isVisible());
    const words = await dialog().innerText();
    assert.ok(words.includes(new URL(prometheus.url).host) && words.includes(new URL(alertmanager.url).host), words);
    await dialog().locator('.monaco-button', { hasText: 'Cancel' }).click();
    await dialog().waitFor({ state: 'hidden' });
    assert.ok(!existsSync(inFolder('.prr')));
  });

  it('asks the servers of the user, and writes the records', async () => {
    await observeUntil(() => dialog().isVisible());
    await dialog().locator('.monaco-button', { hasText: /^Ask$/ }).click();
    await toast('.prr/observed/alertmanager.yaml is written').waitFor({ timeout: 60_000 });
    const text = (name: string) => readFileSync(inFolder(`.prr/observed/${name}.yaml`), 'utf8');
    assert.match(text('prometheus'), /- name: Always\n {4}loaded: true\n {4}fired: 1\n/);
    assert.match(
      text('alertmanager'),
      /- name: Always\n {4}labels:\n {6}severity: page\n {4}receivers:\n {6}- pager\n/,
    );
    assert.ok(!text('alertmanager').includes('some-key'));
    assert.deepEqual(asked, []);
  });

  it('shows them in the hover of the alert', async () => {
    await editor.run('Notifications: Clear All Notifications');
    await editor.open('alerts.yaml');
    await editor.goToLine(4);
    await editor.page.keyboard.press('End');
    const hover = editor.page.locator('.monaco-hover:visible', { hasText: 'Goes to pager' }).first();
    // It may close again while the editor settles.
    const words = await until('the hover', async () => {
      await editor.run('Show or Focus Hover');
      return hover.innerText({ timeout: 3000 }).catch(() => '');
    });
    assert.match(words, /Fired once, /);
    assert.match(words, /Goes to pager \(pagerduty\), observed 20/);
    assert.match(words, /Silenced until 20.* UTC \(An upgrade\)/);
    await editor.page.keyboard.press('Escape');
  });

  it('says in the status menu which servers are asked about what, and when they were asked', async () => {
    await editor.page.locator('.statusbar-item[id*="prr.status"] a').click();
    const row = editor.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Observe Production' });
    await row.waitFor();
    const words = (await row.getAttribute('aria-label')) ?? '';
    assert.match(
      words,
      new RegExp(
        `${new URL(prometheus.url).host} about alerts, metrics and objectives \\(last asked 20\\d\\d-.* UTC\\).*${new URL(alertmanager.url).host} about receivers and silences`,
      ),
    );
    await editor.page.keyboard.press('Escape');
  });

  it('keeps a token in the secret storage, sends it to its server alone, and forgets it', async () => {
    await setUser('prometheus', other.url);
    await setUser('alertmanager', '');
    const box = editor.page.locator('.quick-input-widget:visible', { hasText: `Token for ${other.url}` });
    await until('the box for the token', async () => {
      await editor.run('Set Token for an Observed Server');
      return box.waitFor({ timeout: 3000 }).then(
        () => true,
        async () => {
          await editor.page.keyboard.press('Escape');
          return false;
        },
      );
    });
    await box.locator('input[type="password"]').fill('a-secret-token');
    await editor.page.keyboard.press('Enter');
    await toast(`The token for ${other.url} is set`).waitFor();
    await observeUntil(() => dialog().isVisible());
    await dialog().locator('.monaco-button', { hasText: /^Ask$/ }).click();
    await until('a request', () => asked.length > 0);
    await toast('was observed').waitFor({ timeout: 60_000 });
    assert.ok(asked.every((each) => each === 'Bearer a-secret-token'));
    const files = [editor.folder, editor.dataDir].flatMap((each) =>
      readdirSync(each, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(json|yaml|log|md)$/.test(entry.name))
        .map((entry) => path.join(entry.parentPath, entry.name)),
    );
    assert.ok(files.length > 5);
    for (const file of files) assert.ok(!readFileSync(file, 'utf8').includes('a-secret-token'), file);
    await editor.run('Forget Tokens of Observed Servers');
    await toast(`Tokens were deleted for: ${other.url}`).waitFor();
    asked.length = 0;
    await observeUntil(async () => asked.length > 0);
    await toast('was observed').waitFor({ timeout: 60_000 });
    assert.ok(asked.every((each) => each === undefined));
  });

  it('can be cancelled', async () => {
    isSlow = true;
    asked.length = 0;
    const before = readFileSync(inFolder('.prr/observed/prometheus.yaml'), 'utf8');
    await observeUntil(async () => asked.length > 0);
    await toast('Asking').locator('.monaco-button', { hasText: 'Cancel' }).click();
    await toast('Observing production was cancelled').waitFor();
    assert.equal(readFileSync(inFolder('.prr/observed/prometheus.yaml'), 'utf8'), before);
  });
});
