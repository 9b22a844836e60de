import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../analyse.ts';
import { startMcp, type Answered, type Session } from './client.ts';

const prr = path.join(root, 'dist/prr.cjs');

describe('prr mcp: what it proposes', () => {
  let folder: string;
  let one: Session;
  let two: Session;
  before(async function () {
    this.timeout(60_000);
    folder = mkdtempSync(path.join(os.tmpdir(), 'prr-proposals-'));
    cpSync(path.join(root, 'examples/shakespeare'), folder, { recursive: true });
    one = await startMcp(folder, 'first-assistant');
    two = await startMcp(folder, 'second-assistant');
  });
  after(async () => {
    await one.close();
    await two.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const inFolder = (name: string) => path.join(folder, name);
  const waiting = () =>
    existsSync(inFolder('.prr/proposals'))
      ? readdirSync(inFolder('.prr/proposals')).filter((name) => name.endsWith('.yaml'))
      : [];
  const idOf = ({ data }: Answered) => (data['proposal'] as { proposal: string }).proposal;
  const run = (...args: string[]) =>
    execFileSync(process.execPath, [prr, 'proposals', ...args, '--in', folder], { encoding: 'utf8' });
  const stateOf = async (item: string) => {
    const { data } = await one.call('prr_checklist', { service: 'frontend', item });
    return (data['items'] as { state: string }[])[0]?.state;
  };
  const rollback = {
    service: 'frontend',
    item: 'chg-rollback',
    answer: 'yes',
    reason: 'kubectl rollout undo, tried in a drill',
    evidence: ['deploy/frontend.yaml:47'],
  };

  it('writes an answer as a proposal, which counts only when a person accepts it', async () => {
    const before = await stateOf('chg-rollback');
    assert.notEqual(before, 'Passed');
    const answer = await one.call('prr_propose_answer', rollback);
    assert.ok(!answer.isError, answer.text);
    assert.match(answer.text, /counts only after a person accepts it/);
    assert.match(answer.text, /deploy\/frontend\.yaml:47/);
    const id = idOf(answer);
    assert.deepEqual(waiting(), [`${id}.yaml`]);
    assert.match(readFileSync(inFolder(`.prr/proposals/${id}.yaml`), 'utf8'), /^by: first-assistant$/m);
    assert.equal(await stateOf('chg-rollback'), before);
    assert.ok(!existsSync(inFolder('.prr/answers/frontend/chg-rollback.yaml')));
    assert.match(run(), /answer yes to chg-rollback, frontend\n {2}first-assistant, /);
    assert.match((await two.call('prr_proposals')).text, new RegExp(id), 'the other assistant sees it');

    assert.equal(run('accept', id, '--by', 'Ada'), `accepted: ${id}\n`);
    const written = readFileSync(inFolder('.prr/answers/frontend/chg-rollback.yaml'), 'utf8');
    assert.match(written, /by: Ada \(proposed by first-assistant\)/);
    assert.match(written, /Evidence: deploy\/frontend\.yaml:47/);
    assert.equal(await stateOf('chg-rollback'), 'Passed');
    assert.deepEqual(waiting(), []);
  });

  it('writes a note as a proposal, which follows its line until it is accepted', async () => {
    const file = inFolder('frontend/src/search-client.ts');
    const line =
      readFileSync(file, 'utf8')
        .split('\n')
        .findIndex((each) => each.includes('await fetch(`${base}/v1/suggest')) + 1;
    const answer = await one.call('prr_propose_note', {
      kind: 'risk',
      text: 'Completion waits indefinitely.',
      path: 'frontend/src/search-client.ts',
      line,
      rule: 'outbound-call-timeout',
    });
    assert.ok(!answer.isError, answer.text);
    const notes = async () => ((await one.call('prr_notes')).data['page'] as { total: number }).total;
    const before = await notes();
    writeFileSync(file, `// moved\n\n${readFileSync(file, 'utf8')}`);
    assert.match((await one.call('prr_proposals')).text, new RegExp(`search-client\\.ts:${line + 2}\\b`));
    run('accept', idOf(answer), '--by', 'Ada');
    assert.equal(await notes(), before + 1);
    const accepted = (await one.call('prr_notes', { kind: 'risk' })).text;
    assert.match(
      accepted,
      new RegExp(
        `risk, open, frontend/src/search-client\\.ts:${line + 2}, frontend, outbound-call-timeout \\(guide: timeouts\\)`,
      ),
    );
    assert.match(accepted, /Ada \(proposed by first-assistant\)/);
  });

  it('deletes a proposal', async () => {
    const id = idOf(await one.call('prr_propose_note', { kind: 'question', text: 'Who owns this?' }));
    assert.equal(run('delete', id), `deleted: ${id}\n`);
    assert.deepEqual(waiting(), []);
    const again = spawnSync(process.execPath, [prr, 'proposals', 'delete', id, '--in', folder], { encoding: 'utf8' });
    assert.equal(again.status, 2);
    assert.match(again.stderr, /there is no proposal/);
  });

  it('refuses what could not be accepted, and says why', async () => {
    for (const [tool, args, words] of [
      ['prr_propose_answer', { ...rollback, service: 'nope' }, /there is no service nope/],
      ['prr_propose_answer', { ...rollback, item: 'nope' }, /there is no item nope/],
      ['prr_propose_answer', { ...rollback, reason: '' }, /reason: /],
      ['prr_propose_answer', { ...rollback, reason: 'x'.repeat(10_001) }, /reason: /],
      ['prr_propose_answer', { ...rollback, evidence: ['deploy/frontend.yaml:100000'] }, /is not FILE:LINE/],
      ['prr_propose_answer', { ...rollback, evidence: ['../../etc/passwd:1'] }, /is outside the workspace/],
      ['prr_propose_answer', { ...rollback, answer: 'none' }, /answer: /],
      ['prr_propose_note', { kind: 'risk', text: 'x', path: '/etc/passwd', line: 1 }, /is outside the workspace/],
      ['prr_propose_note', { kind: 'risk', text: 'x', path: 'nope.ts', line: 1 }, /nope\.ts cannot be read/],
      ['prr_propose_note', { kind: 'risk', text: 'x', path: 'README.md', line: 99_999 }, /line 99999 does not exist/],
      ['prr_propose_note', { kind: 'risk', text: 'x', path: 'README.md' }, /give both path and line/],
      ['prr_propose_note', { kind: 'risk', text: 'x', rule: 'nope' }, /there is no rule nope/],
    ] as const) {
      const answer = await one.call(tool, args);
      assert.ok(answer.isError, JSON.stringify(args).slice(0, 80));
      assert.match(answer.text, words);
    }
    assert.deepEqual(waiting(), []);
  });

  it('takes a file with a mistake for none, and accepts nothing from it', () => {
    const file = inFolder('.prr/proposals/2026-01-01-aaaaaaaa.yaml');
    writeFileSync(file, 'by: x\nat: 2026-01-01T00:00:00Z\nanswer: { item: chg-rollback, answer: none, reason: x }\n');
    assert.equal(run(), 'No proposals.\n');
    const accept = spawnSync(process.execPath, [prr, 'proposals', 'accept', '2026-01-01-aaaaaaaa', '--in', folder], {
      encoding: 'utf8',
    });
    assert.equal(accept.status, 2);
    assert.match(accept.stderr, /has a mistake/);
    const outside = spawnSync(process.execPath, [prr, 'proposals', 'accept', '../services/frontend', '--in', folder], {
      encoding: 'utf8',
    });
    assert.match(outside.stderr, /there is no proposal/);
    rmSync(file);
  });

  it('loses nothing where two assistants propose at once, and stops at its limit', async function () {
    this.timeout(60_000);
    const propose = (session: Session, at: number) =>
      session.call('prr_propose_note', { kind: 'advice', text: `number ${at}` });
    const first = await Promise.all(Array.from({ length: 60 }, (_, at) => propose(at % 2 === 0 ? one : two, at)));
    assert.ok(first.every(({ isError }) => !isError));
    assert.equal(waiting().length, 60);
    const texts = waiting().map((name) => readFileSync(inFolder(`.prr/proposals/${name}`), 'utf8'));
    assert.equal(new Set(texts.map((text) => /number (\d+)/.exec(text)?.[1])).size, 60);
    for (let at = 60; at < 100; at++) await propose(one, at);
    const over = await propose(two, 100);
    assert.ok(over.isError);
    assert.match(over.text, /100 proposals wait for a person/);
    assert.equal(waiting().length, 100);
  });
});
