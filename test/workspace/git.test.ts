import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { authorIn, changedSince } from '../../server/src/workspace/git.ts';
import { findGit } from '../../server/src/workspace/git-run.ts';
import { openDisk } from '../../server/src/workspace/disk.ts';
import { temporaryFolder } from '../server/connect.ts';

const posix = process.platform !== 'win32';
const plain = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
const env = { ...plain, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };

/** A repository with two commits' worth of ordinary files, and what a test does to it. */
function repository(files: Readonly<Record<string, string>>) {
  const { folder, remove } = temporaryFolder(files);
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=a@b.c', ...args], {
      cwd: folder,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-qm', 'first');
  const at = (file: string) => path.join(folder, file);
  return {
    folder,
    remove,
    git,
    at,
    write(file: string, text: string) {
      mkdirSync(path.dirname(at(file)), { recursive: true });
      writeFileSync(at(file), text);
    },
    async since(revision = 'HEAD', inner = '') {
      const root = inner === '' ? folder : at(inner);
      const { files: listed } = await openDisk(root).list();
      const changed = await changedSince(root, revision, { files: listed.map(({ file }) => file) });
      return changed.sort((a, b) => (a.file < b.file ? -1 : 1));
    },
  };
}

type Repository = ReturnType<typeof repository>;

const long = (name: string) =>
  Array.from({ length: 20 }, (_, line) => `${name} line ${line} of some length\n`).join('');

