import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../analyse.ts';
import { startMcp, type Answered, type Session } from './client.ts';

interface Finding {
  readonly rule: string;
  readonly at: string;
  readonly line: string;
  readonly entry?: string;
}
const findingsIn = ({ data }: Answered) => data['findings'] as Finding[];
const keysOf = (answer: Answered) =>
  findingsIn(answer)
    .map(({ rule, at }) => `${at} ${rule}`)
    .sort();

describe('prr mcp: a text that is not saved', () => {
  let folder: string;
  let session: Session;
  before(async function () {
    this.timeout(60_000);
    folder = mkdtempSync(path.join(os.tmpdir(), 'prr-text-'));
    cpSync(path.join(root, 'examples/shakespeare'), folder, { recursive: true });
    session = await startMcp(folder);
  });
  after(async () => {
    await session.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const text = (file: string) => readFileSync(path.join(folder, file), 'utf8');
  const check = (file: string, content: string) =>
    session.call('prr_check_text', { path: file, text: content, limit: 50 });
  const client = 'frontend/src/search-client.ts';

  it('finds in the text of each saved file what is found in the workspace', async function () {
    this.timeout(60_000);
    const all = await session.call('prr_findings', { limit: 50, all: true });
    const files = new Set(findingsIn(all).map(({ at }) => at.replace(/:\d+$/, '')));
    assert.ok(files.size > 5);
    for (const file of files) {
      const own = await session.call('prr_findings', { path: file, all: true, limit: 50 });
      const checked = await check(file, text(file));
      assert.deepEqual(keysOf(checked), keysOf(own), file);
      assert.equal(checked.data['saved'], findingsIn(checked).length);
    }
  });

  it('judges a fix before it is written, and writes nothing', async () => {
    const before = await check(client, text(client));
    const fixed = text(client).replace(
      /(fetch\(`\$\{base\}\/v1\/suggest[^`]*`)\)/,
      '$1, { signal: AbortSignal.timeout(500) })',
    );
    assert.notEqual(fixed, text(client));
    const after = await check(client, fixed);
    assert.equal(findingsIn(after).length, findingsIn(before).length - 1);
    assert.equal(after.data['saved'], findingsIn(before).length);
    assert.match(after.text, /Nothing was written/);
    const saved = await session.call('prr_findings', { path: client });
    assert.equal(findingsIn(saved).length, findingsIn(before).length);
  });

  it('joins a text with the rest of the workspace: the request path that reaches it', async () => {
    const [finding] = findingsIn(await check(client, `\n\n${text(client)}`));
    assert.match(finding?.entry ?? '', /^GET \/suggest at frontend\/src\/server\.ts:\d+/);
    assert.match(finding?.line ?? '', /fetch/);
  });

  it('judges a file that is not there yet, and says what is not checked', async () => {
    const fresh = await check('frontend/src/fresh.ts', 'export const load = () => fetch("http://slow/");\n');
    assert.deepEqual(keysOf(fresh), ['frontend/src/fresh.ts:1 outbound-call-timeout']);
    const test = await check('frontend/src/fresh.test.ts', 'export const load = () => fetch("http://slow/");\n');
    assert.deepEqual(keysOf(test), []);
    assert.match(String(test.data['leftOut']), /not checked: in tests/);
    assert.equal((await check('notes.txt', 'nothing')).data['saved'], 0);
  });

  it('bounds what it takes: paths, size, broken texts', async () => {
    for (const file of ['../x.ts', '/etc/x.ts', '']) assert.ok((await check(file, '')).isError, file);
    const large = await session.call('prr_check_text', { path: 'a.ts', text: 'x'.repeat(1_000_001) });
    assert.ok(large.isError);
    assert.match(large.text, /text: /);
    for (const broken of ['{{{{', '\ud800\0', `${'['.repeat(50_000)}`])
      for (const file of ['a.ts', 'a.yaml', 'a.go', 'Dockerfile']) assert.ok(!(await check(file, broken)).isError);
  });

  it('answers others meanwhile, from the files as they are', async () => {
    const [checked, saved] = await Promise.all([
      check(client, 'export {};\n'),
      session.call('prr_findings', { path: client }),
    ]);
    assert.equal(findingsIn(checked).length, 0);
    assert.ok(findingsIn(saved).length > 0);
  });
});
