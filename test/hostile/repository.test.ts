import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { method } from '../../server/src/protocol.ts';
import { root } from '../analyse.ts';
import { startMcp } from '../mcp/client.ts';
import { connect } from '../server/connect.ts';

// One folder with everything that a repository can bring to do harm; each command and the server is run over it.

/** Longest that a command may take, in milliseconds: many times what it takes here, as machines that run tests are busy. */
const most = 120_000;

const nested = (open: string, close: string, times: number) => open.repeat(times) + close.repeat(times);

/** Plants all traps and gives the file that none of them may make. */
function plant(folder: string): string {
  const marker = path.join(folder, '..', 'obeyed');
  const at = (file: string) => {
    const full = path.join(folder, file);
    mkdirSync(path.dirname(full), { recursive: true });
    return full;
  };
  const write = (file: string, text: string, options: { mode?: number } = {}) => writeFileSync(at(file), text, options);
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
      stdio: 'pipe',
    });

  write('web/package.json', '{"name":"web","dependencies":{"express":"4.0.0"}}');
  write(
    'web/server.ts',
    "import express from 'express';\nconst app = express();\napp.listen(3000);\nvoid fetch(url);\n",
  );
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '-m', 'a');
  // The configuration of the repository starts a program wherever git lets it.
  const obey = path.join(folder, 'obey.sh');
  write('obey.sh', `#!/bin/sh\ntouch ${marker}\ncat\n`, { mode: 0o755 });
  for (const [key, value] of [
    ['filter.evil.clean', obey],
    ['filter.evil.smudge', obey],
    ['filter.evil.process', obey],
    ['diff.evil.command', obey],
    ['diff.evil.textconv', obey],
    ['diff.external', obey],
    ['core.fsmonitor', obey],
    ['core.hooksPath', folder],
    ['core.pager', obey],
    ['core.sshCommand', obey],
    ['core.editor', obey],
    ['credential.helper', `!${obey}`],
    ['alias.rev-parse', `!${obey}`],
    ['gpg.program', obey],
    ['remote.origin.url', 'ext::sh -c touch% obeyed'],
    ['remote.origin.promisor', 'true'],
    ['remote.origin.uploadpack', obey],
    ['uploadpack.packObjectsHook', obey],
    ['extensions.partialClone', 'origin'],
  ] as const)
    git('config', key, value);
  write('.gitattributes', '* filter=evil diff=evil\n');
  write('post-checkout', `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 });

  // Things that never end, and links that lead out.
  mkdirSync(at('pipes'), { recursive: true });
  for (const file of ['pipes/.gitignore', 'pipes/a.yaml', 'pipes/Dockerfile', '.prr/packs/pipe.yaml'])
    execFileSync('mkfifo', [at(file)]);
  symlinkSync('/dev/zero', at('.prrignore'));
  symlinkSync('/dev/zero', at('endless.yaml'));
  symlinkSync('/dev/zero', at('.prr/checklists/zero.yaml'));
  symlinkSync('/etc', at('outside'));
  symlinkSync('/etc/passwd', at('passwd.yaml'));
  symlinkSync('.', at('loop'));
  symlinkSync('again.ts', at('again.ts'));

  // Patterns, expressions and nesting that never end where they are tried one after the other.
  const stars = `${'*a'.repeat(12)}b`;
  write('.gitignore', `${stars}\n!${stars}\n`);
  write(
    '.prr/settings.yaml',
    `exclude: [${JSON.stringify(stars)}, "{${'a,'.repeat(50)}}${'{a,b}'.repeat(20)}"]\nnewSince: HEAD\n`,
  );
  write(`${'a'.repeat(60)}.ts`, 'void fetch(url);\n');
  write(
    'kustomization.yaml',
    'resources: [deploy.yaml]\npatches:\n  - target: { kind: Deployment, name: "(a+)+$" }\n    patch: |\n      - op: replace\n        path: /spec/replicas\n        value: 3\n',
  );
  write(
    'deploy.yaml',
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${'a'.repeat(60)}b }\nspec: { replicas: 2, template: { spec: { containers: [{ name: a, image: a }] } } }\n`,
  );
  write('deep.json', nested('[', ']', 200_000));
  write('deep.yaml', `apiVersion: v1\nkind: Service\nx: ${nested('[', ']', 20_000)}\n`);
  write('deep.ts', `export const x = ${nested('(', ')', 50_000)};\nvoid fetch(url);\n`);
  write('poison.go', '// prr-ignore x: y\n all(address str\n\tuse(a, &b,\n)\n\tt{}\n\t"net/httCMD ['.repeat(1400));
  write('bomb.yaml', `kind: Deployment\napiVersion: apps/v1\na: &a [x]\n${bomb()}`);
  write('cr.Dockerfile', 'FROM a\rRUN b\r\nCMD c\rd\n');
  write('binary.ts', '\u0000\u0001\u0002');

  // A chart and an overlay that reach out, include themselves and never end.
  write(
    'chart/Chart.yaml',
    'apiVersion: v2\nname: chart\nversion: 1.0.0\ndependencies:\n  - { name: own, version: 1.0.0, repository: "file://." }\n  - { name: out, version: 1.0.0, repository: "file://../../../etc" }\n',
  );
  write('chart/values.yaml', `deep: ${nested('[', ']', 20_000)}\nwords: ${JSON.stringify('\u001b[2J::error::x')}\n`);
  write(
    'chart/templates/all.yaml',
    `{{ define "again" }}{{ include "again" . }}{{ end }}a: {{ .Files.Get "../../../etc/passwd" }}{{ env "HOME" }}{{ .Values.words }}\n`,
  );
  write('chart/templates/again.yaml', '{{ include "again" . }}\n');
  write('chart/templates/endless.yaml', '{{ range until 100000000 }}{{ repeat 100000000 "a" }}{{ end }}\n');
  symlinkSync('/etc', at('chart/charts'));
  write(
    'overlay/kustomization.yaml',
    'resources: [../overlay, ../../../etc, https://example.org/x]\nhelmCharts: [{ name: chart }]\n',
  );

  // What a terminal or a runner of pipelines would obey, and paths that climb.
  const words = '\u001b[2J\u0007\u202e\r::error::x ##[error]y';
  write(`a${words.replaceAll('/', '')}.ts`, 'void fetch(url);\n');
  write('.prr/services/web.yaml', `owner: ${JSON.stringify(words)}\ntitle: ${JSON.stringify(words)}\n`);
  write(
    '.prr/notes/2026-01-01-00000000.yaml',
    `kind: risk\nanchor:\n  file: ../../../etc/passwd\n  line: 1\n  text: x\ncomments:\n  - by: ${JSON.stringify(words)}\n    at: 2026-01-01T00:00:00Z\n    text: ${JSON.stringify(words)}\n`,
  );
  write('.prr/answers/..%2f..%2fetc/chg-x.yaml', 'answer: yes\n');
  return marker;
}