describe('what changed since a revision', function () {
  this.timeout(60_000);
  let at: Repository;
  afterEach(() => at.remove());

  it('is what differs, is new, is gone or has another name, with the text it had', async () => {
    at = repository({
      'same.ts': 'same\n',
      'edited.ts': 'before\n',
      'gone.ts': 'gone\n',
      'moved.ts': long('moved'),
      'movedAndEdited.ts': long('edited'),
      'staged.ts': 'a\n',
      'with space/é ü.ts': 'x\n',
      'empty.ts': '',
      'binary.bin': 'a\0b',
    });
    at.write('edited.ts', 'after\n');
    rmSync(at.at('gone.ts'));
    at.git('mv', 'moved.ts', 'elsewhere.ts');
    rmSync(at.at('movedAndEdited.ts'));
    at.write('deep/other.ts', `${long('edited')}one more\n`);
    at.write('staged.ts', 'b\n');
    at.git('add', 'staged.ts');
    at.write('new.ts', 'new\n');
    at.write('with space/é ü.ts', 'y\n');
    at.write('binary.bin', 'a\0c');
    at.write('.gitignore', 'ignored.ts\n');
    at.write('ignored.ts', 'x\n');
    assert.deepEqual(await at.since(), [
      { file: '.gitignore' },
      { file: 'binary.bin' },
      { file: 'deep/other.ts', was: 'movedAndEdited.ts', text: long('edited') },
      { file: 'edited.ts', text: 'before\n' },
      { file: 'elsewhere.ts', was: 'moved.ts', text: long('moved') },
      { file: 'gone.ts', text: 'gone\n', gone: true },
      { file: 'new.ts' },
      { file: 'staged.ts', text: 'a\n' },
      { file: 'with space/é ü.ts', text: 'x\n' },
    ]);
  });

  it('is told of a folder inside by its own paths, also where the folder is new', async () => {
    at = repository({ 'a/x.ts': '1\n', 'a/y.ts': '1\n', 'ab/x.ts': '1\n', 'top.ts': '1\n' });
    for (const file of ['a/x.ts', 'ab/x.ts', 'top.ts', 'fresh/z.ts']) at.write(file, '2\n');
    assert.deepEqual(await at.since('HEAD', 'a'), [{ file: 'x.ts', text: '1\n' }]);
    assert.deepEqual(await at.since('HEAD', 'fresh'), [{ file: 'z.ts' }]);
  });

  it('does not count line ends, encodings or modes', async () => {
    at = repository({
      'lf.ts': 'a\nb\n',
      'crlf.ts': 'a\r\nb\r\n',
      'mixed.ts': 'a\r\nb\n',
      'mode.ts': 'm\n',
      'utf.ts': 'é\n',
    });
    at.write('lf.ts', 'a\r\nb\r\n');
    at.write('crlf.ts', 'a\nb\n');
    at.write('mixed.ts', 'a\nb\r\n');
    chmodSync(at.at('mode.ts'), 0o755);
    writeFileSync(at.at('utf.ts'), Buffer.from('\uFEFFé\n', 'utf16le'));
    assert.deepEqual(await at.since(), []);
    at.git('config', 'core.autocrlf', 'true');
    assert.deepEqual(await at.since(), []);
  });

  it('leaves alone what is a link, another repository, or left out by a sparse checkout', async function () {
    if (!posix) this.skip();
    at = repository({ 'a.ts': 'a\n', 'sparse/b.ts': 'b\n', 'kept/c.ts': 'c\n' });
    symlinkSync('a.ts', at.at('link.ts'));
    const inner = repository({ 'inner.ts': 'i\n' });
    try {
      at.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.folder, 'sub');
      at.git('add', '-A');
      at.git('commit', '-qm', 'second');
      assert.deepEqual(await at.since(), []);
      at.write('sub/inner.ts', 'changed\n');
      at.git('sparse-checkout', 'set', 'kept');
      assert.equal(existsSync(at.at('sparse/b.ts')), false);
      assert.deepEqual(await at.since(), []);
    } finally {
      inner.remove();
    }
  });

  it('is told of worktrees, tags, older commits and repositories with SHA-256', async () => {
    at = repository({ 'a.ts': '1\n' });
    at.git('tag', '-a', 'v1', '-m', 'one');
    at.write('a.ts', '2\n');
    at.git('commit', '-qam', 'second');
    for (const revision of ['v1', 'HEAD~1', 'main^', 'main~1'])
      assert.deepEqual(await at.since(revision), [{ file: 'a.ts', text: '1\n' }], revision);
    at.git('worktree', 'add', '-q', 'tree', 'v1');
    assert.deepEqual(await at.since('main', 'tree'), [{ file: 'a.ts', text: '2\n' }]);
    rmSync(at.at('.git'), { recursive: true });
    rmSync(at.at('tree'), { recursive: true });
    at.git('init', '-q', '--object-format=sha256');
    at.git('add', '-A');
    at.git('commit', '-qm', 'first');
    assert.deepEqual(await at.since(), []);
    at.write('a.ts', '3\n');
    assert.deepEqual(await at.since(), [{ file: 'a.ts', text: '2\n' }]);
  });

  it('says what is wrong: no repository, no such revision, a revision that is not all here', async () => {
    at = repository({ 'a.ts': '1\n', 'b/c.ts': '1\n' });
    await assert.rejects(at.since('no-such'), /^Error: there is no revision no-such in this repository$/);
    await assert.rejects(at.since('--output=x'), /is not how a revision is written/);
    const tree = at.git('rev-parse', 'HEAD:b').trim();
    rmSync(at.at(`.git/objects/${tree.slice(0, 2)}/${tree.slice(2)}`), { force: true });
    await assert.rejects(at.since(), /the files of HEAD are not all in this repository/);
    rmSync(at.at('.git'), { recursive: true });
    await assert.rejects(at.since(), /is in no git repository/);
    mkdirSync(at.at('.git'));
    await assert.rejects(at.since(), /git does not read the repository/);
  });
});

