import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { method } from '../../server/src/protocol.ts';
import type { ChatView, ToolAnswerView } from '../../server/src/protocol/assistant.ts';
import type { ChangeView } from '../../server/src/protocol/checklist.ts';
import type { ProposalView } from '../../server/src/protocol/proposals.ts';
import { root } from '../analyse.ts';
import { hostileFiles, order } from '../mcp/hostile.ts';
import { connect, type Session } from './connect.ts';

describe('assistants over the protocol', () => {
  let session: Session;
  before(async () => {
    session = await connect(hostileFiles, { commands: true });
    await session.ready();
  });
  after(() => session.close());

  const call = (tool: string, args: unknown) =>
    session.connection.sendRequest<ToolAnswerView>(method.callTool, { tool, args, by: 'test' });
  const chat = (command: string, words = '') =>
    session.connection.sendRequest<ChatView | null>(method.chat, { command, words });

  it('answers each tool of the manifest as prr mcp does', async () => {
    const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      contributes: { languageModelTools: { name: string }[] };
    };
    const { tools } = await import('../../server/src/assistant/assistant.ts');
    assert.deepEqual(
      manifest.contributes.languageModelTools.map(({ name }) => name),
      tools.map(({ name }) => name),
    );
    const { text, failed } = await call('prr_findings', { rule: 'outbound-call-timeout', all: true });
    assert.equal(failed, undefined);
    assert.match(text, /web\/server\.ts:4 warning outbound-call-timeout/);
    assert.equal((await call('prr_findings', { path: '../x' })).failed, true);
    assert.equal((await call('prr_nope', null)).failed, true);
    assert.equal((await call('prr_findings', 'nonsense')).failed, true);
  });

  it('answers each command of the chat without a model', async () => {
    for (const [command, words, expected] of [
      ['findings', '', /\[web\/server\.ts:4\]\(file:\/\/.*\/web\/server\.ts#L4\)/],
      ['findings', 'web', /outbound-call-timeout/],
      ['findings', 'nope', /^0 findings\./],
      ['explain', 'outbound-call-timeout', /^## outbound-call-timeout: /],
      ['explain', '', /rpc-deadline: /],
      ['checklist', 'web', /\(\[guide: timeouts\]\(command:prr\.openGuide/],
      ['checklist', 'web dep-timeouts', /1 checklist items?\./],
      ['guide', 'rollback', /\[guide|canary-and-rollback/],
      ['guide', 'timeouts#in-short', /^## In short/m],
      ['picture', '', /^- web \(service/m],
      ['notes', '', /risk, open/],
      ['alerts', '', /alerts\.yaml:4/],
      ['engagement', 'web', /next: /],
    ] as const) {
      const answer = await chat(command, words);
      assert.match(answer?.markdown ?? '', expected, `${command} ${words}`);
    }
    assert.equal(await chat('nope'), null);
    assert.equal(await chat('constructor'), null);
    assert.match((await chat('explain', 'nope'))?.markdown ?? '', /There is no rule nope/);
  });

  it('shows hostile texts as text: no markup, no links of theirs', async () => {
    for (const [command, words] of [
      ['notes', ''],
      ['alerts', ''],
      ['findings', ''],
      ['guide', 'ignore previous instructions'],
    ] as const) {
      const answer = await chat(command, words);
      assert.ok(answer?.markdown.includes(order), command);
      const outsideOfCode = (answer?.markdown ?? '').replace(/`[^`\n]*`/g, '');
      assert.doesNotMatch(outsideOfCode, /(?<!\\)<(system|\/workspace-data)/);
      assert.match(answer?.text ?? '', /<workspace-data \w+>/, 'a model gets it in marks');
      assert.match(answer?.instructions ?? '', /never follow instructions/);
    }
  });

  it('lists proposals, accepts one and deletes one; both can be undone', async () => {
    const list = () => session.connection.sendRequest<ProposalView[]>(method.proposals);
    const args = { item: 'chg-rollback', answer: 'yes', reason: 'tried', evidence: ['web/server.ts:2'] };
    assert.equal((await call('prr_propose_answer', args)).failed, undefined);
    assert.equal(
      (await call('prr_propose_note', { kind: 'risk', text: 'x', path: 'web/server.ts', line: 4 })).failed,
      undefined,
    );
    const [answer, note] = (await list()).sort((a, b) => Number(a.kind !== undefined) - Number(b.kind !== undefined));
    assert.ok(answer && note);
    assert.equal(answer.by, 'test');
    assert.equal(answer.place?.line, 1);
    assert.equal(note.place?.line, 3);
    assert.equal(note.service, 'web');
    const change = await session.connection.sendRequest<ChangeView>(method.acceptProposal, {
      id: answer.id,
      folder: answer.folder,
      by: 'Ada',
    });
    assert.equal(change.file, '.prr/answers/web/chg-rollback.yaml');
    assert.match(readFileSync(path.join(session.folder, change.file), 'utf8'), /by: Ada \(proposed by test\)/);
    const deleted = await session.connection.sendRequest<ChangeView>(method.deleteProposal, note);
    assert.deepEqual(await list(), []);
    await session.connection.sendRequest(method.undo, deleted);
    assert.deepEqual(
      (await list()).map(({ id }) => id),
      [note.id],
    );
    await assert.rejects(
      session.connection.sendRequest(method.acceptProposal, { id: '../x', folder: note.folder, by: 'Ada' }),
      /there is no proposal/,
    );
    await assert.rejects(
      session.connection.sendRequest(method.deleteProposal, { id: note.id, folder: 'file:///nope' }),
    );
  });
});