/** Aliases of aliases: a few hundred bytes that would be millions of values. */
function bomb(): string {
  const names = 'abcdefghijklmnop';
  return Array.from({ length: 15 }, (_, at) => {
    const own = names[at + 1] ?? '';
    return `${own}: &${own} [${Array.from({ length: 9 }, () => `*${names[at] ?? ''}`).join(', ')}]\n`;
  }).join('');
}

/** All commands, with what each is asked; a command that is added must be added here. */
const commands: readonly (readonly string[])[] = [
  ['check'],
  ['check', '--all', '--sites', '--format', 'json'],
  ['check', '--new-since', 'HEAD'],
  ['check', '--format', 'sarif'],
  ['check', '--format', 'github'],
  ['check', '--format', 'gitlab', '--record', '../cache/record.json'],
  ['diff', 'HEAD'],
  ['diff', 'HEAD', '--format', 'markdown', '--no-cache'],
  ['merge', '.'],
  ['render', 'chart'],
  ['render', 'overlay'],
  ['render', '.', '--format', 'json'],
  ['checklist', '--all'],
  ['answer', 'web', 'chg-blast-radius', 'yes', '--reason', 'x', '--by', 'a'],
  ['graph'],
  ['graph', '--format', 'json'],
  ['suppressions'],
  ['overview'],
  // Nothing listens there: a repository of traps must change nothing of that.
  ['observe', '--prometheus', 'http://127.0.0.1:1', '--alertmanager', 'http://127.0.0.1:1'],
  ['summary'],
  ['summary', '--format', 'html'],
  ['notes'],
  ['notes', 'add', 'x', '--at', 'web/server.ts:1', '--by', 'a'],
  ['proposals'],
  ['mcp'],
  ['engagement'],
  ['engage'],
  ['advice'],
  ['agreement'],
  ['analysis'],
  ['plan'],
  ['training'],
  ['handover'],
  ['trend'],
  ['early'],
  ['platform'],
  ['shared'],
  ['oncall'],
  ['guide', 'coverage'],
  ['explain', 'error-swallowed'],
];

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function run(folder: string, args: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(root, 'dist/prr.cjs'), ...args], {
      cwd: folder,
      env: { ...process.env, XDG_CACHE_HOME: path.join(folder, '../cache') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr.on('data', (chunk) => (err += chunk));
    const timer = setTimeout(() => child.kill('SIGKILL'), most);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, out, err });
    });
  });
}