/** Ways in which a repository could start a program: each is given the command line of a script that leaves a mark. */
const traps: Readonly<Record<string, (at: Repository, script: string) => void>> = {
  'a clean filter': (at, script) => filter(at, script, 'clean'),
  'a smudge filter': (at, script) => filter(at, script, 'smudge'),
  'a filter process': (at, script) => filter(at, script, 'process'),
  'a filter in an included configuration': (at, script) => {
    at.write('evil.config', `[filter "x"]\n\tclean = ${script}\n\trequired = true\n`);
    at.git('config', 'include.path', '../evil.config');
    at.write('.gitattributes', '* filter=x\n');
  },
  'the upload program of a partial clone': (at, script) => {
    partial(at, at.folder);
    at.git('config', 'remote.origin.uploadpack', script);
  },
  'the ssh program of a partial clone': (at, script) => {
    partial(at, 'ssh://host/x');
    at.git('config', 'core.sshCommand', script);
  },
  'the proxy of a partial clone': (at, script) => {
    partial(at, 'git://localhost/x');
    at.git('config', 'core.gitProxy', script);
  },
  'a command as the address of a partial clone': (at, script) => {
    partial(at, `ext::${script}`);
    at.git('config', 'protocol.ext.allow', 'always');
  },
  'credentials of a partial clone': (at, script) => {
    partial(at, 'http://localhost:1/x');
    at.git('config', 'credential.helper', `!${script}`);
    at.git('config', 'core.askPass', script);
  },
  'a file system monitor': (at, script) => void at.git('config', 'core.fsmonitor', script),
  'hooks, by their folder': (at, script) => {
    for (const hook of hooks) at.write(`hooks/${hook}`, `#!/bin/sh\n${script}\n`);
    for (const hook of hooks) chmodSync(at.at(`hooks/${hook}`), 0o755);
    at.git('config', 'core.hooksPath', at.at('hooks'));
  },
  hooks: (at, script) => {
    for (const hook of hooks) at.write(`.git/hooks/${hook}`, `#!/bin/sh\n${script}\n`);
    for (const hook of hooks) chmodSync(at.at(`.git/hooks/${hook}`), 0o755);
  },
  pagers: (at, script) => {
    at.git('config', 'core.pager', script);
    for (const command of commands) at.git('config', `pager.${command}`, script);
  },
  'an external diff': (at, script) => void at.git('config', 'diff.external', script),
  'a diff driver and a text conversion': (at, script) => {
    at.write('.gitattributes', '* diff=x\n');
    at.git('config', 'diff.x.command', script);
    at.git('config', 'diff.x.textconv', script);
  },
  aliases: (at, script) => {
    for (const command of commands) at.git('config', `alias.${command}`, `!${script}`);
  },
  'editors and signatures': (at, script) => {
    for (const name of ['core.editor', 'sequence.editor', 'gpg.program', 'gpg.ssh.program'])
      at.git('config', name, script);
    at.git('config', 'log.showSignature', 'true');
  },
  'an update of submodules': (at, script) => {
    at.write('.gitmodules', `[submodule "s"]\n\tpath = s\n\turl = ./s\n\tupdate = !${script}\n`);
    at.git('config', 'submodule.recurse', 'true');
    at.git('config', 'submodule.s.update', `!${script}`);
  },
  'a repository inside with its own configuration': (at, script) => {
    at.write('s/x.ts', 'x\n');
    execFileSync('git', ['init', '-q'], { cwd: at.at('s'), env });
    execFileSync('git', ['config', 'core.fsmonitor', script], { cwd: at.at('s'), env });
    execFileSync('git', ['config', 'filter.x.clean', script], { cwd: at.at('s'), env });
    at.write('s/.gitattributes', '* filter=x\n');
  },
};

const commands = ['rev-parse', 'ls-tree', 'cat-file', 'config', 'diff', 'show', 'ls-files'];
const hooks = ['post-index-change', 'reference-transaction', 'fsmonitor-watchman', 'post-checkout', 'pre-auto-gc'];

function filter(at: Repository, script: string, kind: string) {
  at.write('.gitattributes', '* filter=x\n');
  at.git('config', `filter.x.${kind}`, script);
  at.git('config', 'filter.x.required', 'true');
}

/** Makes it a partial clone, whose former content of a changed file would have to be fetched. */
function partial(at: Repository, url: string) {
  at.git('config', 'core.repositoryformatversion', '1');
  at.git('config', 'extensions.partialClone', 'origin');
  at.git('config', 'remote.origin.url', url);
  at.git('config', 'remote.origin.promisor', 'true');
  const blob = at.git('rev-parse', 'HEAD:a.ts').trim();
  rmSync(at.at(`.git/objects/${blob.slice(0, 2)}/${blob.slice(2)}`), { force: true });
}

