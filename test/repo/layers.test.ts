import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../analyse.ts';
import { imports, sources } from './imports.ts';

function violations(files: readonly string[], allowed: (target: string, types: boolean) => boolean): string[] {
  return files.flatMap((file) =>
    imports(file)
      .filter(({ target, types }) => !allowed(target, types))
      .map(({ target }) => `${file} imports ${target}`),
  );
}

const server = sources('server/src');
const inFolders = (...folders: string[]) =>
  server.filter((file) => folders.some((folder) => file.startsWith(`server/src/${folder}`)));
const entries = ['launch.ts', 'main.ts', 'cli.ts', 'worker.ts', 'installation.ts', 'mcp/entry.ts'].map(
  (name) => `server/src/${name}`,
);

function isProtocol(file: string): boolean {
  return file === 'server/src/protocol.ts' || file.startsWith('server/src/protocol/');
}

/** Left to right: each folder may look at itself and to its left. */
const order = [
  'model',
  'words',
  'syntax',
  'workspace',
  'rendering',
  'knowledge',
  'facts',
  'rules',
  'production',
  'index',
  'claims',
  'guide',
  'review',
  'report',
  'documents',
  'engagement',
  'observe',
] as const;

describe('layers', () => {
  it('finds imports', () => {
    assert.ok(imports('server/src/lsp/server.ts').some(({ target }) => target === 'vscode-languageserver'));
    assert.ok(imports('server/src/lsp/server.ts').some(({ target }) => target === 'server/src/service.ts'));
  });

  for (const [position, folder] of order.entries()) {
    it(`${folder} looks only to its left`, () => {
      const left = [...order.slice(0, position + 1).map((each) => `server/src/${each}/`), 'server/src/settings.ts'];
      // Types of the pack, the engine's port and the index travel; nothing of them runs.
      const ok = (target: string, types: boolean) =>
        !target.startsWith('server/') || types || left.some((each) => target.startsWith(each));
      assert.deepEqual(violations(inFolders(`${folder}/`), ok), []);
    });
  }

  it('only lsp/, the entries of the server and the lsp command know the protocol', () => {
    const others = server.filter((file) => !/^server\/src\/(lsp\/|main(-browser)?\.ts|cli\/lsp\.ts)/.test(file));
    assert.deepEqual(
      violations(others, (target) => !/^vscode-(languageserver|jsonrpc|uri)/.test(target)),
      [],
    );
  });

  it('only mcp/ knows the Model Context Protocol, and it runs nothing of the core', () => {
    const others = server.filter((file) => !file.startsWith('server/src/mcp/'));
    assert.deepEqual(
      violations(others, (target, types) => types || !/^@modelcontextprotocol|^server\/src\/mcp\//.test(target)),
      [],
    );
    const own = inFolders('mcp/');
    assert.ok(own.length > 0);
    assert.deepEqual(
      violations(
        own,
        (target, types) => types || !target.startsWith('server/src/') || target.startsWith('server/src/mcp/'),
      ),
      [],
    );
  });

  it('what assistants are offered knows no protocol and no command', () => {
    const ok = (target: string, types: boolean) => types || !/^server\/src\/(lsp|cli|mcp)\//.test(target);
    assert.deepEqual(violations(inFolders('assistant/'), ok), []);
  });

  it('only client/ knows VS Code', () => {
    assert.deepEqual(
      violations(
        [...server, ...sources('server/tools')],
        (target) => target !== 'vscode' && !target.startsWith('client/'),
      ),
      [],
    );
  });

  it('the client reaches only the protocol of the server', () => {
    const ok = (target: string) => !target.startsWith('server/') || isProtocol(target);
    assert.deepEqual(violations(sources('client/src'), ok), []);
  });

  it('the protocol names only itself and types of the model, which are plain data', () => {
    const files = server.filter(isProtocol);
    assert.ok(files.length > 1);
    assert.deepEqual(
      violations(files, (target, types) => types && (isProtocol(target) || target.startsWith('server/src/model/'))),
      [],
    );
  });

  it('only syntax/ imports parsers at run time', () => {
    const parsers = /^(web-tree-sitter|yaml|@lezer\/|@prometheus-io\/|dockerfile-ast|jsonc-parser)/;
    const others = server.filter((file) => !file.startsWith('server/src/syntax/'));
    assert.deepEqual(
      violations(others, (target, types) => types || !parsers.test(target)),
      [],
    );
  });

  it('only workspace/ and the entries touch the disk', () => {
    const others = server.filter(
      (file) =>
        !file.startsWith('server/src/workspace/') &&
        !entries.includes(file) &&
        !['targets', 'output'].some((name) => file === `server/src/cli/${name}.ts`),
    );
    assert.deepEqual(
      violations(others, (target) => !/^node:(fs|child_process)/.test(target)),
      [],
    );
  });

  it('only workspace/, the command line and the entries use what is of Node alone', () => {
    const others = server.filter(
      (file) =>
        !/^server\/src\/(workspace|cli)\//.test(file) && !entries.includes(file) && file !== 'server/src/core.ts',
    );
    assert.deepEqual(
      violations(others, (target) => !target.startsWith('node:')),
      [],
    );
    const globals =
      /(?<![\w.'"`/])(?:Buffer|__dirname|__filename|require)\b(?=[.(])|(?<![\w.'"`/(])process\.(?:env|cwd|exit|stdout|stderr|argv)\b/;
    const used = others.flatMap((file) =>
      readFileSync(path.join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, at) =>
          globals.test(line) && !/^\s*(?:\/\/|\*|\/\*)|['"`/].*(?:Buffer|process\.|require)/.test(line)
            ? [`${file}:${at + 1} ${line.trim()}`]
            : [],
        ),
    );
    assert.deepEqual(used, []);
  });

  it('only observe/ uses the network, and only the command and the request for it import observe/', () => {
    const clients = /^(?:node:)?(?:https?|http2|net|tls|dgram|dns|undici)(?:\/|$)/;
    const code = [...server, ...sources('client/src')];
    assert.deepEqual(
      violations(code, (target) => !clients.test(target)),
      [],
    );
    const calls = /(?<![\w.'"`$])(?:fetch|XMLHttpRequest|WebSocket|EventSource)\s*\(/;
    const used = code.filter((file) =>
      readFileSync(path.join(root, file), 'utf8')
        .split('\n')
        .some(
          (line) => calls.test(line) && !/^\s*(?:\/\/|\*|\/\*)|['"`].*(?:fetch|XMLHttp|Socket|EventSource)/.test(line),
        ),
    );
    assert.deepEqual(used, ['server/src/observe/client.ts']);
    const others = code.filter(
      (file) => !/^server\/src\/(?:observe\/|cli\/observe\.ts$|lsp\/observed\/request\.ts$)/.test(file),
    );
    assert.deepEqual(
      violations(others, (target) => !target.startsWith('server/src/observe/')),
      [],
    );
  });

  it('a rule imports the model and shared vocabulary of rules', () => {
    const rules = inFolders('rules/').filter((file) => !/rules\/[^/]+\.ts$/.test(file));
    assert.ok(rules.length > 0);
    // One library besides: regular expressions that are not ours.
    const ok = (target: string) =>
      target.startsWith('server/src/model/') ||
      target.startsWith('server/src/words/') ||
      target === 're2js' ||
      /^server\/src\/rules\/(vocabulary\/|[^/]+\/[^/]+\.ts)/.test(target);
    assert.deepEqual(violations(rules, ok), []);
  });

  it('facts hold no tree', () => {
    assert.deepEqual(
      violations(inFolders('facts/', 'model/', 'index/'), (target) => target !== 'web-tree-sitter'),
      [],
    );
  });
});
