import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import type { Diagnostic } from 'vscode-languageserver/node';
import { method } from '../../server/src/protocol.ts';
import { malformed } from '../model/malformed.ts';
import { randomOf } from '../model/random.ts';
import { connect, type Session } from './connect.ts';

const bad = "import axios from 'axios';\nexport const load = () => axios.get('http://search/');\n";

describe('malformed messages', () => {
  let session: Session;
  before(async () => {
    session = await connect({
      'x.ts': bad,
      'web/package.json': '{"name":"web"}',
      'web/Dockerfile': 'FROM node:22.1.0\n',
      'web/src/server.ts': "import http from 'node:http';\nhttp.createServer((_q, r) => r.end()).listen(8080);\n",
    });
    await session.ready();
  });
  after(() => session.close());

  const codes = async () => {
    const { items } = await session.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri: session.uri('x.ts') },
    });
    return items.map(({ code }) => code);
  };
  const stillAnswers = async (what: string) => {
    assert.deepEqual(await codes(), ['outbound-call-timeout'], what);
    assert.equal(session.process.exitCode, null, what);
  };

  for (const params of [
    {},
    null,
    { changes: null },
    { changes: 5 },
    { changes: [null] },
    { changes: [{ uri: 5 }] },
    { changes: [{ uri: '://' }, { uri: 'file:///a%00b', type: 1 }] },
  ])
    it(`of changed files do not end the server: ${JSON.stringify(params)}`, async () => {
      await session.connection.sendNotification('workspace/didChangeWatchedFiles', params as object);
      await stillAnswers('after changed files');
      // What is sound in the next ones is taken.
      await session.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: session.uri('x.ts'), type: 2 }],
      });
      await stillAnswers('after sound changes');
    });

  it('of documents are left out, and the document stays as it was', async () => {
    session.open('x.ts', bad);
    const uri = session.uri('x.ts');
    for (const contentChanges of [
      5,
      [{ range: null, text: '' }],
      [{ range: { start: { line: -1, character: 0 }, end: { line: 9, character: 0 } }, text: '' }],
      [{ range: { start: { line: 0 }, end: { line: 9, character: 0 } }, text: '' }],
      [{ range: { start: { line: 0.5, character: 0 }, end: { line: 9, character: 0 } }, text: '' }],
      [{ text: 5 }],
      [{}],
    ]) {
      const textDocument = { uri, version: 2 };
      await session.connection.sendNotification('textDocument/didChange', { textDocument, contentChanges });
      await stillAnswers(JSON.stringify(contentChanges));
    }
    await session.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, text: null } });
    await stillAnswers('after an opening without a text');
    const outside = { start: { line: 99, character: 5 }, end: { line: 1_000_000, character: 2_000_000 } };
    await session.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 3 },
      contentChanges: [{ range: outside, text: '// at the end\n' }],
    });
    await stillAnswers('after a change outside of the text');
    await session.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  });

  it('of any kind, a thousand, get an answer or none, and all goes on', async () => {
    const random = randomOf(11);
    const answers: Promise<unknown>[] = [];
    const isFolderChange = (name: string) => name === 'workspace/didChangeWorkspaceFolders';
    for (let count = 0; count < 1000; count++) {
      const { kind, name, params } = malformed(random, session.uri('x.ts'));
      if (isFolderChange(name)) continue;
      if (kind === 'notification') void session.connection.sendNotification(name, params as object);
      else answers.push(session.connection.sendRequest(name, params as object).catch(() => undefined));
    }
    await Promise.all(answers);
    await stillAnswers('after a thousand');
    assert.equal((await session.ready()).state, 'ready');
  });

  it('that are no protocol at all do not end the server', async () => {
    const send = (body: string) => {
      session.process.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    for (const body of [
      '{',
      'null',
      '5',
      '[]',
      '{}',
      '{"jsonrpc":"2.0"}',
      '{"jsonrpc":"2.0","method":5}',
      '{"jsonrpc":"2.0","id":null,"method":"prr/status"}',
      '{"jsonrpc":"2.0","id":{},"method":"prr/status"}',
      '{"jsonrpc":"2.0","method":"$/cancelRequest"}',
      '{"jsonrpc":"2.0","id":"never","result":5}',
      '{"jsonrpc":"2.0","id":77,"method":"textDocument/hover","params":5}',
      '{"jsonrpc":"2.0","id":78,"method":"prr/checklist","params":null}',
      '{"jsonrpc":"2.0","id":79,"method":"prr/notes","params":[1,2,3]}',
    ])
      send(body);
    await stillAnswers('after no protocol');
  });

  it('of forms, answers, drafts and exports are refused and write nothing, no folder either', async () => {
    const onDisk = () => readdirSync(session.folder, { recursive: true, encoding: 'utf8' }).sort();
    const before = onDisk();
    const junk = { service: 'x', fields: null, values: 7, id: null, file: {}, title: 5, noteId: [] };
    for (const name of [
      method.answer,
      method.describe,
      method.draftDescriptor,
      method.addNote,
      method.changeNote,
      method.removeNote,
      method.act,
      method.undo,
      method.draftPage,
      method.recordExport,
    ])
      for (const params of [{}, [], [5], { service: 5 }, { service: '' }, { service: null, text: ' ' }, junk])
        await assert.rejects(session.connection.sendRequest(name, params), `${name} ${JSON.stringify(params)}`);
    // The service is there, and the rest is not.
    for (const [name, params] of [
      [method.answer, { service: 'web' }],
      [method.answer, { service: 'web', item: 'no-such', answer: 'maybe', reason: 'so', by: 'Ada' }],
      [method.act, { service: 'web', action: 'state.set', values: { state: 'no-such' }, by: 'Ada' }],
      [method.draftPage, { title: 'A page', folder: 5 }],
    ] as const)
      await assert.rejects(session.connection.sendRequest(name, params), `${name} ${JSON.stringify(params)}`);
    await stillAnswers('after forms');
    assert.deepEqual(onDisk(), before);
  });
});
