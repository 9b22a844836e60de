import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../analyse.ts';
import { temporaryFolder } from './connect.ts';

const code = "app.get('/', async () => { await fetch(url); });\n";

describe('the start of the command line', () => {
  let made: ReturnType<typeof temporaryFolder>;
  let cache: string;
  beforeEach(() => {
    made = temporaryFolder({ 'app.ts': code });
    cache = path.join(made.folder, 'cache');
  });
  afterEach(() => made.remove());

  /** Its output; `compiled` is where compiled code is kept. */
  function check(compiled = cache, ...more: string[]): string {
    const env = { ...process.env, PRR_CODE_CACHE: compiled };
    const args = [path.join(root, 'dist/prr.cjs'), 'check', 'app.ts', '--all', ...more];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: made.folder, env, encoding: 'utf8' });
    assert.deepEqual({ stderr, status }, { stderr: '', status: 0 });
    return stdout;
  }

  function kept(): string {
    const [name, ...others] = readdirSync(cache);
    assert.ok(name !== undefined && others.length === 0);
    return path.join(cache, name);
  }

  it('keeps compiled code for the user alone, and uses it: it is not written again', () => {
    const first = check();
    const { ino, mode, size } = statSync(kept());
    assert.ok(size > 100_000);
    assert.equal(statSync(cache).mode & 0o777, 0o700);
    assert.equal(mode & 0o777, 0o600);
    assert.equal(check(), first);
    assert.equal(statSync(kept()).ino, ino);
  });

  it('does without a file that is damaged, or that others can write, and replaces it', () => {
    const first = check();
    const whole = readFileSync(kept());
    const damaged = Buffer.from(whole);
    damaged.fill(0, whole.length >> 1, (whole.length >> 1) + 4096);
    for (const bytes of [damaged, whole.subarray(0, 1000), Buffer.alloc(0)]) {
      writeFileSync(kept(), bytes);
      assert.equal(check(), first);
      assert.ok(statSync(kept()).size > 100_000);
    }
    const { ino } = statSync(kept());
    chmodSync(kept(), 0o666);
    assert.equal(check(), first);
    assert.notEqual(statSync(kept()).ino, ino);
    assert.equal(statSync(kept()).mode & 0o777, 0o600);
  });

  it('keeps few of them, and none where it is told so or cannot', () => {
    check();
    writeFileSync(kept(), '');
    for (let at = 0; at < 20; at++) writeFileSync(path.join(cache, `other-${at}`), '');
    check();
    assert.equal(readdirSync(cache).length, 6);
    const blocked = path.join(made.folder, 'app.ts', 'code');
    const other = path.join(made.folder, 'none');
    const outputs = [check(''), check(blocked), check(other, '--no-cache')];
    assert.equal(new Set(outputs).size, 1);
    assert.ok(!existsSync(other));
  });
});
