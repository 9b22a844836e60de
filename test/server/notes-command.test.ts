import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../analyse.ts';
import { temporaryFolder } from './connect.ts';

const source = 'const a = 1;\nconst answer = await fetch(url);\nconst b = 2;\n';

describe('prr notes', function () {
  this.timeout(60_000);
  let folder: string;
  let remove: () => void;
  beforeEach(() => ({ folder, remove } = temporaryFolder({ 'package.json': '{"name": "web"}', 'src/web.ts': source })));
  afterEach(() => remove());

  const prr = (...args: string[]) => {
    const run = spawnSync(process.execPath, [path.join(root, 'dist/prr.cjs'), 'notes', ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { out: run.stdout, problems: run.stderr, code: run.status };
  };
  const add = (...args: string[]) => prr('add', ...args, '--by', 'Ada').out.trim();

  it('writes a note at a line, replies to it by the end of its id, resolves it, and lists what is open', () => {
    assert.match(prr().out, /^No notes\.\n$/);
    const id = add('what when it hangs?', '--at', 'src/web.ts:2', '--rule', 'outbound-call-timeout', '--kind', 'risk');
    assert.match(id, /^\d{4}-\d{2}-\d{2}-[0-9a-f]{8}$/);
    add('a general remark', '--kind', 'praise');
    prr('reply', id.slice(-8), 'it has a deadline now', '--by', 'Ben');
    writeFileSync(path.join(folder, 'src/web.ts'), `// above\n${source}`);
    const { out } = prr();
    assert.match(out, /risk {2}src\/web\.ts:3 {2}outbound-call-timeout {2}/);
    assert.match(out, /Ben, [\d-]+\n {4}it has a deadline now/);
    assert.match(out, /2 notes, 2 open\./);
    assert.equal(prr('resolve', id, '--by', 'Ben').code, 0);
    const open = JSON.parse(prr('--open', '--format', 'json').out) as { kind: string }[];
    assert.deepEqual(
      open.map(({ kind }) => kind),
      ['praise'],
    );
    const [risk] = JSON.parse(prr('--kind', 'risk', '--format', 'json').out) as {
      state: string;
      file: string;
      place: object;
    }[];
    assert.deepEqual([risk?.state, risk?.file, risk?.place], ['resolved', 'src/web.ts', { line: 3, edited: false }]);
  });

  it('lists notes that lost their place, with where it might be', () => {
    add('here', '--at', 'src/web.ts:2');
    writeFileSync(path.join(folder, 'src/web.ts'), 'const a = 1;\nconst b = 2;\n');
    assert.match(prr('--lost').out, /src\/web\.ts \(location lost: its line no longer exists, perhaps at line [12]\)/);
  });

  it('says what is wrong with its use, and writes nothing', () => {
    const uses = [
      ['add'],
      ['add', 'x', '--at', 'src/web.ts'],
      ['add', 'x', '--at', '../other.ts:1'],
      ['add', 'x', '--at', 'src/gone.ts:1'],
      ['add', 'x', '--kind', 'worry'],
      ['reply', 'nothing', 'x'],
      ['reply'],
      ['scratch', 'x'],
    ];
    for (const use of uses) {
      const { code, problems } = prr(...use);
      assert.equal(code, 2, `${use.join(' ')}: ${problems}`);
      assert.match(problems, /^prr: \S/);
      assert.doesNotMatch(problems, /\n {4}at /);
    }
    assert.match(prr().out, /^No notes\./);
  });
});
