import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { method } from '../../server/src/protocol.ts';
import type { NoteView } from '../../server/src/protocol/notes.ts';
import type { OverviewView } from '../../server/src/protocol/overview.ts';
import { newMark } from '../../server/src/workspace/owner.ts';
import { root } from '../analyse.ts';
import { connect, temporaryFolder } from './connect.ts';

// Files of a repository that were made to hang, to lead out or to end the tool, over the commands and the server as they are.

const posix = process.platform !== 'win32';
const service = {
  'web/package.json': '{"name":"web"}',
  'web/Dockerfile': 'FROM node:22.1.0\n',
  'web/src/server.ts': "import http from 'node:http';\nhttp.createServer((_q, r) => r.end()).listen(8080);\n",
};

describe('files that were made to do harm', function () {
  this.timeout(300_000);
  let folder: string;
  let remove: () => void;
  const at = (file: string) => path.join(folder, file);
  const prr = (...args: string[]) =>
    spawnSync(process.execPath, [path.join(root, 'dist/prr.cjs'), ...args], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 60_000,
      env: { ...process.env, XDG_CACHE_HOME: at('.cache') },
    });
  const plant = (file: string, make: (full: string) => void) => {
    mkdirSync(path.dirname(at(file)), { recursive: true });
    rmSync(at(file), { force: true });
    make(at(file));
  };
  const pipe = (full: string) => void execFileSync('mkfifo', [full]);
  const endless = (full: string) => symlinkSync('/dev/zero', full);
  beforeEach(() => ({ folder, remove } = temporaryFolder(service)));
  afterEach(() => remove());

  const note = (file: string, text: string) =>
    `kind: question\nanchor:\n  file: ${file}\n  line: 1\n  text: x\ncomments:\n  - by: Ada\n    at: 2026-11-21T12:00:00Z\n    text: ${text}\n`;
  const outside = ['../x.md', '/etc/hostname', 'a/../../x.md', 'C:\\x.md', '..\\x.md'];

  it('a note about a file outside loses its location alone; all else works, and its file has the problem', async () => {
    outside.forEach((file, index) =>
      plant(`.prr/notes/2026-11-21-0000000${index}.yaml`, (full) => writeFileSync(full, note(file, `out${index}`))),
    );
    plant('.prr/notes/2026-11-21-aaaaaaaa.yaml', (full) => writeFileSync(full, note('web/src/server.ts', 'sound')));
    plant('.prr/notes/2026-11-21-aaaaaaaa/20261122T120000Z-bbbbbbbb.yaml', (full) =>
      writeFileSync(
        full,
        'by: Ben\nat: 2026-11-22T12:00:00Z\nchange: move\ntext: moved out\nanchor: {file: ../y.md, line: 1, text: x}\n',
      ),
    );
    for (const args of [
      ['notes'],
      ['notes', '--format', 'json'],
      ['notes', 'reply', '2026-11-21-00000000', 'still talking', '--by', 'Ben'],
      ['summary'],
      ['overview'],
      ['checklist'],
      ['engagement'],
      ['check'],
    ]) {
      const { status, stdout, stderr } = prr(...args);
      assert.equal(status, 0, `${args.join(' ')}: ${stderr}`);
      assert.doesNotMatch(stderr, /^ +at /m, args.join(' '));
      if (args.length === 1 && args[0] === 'notes') {
        for (const text of ['sound', 'moved out', ...outside.map((_, index) => `out${index}`)])
          assert.match(stdout, new RegExp(text));
        assert.match(stderr, /2026-11-21-00000000\.yaml: anchor\.file: \.\.\/x\.md is outside the workspace/);
      }
    }
    const { problems } = JSON.parse(prr('check', '--format', 'json').stdout) as {
      problems: { file: string; message: string; range: { start: { line: number; column: number } } }[];
    };
    const told = problems.filter(({ message }) => message.includes('outside the workspace'));
    assert.equal(told.length, outside.length + 1);
    assert.deepEqual(told[0]?.range.start, { line: 3, column: 9 });
    const session = await connect({}, { on: folder, commands: true });
    try {
      await session.ready();
      const notes = await session.connection.sendRequest<NoteView[]>(method.notes, {});
      assert.equal(notes.length, outside.length + 1);
      assert.doesNotMatch(JSON.stringify(notes), /x\.md|y\.md|hostname/);
      await session.connection.sendRequest<OverviewView>(method.overview, {});
      await session.connection.sendRequest(method.changeNote, {
        id: '2026-11-21-00000001',
        change: 'reply',
        by: 'Cy',
        text: 'here, too',
      });
    } finally {
      await session.close();
    }
  });

  it('pipes and devices in place of files that are read by name block neither commands nor the server', async function () {
    if (!posix) this.skip();
    plant('.gitignore', pipe);
    plant('web/.gitignore', endless);
    plant('.prrignore', endless);
    plant('web/src/a.ts', pipe);
    plant('web/src/b.ts', endless);
    plant('catalog-info.yaml', pipe);
    plant('web/go.mod', pipe);
    plant('.prr/settings.yaml', pipe);
    plant('.prr/platform.yaml', endless);
    for (const [index, file] of [
      'packs/x.yaml',
      'checklists/x.yaml',
      'services/web.yaml',
      'answers/web/dep-security.yaml',
      'notes/2026-11-21-00000000.yaml',
      'exports/web/x.yaml',
      'engagement/web/state.yaml',
      'rotations/x.yaml',
      'guide/x.md',
    ].entries())
      plant(`.prr/${file}`, index % 2 === 0 ? pipe : endless);
    for (const args of [
      ['check'],
      ['check', 'web', '.prr'],
      ['overview'],
      ['checklist'],
      ['notes'],
      ['summary'],
      ['suppressions'],
      ['guide', 'timeouts'],
      ['advice'],
    ]) {
      const { status, stderr } = prr(...args);
      assert.equal(status, 0, `${args.join(' ')}: ${stderr}`);
      assert.doesNotMatch(stderr, /^ +at /m, args.join(' '));
    }
    const session = await connect({}, { on: folder, commands: true });
    try {
      await session.ready();
      await session.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: ['web/src/server.ts', 'web/src/a.ts', '.gitignore', 'catalog-info.yaml', '.prr/settings.yaml'].map(
          (file) => ({ uri: session.uri(file), type: 2 }),
        ),
      });
      await session.connection.sendRequest<OverviewView>(method.overview, {});
    } finally {
      await session.close();
    }
  });

  it('what a killed process left is gone after the next start, be it a command or the server', async function () {
    if (process.platform !== 'linux') this.skip();
    const dead = newMark().replace(/^(prr-\w+-\w+-\w+)-\d+/, '$1-4194303');
    const left = [`notes/x.yaml.${dead}.tmp`, 'notes/x.yaml.lock', `answers/web/y.yaml.lock.${dead}.tmp`];
    const start = () => {
      for (const file of left) plant(`.prr/${file}`, (full) => writeFileSync(full, `${dead}\n`));
    };
    start();
    assert.equal(prr('check').status, 0);
    for (const file of left) assert.equal(existsSync(at(`.prr/${file}`)), false, file);
    start();
    const session = await connect({}, { on: folder, commands: true });
    try {
      await session.ready();
      for (let wait = 0; wait < 500 && left.some((file) => existsSync(at(`.prr/${file}`))); wait++)
        await new Promise((resolve) => setTimeout(resolve, 20));
      for (const file of left) assert.equal(existsSync(at(`.prr/${file}`)), false, file);
    } finally {
      await session.close();
    }
  });

  it('a target that is neither file nor folder is refused in words', function () {
    if (!posix) this.skip();
    plant('pipe.ts', pipe);
    for (const target of ['pipe.ts', '/dev/zero']) {
      const { status, stderr } = prr('check', target);
      assert.equal(status, 2, stderr);
      assert.match(stderr, /^prr: .*(pipe\.ts|\/dev\/zero) is not a regular file or folder\n$/);
    }
  });

  it('an output file is written whole, with the mode it had and behind its link', function () {
    if (!posix) this.skip();
    writeFileSync(at('summary.md'), 'former\n', { mode: 0o640 });
    symlinkSync('summary.md', at('link.md'));
    assert.equal(prr('summary', '-o', 'link.md').status, 0);
    assert.match(readFileSync(at('summary.md'), 'utf8'), /web/);
    assert.equal(statSync(at('summary.md')).mode & 0o777, 0o640);
    const piped = `"${process.execPath}" "${path.join(root, 'dist/prr.cjs')}" summary -o /dev/stdout | cat`;
    assert.match(execFileSync('sh', ['-c', piped], { cwd: folder, encoding: 'utf8' }), /web/);
    const { status, stderr } = prr('summary', '-o', 'no-such-folder/summary.md');
    assert.equal(status, 2);
    assert.match(stderr, /^prr: .*summary\.md cannot be written: [^\n]*\n$/);
  });

  it('a full disk leaves the former output, and nothing else', function () {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) this.skip();
    mkdirSync(at('small'));
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', at('small')]).status !== 0) this.skip();
    try {
      writeFileSync(at('small/summary.html'), 'former\n');
      writeFileSync(at('small/ballast'), Buffer.alloc(40_000));
      const { status, stderr } = prr('summary', '--format', 'html', '-o', 'small/summary.html');
      assert.equal(status, 2, stderr);
      assert.match(stderr, /cannot be written/);
      assert.equal(readFileSync(at('small/summary.html'), 'utf8'), 'former\n');
      assert.deepEqual(execFileSync('ls', ['-A', at('small')], { encoding: 'utf8' }), 'ballast\nsummary.html\n');
    } finally {
      execFileSync('umount', [at('small')]);
    }
  });

  it('what cannot be written is said in one sentence, without a stack', function () {
    if (!posix) this.skip();
    const script = path.join(root, 'dist/prr.cjs');
    const isSentence = ({ status, stderr }: { status: number | null; stderr: string }, sentence: RegExp) => {
      assert.notEqual(status, 0, stderr);
      assert.match(stderr, /^prr: [^\n]*\n$/);
      assert.doesNotMatch(stderr, /Error|\bE[A-Z]{4,}\b/);
      assert.match(stderr, sentence);
    };
    isSentence(prr('summary', '-o', 'no-such-folder/summary.md'), /its folder does not exist/);
    if (existsSync('/dev/full')) {
      isSentence(prr('summary', '-o', '/dev/full'), /\/dev\/full cannot be written: the disk is full/);
      const full = spawnSync('sh', ['-c', `"${process.execPath}" "${script}" explain > /dev/full`], {
        encoding: 'utf8',
      });
      isSentence(full, /standard output cannot be written: the disk is full/);
    }
    const outside = temporaryFolder({});
    try {
      symlinkSync(outside.folder, at('.prr'));
      isSentence(prr('summary', '--record'), /is outside the workspace/);
      isSentence(prr('guide', 'draft', 'A page'), /is outside the workspace/);
    } finally {
      outside.remove();
    }
  });
});
