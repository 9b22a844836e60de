import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CodeAction, Command, Diagnostic, Hover, WorkspaceEdit } from 'vscode-languageserver/node';
import { connect, type Session } from './connect.ts';

const bad = "import axios from 'axios';\nexport const load = () => axios.get('http://search/');\n";
const good = "import axios from 'axios';\nexport const load = () => axios.get('http://search/', { timeout: 500 });\n";
const files = {
  'web/package.json': '{"name":"web"}',
  'web/Dockerfile': 'FROM node:22.1.0\nCMD ["node", "src/server.js"]\n',
  'web/src/server.ts':
    "import http from 'node:http';\nimport { load } from './load.ts';\nhttp.createServer((_q, r) => void load().then(() => r.end())).listen(8080);\n",
  'web/src/load.ts': bad,
};
const command = ['dist/prr.cjs', 'lsp'] as const;
const codes = (items: readonly Diagnostic[]) => items.map(({ code }) => code);
const hasTimeout = (items: readonly Diagnostic[]) => codes(items).includes('outbound-call-timeout');
const call = { start: { line: 1, character: 31 }, end: { line: 1, character: 31 } };

for (const rootAs of ['rootUri', 'rootPath'] as const)
  describe(`an editor that announces nothing, and names its folder as ${rootAs}`, () => {
    let session: Session;
    before(async () => {
      session = await connect(files, { command, rootAs, capabilities: {}, initializationOptions: null });
    });
    after(() => session.close());

    it('is sent the findings of files that are not open', async () => {
      assert.ok(hasTimeout(await session.until('web/src/load.ts', hasTimeout)));
    });

    it('is asked for nothing that it cannot do', () => assert.deepEqual(session.asked, []));

    it('is sent findings without what it cannot show', () => {
      for (const item of session.sent('web/src/load.ts')) {
        assert.equal(item.codeDescription, undefined);
        assert.equal(item.relatedInformation, undefined);
      }
    });

    it('is sent what a text says while it is edited, and what the file says once it is closed', async () => {
      session.open('web/src/load.ts', bad);
      const textDocument = { uri: session.uri('web/src/load.ts'), version: 2 };
      await session.connection.sendNotification('textDocument/didChange', {
        textDocument,
        contentChanges: [{ text: good }],
      });
      await session.until('web/src/load.ts', (items) => !hasTimeout(items));
      await session.connection.sendNotification('textDocument/didClose', { textDocument });
      await session.until('web/src/load.ts', hasTimeout);
    });

    it('is sent what changes on disk, though it watches nothing', async () => {
      const write = (file: string, text: string) => {
        mkdirSync(path.dirname(path.join(session.folder, file)), { recursive: true });
        writeFileSync(path.join(session.folder, file), text);
      };
      write('web/src/load.ts', good);
      await session.until('web/src/load.ts', (items) => !hasTimeout(items));
      // A new folder in a new folder, and files in it that came before and after it was noticed.
      write('web/src/calls/inner/first.ts', bad);
      write(
        'web/src/load.ts',
        good.replace('\n', '\nimport "./calls/inner/first.ts";\nimport "./calls/inner/second.ts";\n'),
      );
      await session.until('web/src/calls/inner/first.ts', hasTimeout);
      write('web/src/calls/inner/second.ts', bad);
      await session.until('web/src/calls/inner/second.ts', hasTimeout);
      rmSync(path.join(session.folder, 'web/src/calls'), { recursive: true });
      await session.until('web/src/calls/inner/second.ts', (items) => items.length === 0);
      write('web/src/load.ts', bad);
      await session.until('web/src/load.ts', hasTimeout);
    });

    it('gets a hover that can be read as plain text', async () => {
      const hover = await session.connection.sendRequest<Hover>('textDocument/hover', {
        textDocument: { uri: session.uri('web/src/load.ts') },
        position: { line: 1, character: 33 },
      });
      const { kind, value } = hover.contents as { kind: string; value: string };
      assert.equal(kind, 'plaintext');
      assert.match(value, /timeout/);
      assert.doesNotMatch(value, /\*\*|\]\(|\\/);
    });

    it('is offered no action that it cannot carry out', async () => {
      const actions = await session.connection.sendRequest('textDocument/codeAction', {
        textDocument: { uri: session.uri('web/src/load.ts') },
        range: { start: { line: 1, character: 0 }, end: { line: 1, character: 60 } },
        context: { diagnostics: [] },
      });
      assert.deepEqual(actions, []);
    });
  });

