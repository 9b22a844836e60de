import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { walk } from '../../server/src/workspace/walk.ts';
import { openDisk } from '../../server/src/workspace/disk.ts';
import { root } from '../analyse.ts';
import { temporaryFolder } from './connect.ts';

const good = "import axios from 'axios';\nexport const load = () => axios.get('http://search/');\n";

function check(folder: string, ...args: string[]) {
  const result = spawnSync(
    process.execPath,
    [path.join(root, 'dist/prr.cjs'), 'check', folder, '--no-cache', '--format', 'json', ...args],
    { encoding: 'utf8' },
  );
  assert.equal(result.status, 0, result.stderr);
  return JSON.parse(result.stdout) as {
    findings: { rule: string; file: string }[];
    unread: string[];
    problems: { file: string; message: string }[];
  };
}

describe('bad input', () => {
  let at: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (at = temporaryFolder({ 'src/good.ts': good })));
  afterEach(() => at.remove());
  const file = (name: string) => path.join(at.folder, name);
  const stillFound = (folder = at.folder) => {
    const report = check(folder);
    assert.ok(
      report.findings.some((finding) => finding.file === 'src/good.ts'),
      JSON.stringify(report),
    );
    return report;
  };

  it('a file of 100 MB is left out and said so', () => {
    writeFileSync(file('src/huge.ts'), '');
    truncateSync(file('src/huge.ts'), 100 * 1024 * 1024);
    assert.ok(stillFound().unread.some((each) => /too large/.test(each)));
  });

  it('what is not read is named, up to five files for one reason', () => {
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) writeFileSync(file(`src/${name}.ts`), Buffer.alloc(99));
    writeFileSync(
      file('kustomization.yaml'),
      `patches:\n  - target: { name: ${'x'.repeat(2000)} }\n    path: p.yaml\n`,
    );
    writeFileSync(file('p.yaml'), '- { op: remove, path: /spec }\n');
    if (process.platform !== 'win32') execFileSync('mkfifo', [file('src/pipe.ts')]);
    const { unread } = stillFound();
    assert.deepEqual(unread.sort(), [
      ...(process.platform === 'win32' ? [] : ['1 pipes, sockets or devices (src/pipe.ts)']),
      '1 with patterns over the limits, which are ignored (kustomization.yaml)',
      '7 binary (src/a.ts, src/b.ts, src/c.ts, src/d.ts, src/e.ts and 2 more)',
    ]);
  });

  it('a binary file with the name of a source is left out and said so', () => {
    writeFileSync(file('src/binary.ts'), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2, 0, 255]));
    assert.ok(stillFound().unread.some((each) => /binary/.test(each)));
  });

  it('links in a circle, links outside and broken links are not followed', () => {
    mkdirSync(file('a'));
    symlinkSync(at.folder, file('a/loop'));
    symlinkSync(file('nowhere'), file('a/broken.ts'));
    symlinkSync('/etc/hostname', file('a/outside.ts'));
    stillFound();
    const { files, skipped } = walk(at.folder);
    assert.deepEqual(
      files.map((each) => each.file),
      ['src/good.ts'],
    );
    assert.deepEqual(new Set(skipped.map((each) => each.reason)), new Set(['link-loop', 'outside']));
  });

  it('a folder that may not be read is left out and said so', () => {
    mkdirSync(file('closed'));
    chmodSync(file('closed'), 0);
    chmodSync(at.folder, 0o755);
    // Root may read everything: another user must ask then.
    const { uid } = process.getuid?.() === 0 ? { uid: 65534 } : { uid: process.getuid?.() ?? 0 };
    const script = path.join(at.folder, 'prr');
    cpSync(path.join(root, 'dist'), script, { recursive: true, filter: (each) => !each.endsWith('.vsix') });
    const output = execFileSync(
      process.execPath,
      [path.join(script, 'prr.cjs'), 'check', at.folder, '--no-cache', '--format', 'json'],
      { encoding: 'utf8', uid },
    );
    const report = JSON.parse(output) as ReturnType<typeof check>;
    assert.ok(
      report.unread.some((each) => /unreadable/.test(each)),
      output,
    );
    assert.ok(report.findings.some((finding) => finding.file === 'src/good.ts'));
  });

  it('half-typed code gives what can be read', () => {
    writeFileSync(
      file('src/half.ts'),
      `${good}\nexport async function next() {\n  const x = await axios.get('http://b/`,
    );
    const report = stillFound();
    assert.ok(report.findings.some((finding) => finding.file === 'src/half.ts'));
  });

  it('other encodings: a mark, UTF-16 and Latin-1', () => {
    writeFileSync(file('src/mark.ts'), `\ufeff${good}`);
    writeFileSync(file('src/utf16.ts'), Buffer.from(`\ufeff${good}`, 'utf16le'));
    writeFileSync(file('src/latin.ts'), Buffer.from(`// caf\u00e9\n${good}`, 'latin1'));
    const { findings } = stillFound();
    for (const name of ['mark', 'utf16', 'latin'])
      assert.ok(
        findings.some((each) => each.file === `src/${name}.ts`),
        name,
      );
  });

  it('broken and templated YAML: the one is read as far as possible, the other left alone', () => {
    mkdirSync(file('chart/templates'), { recursive: true });
    writeFileSync(
      file('chart/templates/web.yaml'),
      'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Release.Name }}\nspec:\n  replicas: 3\n  strategy: { type: Recreate }\n',
    );
    const sound =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  replicas: 3\n  strategy: { type: Recreate }\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [{ name: web, image: "x:1" }] }\n';
    writeFileSync(file('deploy.yaml'), `apiVersion: apps/v1\nkind: Deployment\nmetadata: [unclosed\n---\n${sound}`);
    const { findings, unread } = stillFound();
    assert.ok(findings.some((each) => each.file === 'deploy.yaml' && each.rule === 'rollout-too-wide'));
    assert.ok(!findings.some((each) => each.file.startsWith('chart/')));
    assert.ok(
      unread.some((each) => /template/.test(each)),
      unread.join(),
    );
  });

  it('malformed packs, checklists and settings are named; the rest works', () => {
    for (const folder of ['packs', 'checklists']) mkdirSync(file(`.prr/${folder}`), { recursive: true });
    writeFileSync(file('.prr/packs/ours.yaml'), 'id: 5\nlanguage: cobol\n');
    writeFileSync(file('.prr/checklists/ours.yaml'), 'items: nothing\n');
    writeFileSync(file('.prr/settings.yaml'), 'rules: [\n');
    const { problems } = stillFound();
    for (const name of ['packs/ours', 'checklists/ours', 'settings'])
      assert.ok(
        problems.some((each) => each.file.includes(name)),
        JSON.stringify(problems),
      );
  });

  it('nothing is written outside of the workspace, also through a link', async () => {
    symlinkSync('/tmp', file('.prr'));
    const disk = openDisk(at.folder);
    await assert.rejects(() => disk.write('.prr/notes/x.yaml', 'x'), /outside/);
    await assert.rejects(() => disk.write('../x.yaml', 'x'), /outside/);
  });

  it('many writers at once lose nothing', async () => {
    const disk = openDisk(at.folder);
    await Promise.all(
      Array.from({ length: 20 }, (_, line) =>
        openDisk(at.folder).update('log.txt', (before = '') => `${before}${line}\n`),
      ),
    );
    const content = await disk.read('log.txt');
    assert.ok(content && 'text' in content);
    assert.equal(content.text.trim().split('\n').length, 20);
  });

  it('an update tells what it saw, and removes a file within the same step', async () => {
    const disk = openDisk(at.folder);
    const made = await disk.update('.prr/x.yaml', () => 'a: 1\n');
    assert.deepEqual(made, { file: '.prr/x.yaml', before: null, after: 'a: 1\n' });
    const removed = await disk.update('.prr/x.yaml', () => undefined);
    assert.deepEqual(removed, { file: '.prr/x.yaml', before: 'a: 1\n', after: null });
    assert.deepEqual(await disk.names('.prr'), [], 'neither the file nor its lock is left');
    assert.deepEqual(await disk.update('.prr/x.yaml', () => undefined), { ...removed, before: null });
  });
});