describe('a repository that would start programs', function () {
  this.timeout(60_000);
  let at: Repository;
  let script: string;
  const marked = () => readdirSync(at.folder).filter((name) => name.startsWith('marked'));
  beforeEach(function () {
    if (!posix) this.skip();
    at = repository({ 'a.ts': '1\n', 'b.ts': '1\n' });
    writeFileSync(at.at('.git/trap.sh'), `#!/bin/sh\necho "$0 $*" >> "${at.at('marked')}"\ncat\n`);
    script = at.at('.git/trap.sh');
    chmodSync(script, 0o755);
    at.write('a.ts', '2\n');
    rmSync(at.at('b.ts'));
  });
  afterEach(() => {
    at.remove();
    for (const name of Object.keys(process.env)) {
      if (name.startsWith('GIT_') && plain[name] === undefined) delete process.env[name];
    }
  });

  for (const [name, plant] of Object.entries(traps)) {
    it(`does not start ${name}`, async () => {
      plant(at, script);
      const isPartial = /partial/.test(name);
      // What is not here is not fetched, and without it nobody can tell what is new.
      if (isPartial) await assert.rejects(at.since(), /the files of HEAD are not all in this repository.* missing$/);
      const changed = isPartial ? [] : await at.since();
      await authorIn(at.folder);
      await assert.rejects(at.since('0123456789012345678901234567890123456789'), /there is no revision/);
      assert.deepEqual(marked(), []);
      const { text } = changed.find(({ file }) => file === 'a.ts') ?? {};
      assert.equal(text, isPartial ? undefined : '1\n');
    });
  }

  it('is not obeyed by the environment, either', async () => {
    const other = repository({ 'a.ts': 'other\n' });
    try {
      Object.assign(process.env, {
        GIT_EXTERNAL_DIFF: script,
        GIT_SSH_COMMAND: script,
        GIT_PAGER: script,
        GIT_DIR: path.join(other.folder, '.git'),
        GIT_WORK_TREE: other.folder,
        GIT_CONFIG_COUNT: '2',
        GIT_CONFIG_KEY_0: 'core.fsmonitor',
        GIT_CONFIG_VALUE_0: script,
        GIT_CONFIG_KEY_1: 'user.name',
        GIT_CONFIG_VALUE_1: 'Mallory',
        GIT_EXEC_PATH: path.dirname(script),
      });
      at.git('config', 'user.name', 'Ada');
      assert.equal((await at.since()).find(({ file }) => file === 'a.ts')?.text, '1\n');
      assert.equal(await authorIn(at.folder), 'Ada');
      assert.deepEqual(marked(), []);
    } finally {
      other.remove();
    }
  });

  it('is not asked through a program of its own that is called git', async () => {
    const before = process.env['PATH'];
    const cwd = process.cwd();
    for (const name of ['git', 'bin/git']) {
      at.write(name, `#!/bin/sh\n${script}\n`);
      chmodSync(at.at(name), 0o755);
    }
    try {
      process.chdir(at.folder);
      process.env['PATH'] = `.:bin::${before}`;
      assert.equal((await at.since()).find(({ file }) => file === 'a.ts')?.text, '1\n');
      assert.deepEqual(marked(), []);
      assert.ok(path.isAbsolute(findGit() ?? ''));
      assert.equal(findGit('.:bin::'), undefined);
    } finally {
      process.env['PATH'] = before;
      process.chdir(cwd);
    }
  });

  it('is not believed about what a commit holds or where its files are', async () => {
    at.git('config', 'core.worktree', '/etc');
    const head = at.git('rev-parse', 'HEAD').trim();
    at.git('config', '--unset', 'core.worktree');
    at.write('a.ts', 'replaced\n');
    at.git('add', 'a.ts');
    const fake = at.git('commit-tree', at.git('write-tree').trim(), '-m', 'x').trim();
    at.git('replace', head, fake);
    at.git('config', 'core.worktree', '/etc');
    assert.equal((await at.since()).find(({ file }) => file === 'a.ts')?.text, '1\n');
  });

  it('is not one where it is a bare repository among the files', async () => {
    const bare = at.at('inner');
    execFileSync('git', ['clone', '-q', '--bare', at.folder, bare], { env });
    execFileSync('git', ['config', 'core.fsmonitor', script], { cwd: bare, env });
    execFileSync('git', ['config', 'user.name', 'Mallory'], { cwd: bare, env });
    rmSync(at.at('.git'), { recursive: true });
    await assert.rejects(changedSince(bare, 'HEAD', { files: [] }), /is in no git repository/);
    assert.notEqual(await authorIn(bare), 'Mallory');
    assert.deepEqual(marked(), []);
  });

  it('is left as it is', async () => {
    const all = () =>
      readdirSync(at.folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .sort()
        .map((file) => `${file} ${readFileSync(file, 'base64')}`);
    const before = all();
    await at.since();
    await authorIn(at.folder);
    assert.deepEqual(all(), before);
  });
});