describe('an editor with some abilities', () => {
  const withSession = async (options: Parameters<typeof connect>[1], test: (session: Session) => Promise<void>) => {
    const session = await connect(files, { command, ...options });
    try {
      await test(session);
    } finally {
      await session.close();
    }
  };

  it('that pulls diagnostics and cannot be told to ask again is sent them', () =>
    withSession({ capabilities: { textDocument: { diagnostic: {} } } }, async (session) => {
      await session.until('web/src/load.ts', hasTimeout);
    }));

  it('that pulls and can be told to is sent none', () =>
    withSession({}, async (session) => {
      await session.ready();
      session.open('web/src/load.ts', bad);
      const { items } = await session.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
        textDocument: { uri: session.uri('web/src/load.ts') },
      });
      assert.ok(hasTimeout(items));
      assert.deepEqual(session.sent('web/src/load.ts'), []);
    }));

  it('that watches files is asked to, and what it reports is read', () =>
    withSession(
      { capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } } },
      async (session) => {
        await session.until('web/src/load.ts', hasTimeout);
        assert.deepEqual(session.asked, ['client/registerCapability']);
        writeFileSync(path.join(session.folder, 'web/src/load.ts'), good);
        await session.connection.sendNotification('workspace/didChangeWatchedFiles', {
          changes: [{ uri: session.uri('web/src/load.ts'), type: 2 }],
        });
        await session.until('web/src/load.ts', (items) => !hasTimeout(items));
      },
    ));

  it('that shows progress sees the reading', () =>
    withSession({ capabilities: { window: { workDoneProgress: true } } }, async (session) => {
      await session.until('web/src/load.ts', hasTimeout);
      assert.deepEqual(session.asked, ['window/workDoneProgress/create']);
    }));

  const off = { rules: { 'outbound-call-timeout': 'off' } };
  const isEmptyOf = (items: readonly Diagnostic[]) => !hasTimeout(items);
  for (const [name, settings] of [
    ['as they are', off],
    ['under prr', { prr: off }],
  ] as const)
    it(`that says its settings at the start is heard: ${name}`, () =>
      withSession({ capabilities: {}, initializationOptions: { settings } }, async (session) => {
        await session.ready();
        session.open('web/src/load.ts', bad);
        const answer = await session.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
          textDocument: { uri: session.uri('web/src/load.ts') },
        });
        assert.ok(isEmptyOf(answer.items), JSON.stringify(codes(answer.items)));
      }));

  it('that sends its settings when they change is heard', () =>
    withSession({ capabilities: {} }, async (session) => {
      await session.until('web/src/load.ts', hasTimeout);
      await session.connection.sendNotification('workspace/didChangeConfiguration', { settings: { prr: off } });
      await session.until('web/src/load.ts', isEmptyOf);
      // Settings of other servers are none of ours.
      await session.connection.sendNotification('workspace/didChangeConfiguration', { settings: { other: {} } });
      await session.connection.sendNotification('workspace/didChangeConfiguration', { settings: { prr: {} } });
      await session.until('web/src/load.ts', hasTimeout);
    }));

  it('that knows commands only is offered commands whose edit it is sent', () =>
    withSession({ capabilities: { workspace: { applyEdit: true } } }, async (session) => {
      await session.until('web/src/load.ts', hasTimeout);
      const edits: WorkspaceEdit[] = [];
      session.connection.onRequest('workspace/applyEdit', ({ edit }: { edit: WorkspaceEdit }) => {
        edits.push(edit);
        return { applied: true };
      });
      const actions = await session.connection.sendRequest<(Command | CodeAction)[]>('textDocument/codeAction', {
        textDocument: { uri: session.uri('web/src/load.ts') },
        range: { ...call, end: { line: 1, character: 60 } },
        context: { diagnostics: [] },
      });
      assert.ok(actions.length > 0);
      assert.ok(actions.every((action) => typeof action.command === 'string'));
      const [fix] = actions as Command[];
      await session.connection.sendRequest('workspace/executeCommand', {
        command: fix?.command,
        arguments: fix?.arguments,
      });
      // It knows no versions of documents either.
      assert.deepEqual(Object.keys(edits[0]?.changes ?? {}), [session.uri('web/src/load.ts')]);
      assert.equal(edits[0]?.documentChanges, undefined);
    }));
});
