import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../analyse.ts';
import { startMcp, type Session } from '../mcp/client.ts';
import { openEditor, type Editor } from './editor.ts';
import { keepPicture, openChecklist, until } from './steps.ts';

// What a person sees of assistants: the server that the editor offers to them, and what one of them proposed.
describe('assistants in the real editor', () => {
  let editor: Editor;
  let assistant: Session;
  before(async () => {
    editor = await openEditor(path.join(root, 'examples/shakespeare'), {
      settings: { 'chat.disableAIFeatures': false },
    });
    assistant = await startMcp(editor.folder, 'An assistant');
  });
  after(async () => {
    await assistant?.close();
    await editor?.close();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepPicture(editor, this.currentTest.title);
  });

  const inFolder = (name: string) => path.join(editor.folder, name);
  const propose = async (args: Record<string, unknown>) => {
    const { data } = await assistant.call('prr_propose_answer', { service: 'frontend', answer: 'yes', ...args });
    return (data['proposal'] as { proposal: string }).proposal;
  };

  it('offers the bundled server, which starts and lists its tools', async () => {
    const server = editor.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Production Readiness' });
    await until('the server in the list', async () => {
      await editor.run('MCP: List Servers');
      return server
        .first()
        .waitFor({ timeout: 3000 })
        .then(
          () => true,
          () => false,
        );
    });
    await editor.pick('Production Readiness');
    await editor.pick('Start Server');
    const output = editor.page.locator('.output-view-container, .panel .view-lines');
    const { tools } = await assistant.client.listTools();
    await until('its tools', async () =>
      (await output.allTextContents())
        .join('')
        .replace(/\u00a0/g, ' ')
        .includes(`Discovered ${tools.length} tools`),
    );
    await editor.page.keyboard.press('Control+j');
  });

  it('shows what an assistant proposes in the checklist, and an answer counts when it is accepted', async () => {
    const id = await propose({
      item: 'chg-rollback',
      reason: 'Tried in a drill',
      evidence: ['deploy/frontend.yaml:47'],
    });
    await openChecklist(editor);
    await editor.row('Proposed by assistants').first().waitFor();
    const row = editor.row('Rollback: Yes').first();
    await row.waitFor();
    assert.match(
      (await row.getAttribute('aria-label')) ?? '',
      /Proposal, not accepted: Rollback: Yes\. Tried in a drill/,
    );
    const answer = inFolder('.prr/answers/frontend/chg-rollback.yaml');
    assert.ok(!existsSync(answer));
    const input = (title: string) => editor.page.locator('.quick-input-widget:visible', { hasText: title });
    await until('the name to be asked for', async () => {
      // A row that is drawn anew at this moment is none for the editor, which then asks for the proposal.
      if ((await input('Accept which proposal?').count()) > 0) await editor.page.keyboard.press('Escape');
      await row.hover();
      await row.locator('a.action-label[aria-label="Accept Proposal"]').click();
      return input('Your name')
        .waitFor({ timeout: 3000 })
        .then(
          () => true,
          () => false,
        );
    });
    await editor.type('Your name', 'Ada');
    await until(
      'the answer',
      () => existsSync(answer) && /by: Ada \(proposed by An assistant\)/.test(readFileSync(answer, 'utf8')),
    );
    await until('the proposal to be gone', () => !existsSync(inFolder(`.prr/proposals/${id}.yaml`)));
    await until('the row to be gone', async () => (await editor.row('Proposed by assistants').count()) === 0);
  });

  it('deletes a proposal, and brings it back with Ctrl+Z', async () => {
    const id = await propose({ item: 'dep-timeouts', reason: 'x' });
    const file = inFolder(`.prr/proposals/${id}.yaml`);
    await editor.row('Proposed by assistants').first().waitFor();
    await editor.run('Delete Proposal');
    await editor.pick('Yes');
    await until('the proposal to be gone', () => !existsSync(file));
    await editor.run('Focus on Checklist View');
    await editor.page.keyboard.press('Control+z');
    await until('the proposal to be back', () => existsSync(file));
    await editor.row('Proposed by assistants').first().waitFor();
  });
});
