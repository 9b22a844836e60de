import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CancellationTokenSource, type Diagnostic } from 'vscode-languageserver/node';
import { method, type StatusView } from '../../server/src/protocol.ts';
import { connect, type ConnectOptions, type Session } from './connect.ts';

const bad = "import axios from 'axios';\nexport const load = () => axios.get('http://search/');\n";
const good = bad.replace("'http://search/'", "'http://search/', { timeout: 1000 }");

describe('what an editor sends is taken in the order in which it came', () => {
  let session: Session;
  afterEach(() => session.close());
  const open = async (files: Record<string, string>, options: ConnectOptions = {}) => {
    session = await connect(files, options);
    await session.ready();
  };
  const codes = async (file: string) => {
    const { items } = await session.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri: session.uri(file) },
    });
    return items.map(({ code }) => code);
  };
  const notify = (name: string, params: object = {}) => void session.connection.sendNotification(name, params);
  const close = (file: string) => notify('textDocument/didClose', { textDocument: { uri: session.uri(file) } });

  it('a document that is closed and opened with its unsaved text keeps that text', async () => {
    await open({ 'x.ts': bad });
    session.open('x.ts', good);
    assert.deepEqual(await codes('x.ts'), []);
    for (let round = 0; round < 40; round++) {
      // So does a change of its language mode.
      close('x.ts');
      session.open('x.ts', good);
      if (round % 2 === 0) await session.connection.sendRequest(method.status, {});
      assert.deepEqual(await codes('x.ts'), [], `round ${round}`);
    }
    close('x.ts');
    assert.deepEqual(await codes('x.ts'), ['outbound-call-timeout']);
  });

  it('a pull right after a change of settings answers with the new ones', async () => {
    let severity = 'warning';
    // So much is read in threads, which take a while to end.
    const much = JSON.stringify({ text: 'x'.repeat(1_200_000) });
    await open({ 'x.ts': '', 'much.json': much }, { settings: () => ({ rules: { 'error-swallowed': severity } }) });
    // What one file tells needs no other to be read.
    session.open('x.ts', 'try {\n  await work();\n} catch {}\n');
    assert.deepEqual(await codes('x.ts'), ['error-swallowed']);
    for (severity of ['off', 'hint', 'off', 'error']) {
      notify('workspace/didChangeConfiguration', { settings: {} });
      assert.deepEqual(await codes('x.ts'), severity === 'off' ? [] : ['error-swallowed'], severity);
    }
  });

  it('a document is answered before many other files have been read', async () => {
    const files = Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`many/f${at}.ts`, bad]));
    await open({ 'x.ts': bad, ...files });
    session.open('x.ts', 'try {\n  await work();\n} catch {}\n');
    await codes('x.ts');
    const changes = Object.keys(files).map((file) => ({ uri: session.uri(file), type: 2 }));
    for (const { uri } of changes) writeFileSync(new URL(uri), good);
    const order: string[] = [];
    notify('workspace/didChangeWatchedFiles', { changes });
    await Promise.all([
      session.connection
        .sendRequest<StatusView>(method.status, {})
        .then(({ findings }) => order.push(`all ${findings}`)),
      codes('x.ts').then(([code]) => order.push(`document ${String(code)}`)),
    ]);
    assert.deepEqual(order, ['document error-swallowed', 'all 1']);
  });

  it('settings that have not changed read nothing again', async () => {
    await open({ 'x.ts': bad }, { settings: () => ({ everything: true }) });
    notify('workspace/didChangeConfiguration', { settings: {} });
    const { state } = await session.connection.sendRequest<StatusView>(method.status, {});
    assert.equal(state, 'ready');
  });

  it('trust that is granted later lets git be run, without a restart', async () => {
    const commit = (folder: string) => {
      const git = (...args: string[]) =>
        spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd: folder });
      git('init', '-q', '-b', 'main');
      git('add', '.');
      git('commit', '-q', '-m', 'first');
      writeFileSync(path.join(folder, 'new.ts'), bad);
    };
    await open({ 'old.ts': bad }, { settings: () => ({ newSince: 'main' }), before: commit });
    const shown = async () => {
      const { newSince, findings } = await session.ready();
      return [newSince, findings];
    };
    assert.deepEqual(await shown(), [undefined, 2]);
    notify(method.trusted);
    await session.connection.sendRequest(method.status, {});
    assert.deepEqual(await shown(), ['main', 1]);
  });

  it('a document goes with its folder when that is added or removed', async () => {
    await open({ 'one/a.ts': good, 'two/deploy.yaml': '', 'two/x.ts': bad }, { folders: ['one'] });
    session.open('two/x.ts', good);
    assert.deepEqual(await codes('two/x.ts'), []);
    const event = (added: string[], removed: string[]) => {
      const folders = (names: string[]) => names.map((name) => ({ uri: session.uri(name), name }));
      notify('workspace/didChangeWorkspaceFolders', { event: { added: folders(added), removed: folders(removed) } });
    };
    event(['two'], []);
    assert.deepEqual(await codes('two/x.ts'), []);
    await session.ready();
    close('two/x.ts');
    assert.deepEqual(await codes('two/x.ts'), ['outbound-call-timeout']);
    session.open('two/x.ts', good);
    event([], ['two']);
    assert.deepEqual(await codes('two/x.ts'), []);
    assert.equal((await session.ready()).findings, 0);
  });

  it('what was told of a folder is taken back when the folder is closed', async () => {
    await open({ 'one/a.ts': bad, 'two/b.ts': bad }, { folders: ['one', 'two'] });
    type Report = { uri: string; resultId?: string; items?: Diagnostic[] };
    const pull = async (previousResultIds: object[]) =>
      (await session.connection.sendRequest<{ items: Report[] }>('workspace/diagnostic', { previousResultIds })).items;
    const before = await pull([]);
    assert.deepEqual(before.map(({ uri }) => uri).sort(), [session.uri('one/a.ts'), session.uri('two/b.ts')]);
    const removed = [{ uri: session.uri('two'), name: 'two' }];
    notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed } });
    const after = await pull(before.map(({ uri, resultId }) => ({ uri, value: resultId })));
    assert.deepEqual(
      after.map(({ uri, items }) => [uri, items]),
      [[session.uri('two/b.ts'), []]],
    );
  });

  it('a change of the whole folder is read', async () => {
    await open({ 'ws/x.ts': bad }, { folders: ['ws'] });
    rmSync(path.join(session.folder, 'ws'), { recursive: true });
    mkdirSync(path.join(session.folder, 'ws'));
    writeFileSync(path.join(session.folder, 'ws/y.ts'), `${bad}${bad.replace('load', 'more')}`);
    notify('workspace/didChangeWatchedFiles', { changes: [{ uri: session.uri('ws'), type: 2 }] });
    assert.equal((await session.connection.sendRequest<StatusView>(method.status, {})).findings, 2);
  });

  it("a team's settings that come or go with their folder are taken", async () => {
    await open({ 'x.ts': bad, '.prr/settings.yaml': 'rules:\n  outbound-call-timeout: off\n' });
    assert.deepEqual(await codes('x.ts'), []);
    rmSync(path.join(session.folder, '.prr'), { recursive: true });
    notify('workspace/didChangeWatchedFiles', { changes: [{ uri: session.uri('.prr'), type: 3 }] });
    await session.connection.sendRequest(method.services, {});
    await session.ready();
    assert.deepEqual(await codes('x.ts'), ['outbound-call-timeout']);
  });

  it('a request that is cancelled is answered as cancelled', async () => {
    await open({ 'web/package.json': '{}', 'web/Dockerfile': 'FROM node\n', 'web/x.ts': bad });
    const source = new CancellationTokenSource();
    const asked = session.connection.sendRequest(method.engagement, { service: 'web' }, source.token);
    // It has begun when this is answered.
    await session.connection.sendRequest(method.services, {});
    source.cancel();
    await assert.rejects(asked, { code: -32800 });
    assert.equal((await session.ready()).state, 'ready');
  });
});
