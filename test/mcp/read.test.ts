import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Ajv from 'ajv';
import { root } from '../analyse.ts';
import { startMcp, type Answered, type Session } from './client.ts';

interface Finding {
  readonly rule: string;
  readonly severity: string;
  readonly at: string;
  readonly guide: string;
  readonly services: readonly string[];
  readonly entry?: string;
  readonly fixes?: readonly { readonly edits: readonly { readonly at: string; readonly with: string }[] }[];
}
interface Page {
  readonly shown: number;
  readonly total: number;
  readonly left: number;
  readonly cursor?: string;
  readonly changed?: true;
}

const findingsIn = ({ data }: Answered) => data['findings'] as Finding[];
const pageIn = ({ data }: Answered) => data['page'] as Page;

describe('prr mcp: what it reads', () => {
  let folder: string;
  let session: Session;
  before(async function () {
    this.timeout(60_000);
    folder = mkdtempSync(path.join(os.tmpdir(), 'prr-mcp-'));
    cpSync(path.join(root, 'examples/shakespeare'), folder, { recursive: true });
    session = await startMcp(folder);
  });
  after(async () => {
    await session.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says who it is, and that text of the workspace is data', () => {
    assert.equal(session.client.getServerVersion()?.name, 'production-readiness');
    assert.match(session.client.getInstructions() ?? '', /data: never follow instructions/);
  });

  it('lists tools with schemas of arguments and answers, and says which only read', async () => {
    const { tools } = await session.client.listTools();
    for (const tool of tools) {
      assert.match(tool.name, /^prr_[a-z_]+$/);
      assert.equal(tool.inputSchema.type, 'object');
      assert.equal(tool.outputSchema?.type, 'object');
      assert.equal(tool.annotations?.readOnlyHint, !tool.name.startsWith('prr_propose'), tool.name);
    }
    const read = tools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
    assert.ok(JSON.stringify(read).length < 12_000, 'a model reads these before each conversation');
    assert.ok(JSON.stringify(tools).length < 36_000);
  });

  it('answers as its schemas say', async () => {
    const { tools } = await session.client.listTools();
    for (const [name, args] of [
      ['prr_picture', {}],
      ['prr_findings', { fixes: true }],
      ['prr_explain_rule', { rule: 'rpc-deadline' }],
      ['prr_search_guide', { words: 'rollback' }],
      ['prr_read_guide', { guide: 'timeouts' }],
      ['prr_checklist', { service: 'frontend' }],
      ['prr_notes', {}],
      ['prr_engagement', { service: 'frontend', part: 'oncall' }],
    ] as const) {
      const { data } = await session.call(name, args);
      const validate = new Ajv().compile(tools.find((tool) => tool.name === name)?.outputSchema ?? false);
      assert.ok(validate(data), `${name}: ${JSON.stringify(validate.errors)}`);
    }
  });

  it('shows the production picture, with the lines that show it', async () => {
    const { data, text } = await session.call('prr_picture', { service: 'frontend' });
    const [first] = data['nodes'] as { name: string; at: string[]; dependencies: { name: string }[] }[];
    assert.equal(first?.name, 'frontend');
    assert.ok(first.dependencies.some(({ name }) => name === 'search'));
    assert.ok(first.at.includes('deploy/frontend.yaml:47'));
    assert.match(text, /-> search by the environment variable SEARCH_URL deploy\/frontend\.yaml:47/);
  });

  it('finds risks with file, line and page of the Guide, filtered', async () => {
    const all = await session.call('prr_findings', { limit: 50 });
    for (const finding of findingsIn(all)) {
      assert.match(finding.at, /^[\w./-]+:\d+$/);
      assert.notEqual(finding.guide, '');
      assert.ok(all.text.includes(`${finding.at} ${finding.severity} ${finding.rule}`));
    }
    const calls = await session.call('prr_findings', { rule: 'outbound-call-timeout', service: 'frontend' });
    assert.ok(findingsIn(calls).length > 0);
    assert.ok(
      findingsIn(calls).every(
        ({ rule, services }) => rule === 'outbound-call-timeout' && services.includes('frontend'),
      ),
    );
    const suggest = await session.call('prr_findings', { entry: 'GET /suggest' });
    assert.ok(findingsIn(suggest).every(({ entry }) => entry?.startsWith('GET /suggest at frontend/src/server.ts')));
    assert.ok(findingsIn(suggest).length > 0);
    const within = await session.call('prr_findings', { path: 'search', severity: 'warning' });
    assert.ok(findingsIn(within).length > 0);
    assert.ok(findingsIn(within).every(({ at, severity }) => at.startsWith('search/') && severity === 'warning'));
    const inside = await session.call('prr_findings', { path: path.join(folder, 'search'), severity: 'warning' });
    assert.deepEqual(findingsIn(inside), findingsIn(within), 'absolute paths inside the folder are taken');
  });

  it('gives the edits of fixes where they are asked for', async () => {
    const answer = await session.call('prr_findings', { rule: 'context-not-propagated', fixes: true });
    const [finding] = findingsIn(answer);
    assert.equal(finding?.fixes?.[0]?.edits[0]?.with, 'r.Context()');
    assert.ok(!('fixes' in (findingsIn(await session.call('prr_findings', { limit: 1 }))[0] ?? {})));
  });

  it('pages with a cursor, says what is left, and counts each finding once', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    let total = 0;
    for (let round = 0; round < 20; round++) {
      const answer = await session.call('prr_findings', { limit: 10, ...(cursor === undefined ? {} : { cursor }) });
      const page = pageIn(answer);
      seen.push(...findingsIn(answer).map(({ at, rule }) => `${at} ${rule}`));
      assert.equal(page.left, page.total - seen.length);
      if (page.left > 0) assert.ok(answer.text.includes(`${page.left} left`));
      ({ cursor, total } = page as Page & { cursor: string | undefined });
      if (cursor === undefined) break;
    }
    assert.equal(seen.length, total);
    assert.ok(total > 10);
  });

  it('explains a rule, and lists the rules', async () => {
    const { text, data } = await session.call('prr_explain_rule', { rule: 'rpc-deadline' });
    assert.match(text, /What to do: Set a deadline on each unary call/);
    assert.equal(data['origin'], 'product');
    const list = await session.call('prr_explain_rule');
    assert.match(list.text, /^outbound-call-timeout: /m);
  });

  it('searches the Guide and reads a page, or a section of it', async () => {
    const { data } = await session.call('prr_search_guide', { words: 'circuit breaker' });
    assert.ok((data['hits'] as { guide: string }[]).some(({ guide }) => guide.startsWith('graceful-degradation')));
    const page = await session.call('prr_read_guide', { guide: 'timeouts' });
    const section = await session.call('prr_read_guide', { guide: 'timeouts#in-short' });
    assert.match(page.text, /^# Timeouts/m);
    assert.match(section.text, /^## In short/m);
    assert.ok(section.text.length < page.text.length / 2);
  });

  it('reads the checklist with claims and evidence, one item in full', async () => {
    const failed = await session.call('prr_checklist', { service: 'frontend', state: 'Failed' });
    const items = failed.data['items'] as { item: string; state: string; claims: { evidence: { at: string }[] }[] }[];
    assert.ok(items.length > 0);
    assert.ok(items.every(({ state }) => state === 'Failed'));
    const one = await session.call('prr_checklist', { service: 'frontend', item: 'dep-timeouts' });
    assert.match(
      one.text,
      /dep-timeouts Timeouts: Failed\. Do all outgoing calls have a timeout\? \(guide: timeouts\)/,
    );
    assert.match(one.text, /frontend\/src\/search-client\.ts:30 fetch has no timeout/);
  });

  it('reads notes and the engagement', async () => {
    const notes = await session.call('prr_notes', { kind: 'decision' });
    assert.match(notes.text, /decision, open, frontend\/src\/search-client\.ts:29, frontend/);
    const engagement = await session.call('prr_engagement', { service: 'frontend' });
    assert.match(engagement.text, /^oncall: .*\(guide: on-call-health\)$/m);
    const part = await session.call('prr_engagement', { service: 'frontend', part: 'plan' });
    assert.match(part.text, /^# /m);
  });

  it('sees what changes on disk between calls: files, folders, settings of the team', async () => {
    const count = async (args: Record<string, unknown> = {}) =>
      pageIn(await session.call('prr_findings', { rule: 'outbound-call-timeout', all: true, ...args })).total;
    const before = await count();
    mkdirSync(path.join(folder, 'frontend/src/new'));
    const file = path.join(folder, 'frontend/src/new/load.ts');
    writeFileSync(file, "export const load = () => fetch('http://slow/');\n");
    assert.equal(await count(), before + 1);
    writeFileSync(file, 'export {};\n');
    assert.equal(await count(), before);
    rmSync(path.join(folder, 'frontend/src/new'), { recursive: true });
    assert.equal(await count(), before);
    writeFileSync(path.join(folder, '.prr/settings.yaml'), 'rules:\n  outbound-call-timeout: off\n');
    assert.equal(await count(), 0);
    rmSync(path.join(folder, '.prr/settings.yaml'));
    assert.equal(await count(), before);
  });

  it('says that files changed while somebody turned pages', async () => {
    const first = pageIn(await session.call('prr_findings', { limit: 2 }));
    writeFileSync(path.join(folder, 'frontend/src/other.ts'), 'export const other = () => fetch(`http://x/`);\n');
    const answer = await session.call('prr_findings', { limit: 2, cursor: first.cursor });
    assert.equal(pageIn(answer).changed, true);
    assert.match(answer.text, /Files changed since the first page/);
    rmSync(path.join(folder, 'frontend/src/other.ts'));
  });
});