describe('a repository that was made to do harm', function () {
  this.timeout(most * 3);
  let base = '';
  let folder = '';
  let marker = '';
  before(function () {
    if (process.platform === 'win32') return this.skip();
    base = mkdtempSync(path.join(os.tmpdir(), 'prr-hostile-'));
    folder = path.join(base, 'repository');
    mkdirSync(folder);
    marker = plant(folder);
  });
  after(() => rmSync(base, { recursive: true, force: true }));

  it('is asked of by every command that there is', async () => {
    const { out } = await run(folder, ['--help']);
    const listed = [...out.matchAll(/^ {2}([a-z]+)\b/gm)].map(([, name]) => name);
    const asked = new Set(commands.map(([name]) => name));
    assert.deepEqual(
      listed.filter((name) => name !== 'lsp' && !asked.has(name)),
      [],
    );
  });

  for (const args of commands)
    it(`ends \`prr ${args.join(' ')}\` with an answer, and nothing of it is run`, async () => {
      const { code, out, err } = await run(folder, args);
      assert.ok(code !== null, 'it did not end by itself');
      assert.ok(code <= 2, `it ended with ${code}: ${err}`);
      assert.ok(!existsSync(marker), 'a program of the repository was run');
      assert.doesNotMatch(`${out}\n${err}`, /^ +at .*[:(]\d+|Maximum call stack|root:x:0/m);
      const isData = args.includes('json') || args.includes('sarif') || args.includes('html');
      if (!isData) {
        for (const sign of ['\u001b', '\u0007', '\u202e'])
          assert.ok(!(out + err).includes(sign), 'a control character');
        assert.doesNotMatch(out + err, /^::error::x/m);
      }
      assert.deepEqual(
        readdirSync(base).filter((name) => name !== 'repository' && name !== 'cache'),
        [],
        'something was written outside of the folder',
      );
    });

  it('is served to an assistant by every tool that reads, in bounded answers', async () => {
    const session = await startMcp(folder);
    try {
      const calls = [
        ['prr_picture', {}],
        ['prr_findings', { all: true, limit: 50, fixes: true }],
        ['prr_findings', { all: true, since: 'HEAD' }],
        ['prr_check_text', { path: 'web/server.ts', text: 'void fetch(url);\n' }],
        ['prr_check_text', { path: 'chart/values.yaml', text: 'words: x\n' }],
        ['prr_explain_rule', {}],
        ['prr_search_guide', { words: 'error' }],
        ['prr_read_guide', { guide: 'timeouts' }],
        ['prr_checklist', { service: 'web' }],
        ['prr_alerts', {}],
        ['prr_notes', {}],
        ['prr_engagement', { service: 'web' }],
        ['prr_proposals', {}],
      ] as const;
      const { tools } = await session.client.listTools();
      const reading = tools.filter(({ annotations }) => annotations?.readOnlyHint).map(({ name }) => name);
      assert.deepEqual([...new Set(calls.map(([name]) => name))].sort(), reading.sort());
      for (const [name, args] of calls) {
        const { text, data, isError, bytes } = await session.call(name, { ...args });
        assert.ok(!isError, `${name}: ${text.slice(0, 500)}`);
        assert.ok(bytes.data < 32_000 && bytes.text < 40_000, `${name}: ${bytes.text}, ${bytes.data}`);
        for (const sign of ['\u001b', '\u0007', '\u202e', 'root:x:0'])
          assert.ok(!(text + JSON.stringify(data)).includes(sign), `${name}: ${JSON.stringify(sign)}`);
      }
      assert.ok(!existsSync(marker), 'a program of the repository was run');
      assert.deepEqual(
        readdirSync(base).filter((name) => name !== 'repository' && name !== 'cache'),
        [],
        'something was written outside of the folder',
      );
    } finally {
      await session.close();
    }
  });

  it('is served by the language server, which finds what is wrong in a sound file', async () => {
    const session = await connect({}, { on: folder, trusted: true });
    try {
      const status = await session.ready();
      assert.equal(status.state, 'ready');
      session.open('web/more.ts', 'void fetch(url);\n');
      const report = await session.connection.sendRequest<{ items: { code?: string }[] }>('textDocument/diagnostic', {
        textDocument: { uri: session.uri('web/more.ts') },
      });
      assert.ok(report.items.some(({ code }) => code === 'outbound-call-timeout'));
      await session.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: ['.prrignore', 'pipes/.gitignore', 'endless.yaml', 'poison.go', '.prr/settings.yaml'].map((file) => ({
          uri: session.uri(file),
          type: 2,
        })),
      });
      await session.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] });
      for (const name of [method.checklist, method.notes, method.overview, method.status])
        await session.connection.sendRequest(name, {});
      assert.ok(!existsSync(marker), 'a program of the repository was run');
    } finally {
      await session.close();
    }
  });
});
