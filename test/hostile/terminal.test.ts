import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { jsonText } from '../../server/src/report/json-text.ts';
import { printable, styled, withStyles } from '../../server/src/report/terminal.ts';
import { root } from '../analyse.ts';

const hostile = '\u001b[2J\u0007\u202ea\u009b1m\u0008\r::error title=x::y';

describe('text for a terminal', () => {
  it('shows what a terminal would obey', () => {
    assert.equal(
      printable('a\u001b[31mb\u0007\u007f\u009b\rc\u202ed\u2028e\tf\n'),
      'a\\x1b[31mb\\x07\\x7f\\x9b\\x0dc\\u202ed\\u2028e\tf\n',
    );
    assert.equal(printable('a\r\nb 日本 é 💥'), 'a\nb 日本 é 💥');
  });

  it('breaks what a runner would obey, and nothing else', () => {
    for (const [text, becomes] of [
      ['::set-output name=a::b', '\\::set-output name=a::b'],
      ['a\n \u00a0::error::b', 'a\n \u00a0\\::error::b'],
      ['a ::error::b', 'a ::error::b'],
      ['::: tip\nx\n:::', '::: tip\nx\n:::'],
      ['a ##[error]b', 'a #\\#[error]b'],
      ['##vso[task]b ##teamcity[x]', '#\\#vso[task]b #\\#teamcity[x]'],
      ['## [a](b)\n## A [b]', '## [a](b)\n## A [b]'],
      ['std::vector', 'std::vector'],
    ] as const)
      assert.equal(printable(text), becomes);
  });

  it('keeps our own styles, and no others', () => {
    assert.equal(withStyles(styled('red', 'a\u001b[8mb', { color: true })), '\u001b[31ma\\x1b[8mb\u001b[39m');
    assert.equal(withStyles(styled('red', 'a', { color: false })), 'a');
    assert.equal(withStyles('\u001b[31ma\u001b[39m'), '\\x1b[31ma\\x1b[39m');
  });
});

describe('text as JSON', () => {
  it('holds nothing that is obeyed, and the same data', () => {
    const data = { [hostile]: [hostile, '##[error]x ###[a] \u2029\u2066\u007f\u200f', '#', 5] };
    const text = jsonText(data);
    assert.deepEqual(JSON.parse(text), data);
    assert.doesNotMatch(text, /[^\P{Cc}\n]|\p{Bidi_Control}|[\u2028\u2029]|##/u);
  });
});

describe('every command', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'prr-terminal-'));
    const write = (file: string, text: string) => {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    };
    const quoted = JSON.stringify(hostile);
    write(`a\u001b[2Jb\r::warning::x.ts`, 'export async function a() { await fetch("http://a/"); }\n');
    write(
      '\n::error::y.ts',
      'export async function a() { await fetch("http://a/"); }\n// prr-ignore outbound-call-timeout: \u001b[2J\u009b ##[error]x\nfetch("http://b/");\n',
    );
    write('package.json', `{"name": "a", "dependencies": {"express": "4.0.0"}}`);
    write(
      'server.ts',
      `import express from 'express';\nconst app = express();\napp.get('/', (q, r) => r.send(''));\napp.listen(3000);\n`,
    );
    write(
      'k8s.yaml',
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a, annotations: { owner: ${quoted} } }\nspec:\n  replicas: 2\n  selector: { matchLabels: { app: a } }\n  template:\n    metadata: { labels: { app: a } }\n    spec: { containers: [{ name: ${quoted}, image: ${JSON.stringify(`x\u202e:latest`)} }] }\n`,
    );
    write('chart/Chart.yaml', `apiVersion: v2\nname: ${quoted}\nversion: 1.0.0\n`);
    write('chart/values.yaml', `a: ${quoted}\n`);
    write('chart/templates/a.yaml', `kind: A\na: {{ .Values.a | quote }}\nb: |\n  ::error::x\n  ##[error]y\n`);
    write('chart/templates/b.yaml', `kind: B\na: {{ fail .Values.a }}\n`);
    write('.prr/settings.yaml', `rules:\n  ${JSON.stringify(`${hostile}`)}: wrong\n`);
    write('.prr/services/a.yaml', `owner: ${quoted}\n`);
    write('.prr/guide/p.md', `---\ntitle: ${quoted}\n---\n\n# A \u001b[2J\n\n::error::x\n\n##[error]y ${hostile}\n`);
    write(
      '.prr/notes/n1.yaml',
      `kind: risk\ntitle: ${quoted}\ncreated: 2026-01-01T00:00:00Z\nby: ${quoted}\ntext: ${quoted}\n`,
    );
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const commands = [
    ['check', '.'],
    ['check', '.', '--sites'],
    ['check', '.', '--format', 'github'],
    ['check', '.', '--format', 'json'],
    ['check', '.', '--format', 'sarif'],
    ['checklist', '.', '--format', 'json'],
    ['summary', '.', '--format', 'json'],
    ['summary', '.', '--format', 'sarif'],
    ['summary', '.', '--format', 'html'],
    ['suppressions', '.', '--format', 'json'],
    ['notes', 'list', '--format', 'json'],
    ['guide', 'p', '--format', 'json'],
    ['engagement', '.', '--format', 'json'],
    ['render', 'chart'],
    ['render', 'chart', '--format', 'json'],
    ['checklist', '.'],
    ['checklist', '.', '--all'],
    ['overview', '.'],
    ['summary', '.'],
    ['suppressions', '.'],
    ['notes', 'list'],
    ['engagement', '.'],
    ['guide'],
    ['guide', 'p'],
    ['guide', 'search', 'error'],
    ['guide', 'coverage'],
    ['guide', hostile],
    ['platform', '.', '--actions'],
    ['advice', '.'],
    [hostile],
    ['explain', hostile],
    ['check', `./${hostile.replaceAll('/', '')}`],
  ];
  for (const [index, command] of commands.entries())
    it(`prints nothing that is obeyed: ${printable(command.join(' '))} (${index})`, () => {
      const run = spawnSync(process.execPath, [path.join(root, 'dist/prr.cjs'), ...command], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, XDG_CACHE_HOME: path.join(folder, '.git') },
      });
      const [out, err] = [run.stdout, run.stderr];
      assert.ok(out + err !== '');
      if (index === 0) assert.ok(out.includes('\\x1b[2J'), out);
      for (const text of [out, err]) {
        assert.doesNotMatch(text, /[^\P{Cc}\t\n]|[\u202a-\u202e\u2028\u2066-\u2069]/u);
        assert.doesNotMatch(text, /##[a-z]*\[/);
        const ours = command.includes('github')
          ? /^::(?!(error|warning|notice) file=[^:\n]*(,title=[^:\n]*)?::)/m
          : /^\s*::[^\n]*::/m;
        assert.doesNotMatch(text, ours);
      }
    });
});
