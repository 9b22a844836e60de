import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from 'vscode-languageserver/node';
import { method, type ServiceView, type StatusView } from '../../server/src/protocol.ts';
import type { ChecklistView } from '../../server/src/protocol/checklist.ts';
import type { GuideEntry } from '../../server/src/protocol/guide.ts';
import { connect, type ConnectOptions, type Session } from './connect.ts';

const bad = "import axios from 'axios';\nexport const load = () => axios.get('http://search/');\n";
const good = bad.replace("'http://search/'", "'http://search/', { timeout: 1000 }");

type Report = { kind: 'full' | 'unchanged'; uri: string; resultId?: string; items?: Diagnostic[] };

/** The Problems view as an editor keeps it: reports applied in their order. */
function problems(session: Session) {
  const shown = new Map<string, { items: Diagnostic[]; resultId: string | undefined }>();
  return {
    async pull(): Promise<Map<string, Diagnostic[]>> {
      const previousResultIds = [...shown].flatMap(([uri, { resultId }]) =>
        resultId === undefined ? [] : [{ uri, value: resultId }],
      );
      const { items } = await session.connection.sendRequest<{ items: Report[] }>('workspace/diagnostic', {
        previousResultIds,
      });
      for (const report of items) {
        if (report.kind === 'full') shown.set(report.uri, { items: report.items ?? [], resultId: report.resultId });
      }
      return new Map(
        [...shown].filter(([, { items: own }]) => own.length > 0).map(([uri, { items: own }]) => [uri, own]),
      );
    },
  };
}

describe('workspace', () => {
  let session: Session;
  afterEach(() => session.close());
  const open = async (files: Record<string, string>, options: ConnectOptions = {}) => {
    session = await connect(files, options);
    if (options.folders?.length !== 0) await session.ready();
    return problems(session);
  };
  const save = async (file: string, text: string | undefined) => {
    const full = path.join(session.folder, file);
    if (text === undefined) rmSync(full, { recursive: true });
    else {
      mkdirSync(path.dirname(full), { recursive: true });
      writeFileSync(full, text);
    }
    await session.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: session.uri(file), type: text === undefined ? 3 : 2 }],
    });
    await session.ready();
  };
  const files = async (view: ReturnType<typeof problems>) =>
    [...(await view.pull()).keys()].map((uri) => uri.slice(session.uri('').length).replace(/^\//, '')).sort();

  for (const rootAs of ['rootUri', 'rootPath'] as const)
    it(`is read for a client without workspace folders, which names its ${rootAs}`, async () => {
      const view = await open({ 'x.ts': bad }, { rootAs });
      assert.equal((await view.pull()).size, 1);
    });

  it('a change in one folder leaves the findings of the other alone', async () => {
    const view = await open({ 'a/x.ts': bad, 'b/y.ts': bad }, { folders: ['a', 'b'] });
    assert.deepEqual(await files(view), ['a/x.ts', 'b/y.ts']);
    await save('b/y.ts', good);
    assert.deepEqual(await files(view), ['a/x.ts']);
  });

  it('a file that was unchanged once and then fixed is reported empty', async () => {
    const view = await open({ 'x.ts': bad, 'y.ts': bad });
    await view.pull();
    await save('y.ts', `${bad}// more\n`);
    assert.deepEqual(await files(view), ['x.ts', 'y.ts']);
    await save('x.ts', good);
    assert.deepEqual(await files(view), ['y.ts']);
  });

  it('a change of severity reaches the editor', async () => {
    let severity = 'warning';
    const view = await open({ 'x.ts': bad }, { settings: () => ({ rules: { 'outbound-call-timeout': severity } }) });
    const shown = async () => [...(await view.pull()).values()].flat().map((item) => item.severity);
    assert.deepEqual(await shown(), [2]);
    severity = 'error';
    await session.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    await session.ready();
    assert.deepEqual(await shown(), [1]);
  });

  it("an editor's defaults do not hide what the team decided", async () => {
    const defaults = { rules: {}, exclude: [], guideFolders: [], everything: false };
    const team = { '.prr/settings.yaml': "exclude: ['old/**']\n" };
    const view = await open({ ...team, 'x.ts': bad, 'old/y.ts': bad }, { settings: () => defaults });
    assert.deepEqual(await files(view), ['x.ts']);
  });

  it('every setting has an effect', async () => {
    const settings = {
      rules: { 'error-swallowed': 'off' },
      exclude: ['old'],
      guideFolders: ['handbook'],
      everything: true,
    };
    const view = await open(
      {
        'x.ts': 'try {\n  work();\n} catch {}\n',
        'old/y.ts': bad,
        'test/z.ts': bad,
        'handbook/deep/paging.md': '# How we page\n\nBy phone.\n',
      },
      { settings: () => settings },
    );
    assert.deepEqual(await files(view), ['test/z.ts']);
    const pages = await session.connection.sendRequest<GuideEntry[]>(method.guidePages, {});
    assert.ok(
      pages.some(({ id, title, origin }) => id === 'paging' && title === 'How we page' && origin === 'organisation'),
    );
  });

  it('says which files could not be read', async () => {
    await open({ 'x.ts': bad, 'y.ts': 'a\0b', 'deploy.yaml': 'apiVersion: v1\nkind: Service\nmetadata: [\n' });
    const { unread = [] } = await session.ready();
    assert.ok(
      unread.some((each) => each.startsWith('y.ts: ')),
      JSON.stringify(unread),
    );
    assert.ok(
      unread.some((each) => each.startsWith('deploy.yaml: ')),
      JSON.stringify(unread),
    );
  });

  it('a repository cannot name folders of the machine as its Guide', async () => {
    const view = await open({ '.prr/settings.yaml': 'guideFolders: [/etc]\n' });
    const [items] = [...(await view.pull()).values()];
    assert.ok(items?.some(({ message }) => /outside of the workspace/.test(JSON.stringify(message))));
  });

  it('saving an ignored file changes nothing', async () => {
    const view = await open({ '.gitignore': 'gen/\n', 'x.ts': bad });
    await save('gen/y.ts', bad);
    await save('node_modules/lib/z.js', bad);
    assert.deepEqual(await files(view), ['x.ts']);
  });

  it('a folder that goes takes its findings along, and one that comes brings them', async () => {
    const view = await open({ 'x.ts': bad, 'sub/deep/y.ts': bad });
    assert.deepEqual(await files(view), ['sub/deep/y.ts', 'x.ts']);
    await save('sub', undefined);
    assert.deepEqual(await files(view), ['x.ts']);
    mkdirSync(path.join(session.folder, 'new'));
    writeFileSync(path.join(session.folder, 'new/z.ts'), bad);
    await session.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: session.uri('new'), type: 1 }],
    });
    assert.deepEqual(await files(view), ['new/z.ts', 'x.ts']);
  });

  it('services of one name in two folders are two', async () => {
    const service = (url: string) => ({
      'package.json': '{}',
      Dockerfile: 'FROM node:20\n',
      'x.ts': bad.replace('http://search/', url),
    });
    const both: Record<string, string> = {};
    for (const folder of ['one', 'two']) {
      for (const [file, text] of Object.entries(service(`http://${folder}/`))) both[`${folder}/api/${file}`] = text;
    }
    await open(both, { folders: ['one', 'two'] });
    const services = await session.connection.sendRequest<ServiceView[]>(method.services, {});
    assert.deepEqual(
      services.map(({ name, folderName }) => [name, folderName]),
      [
        ['api', 'one'],
        ['api', 'two'],
      ],
    );
    for (const { name, folder } of services) {
      const view = await session.connection.sendRequest<ChecklistView>(method.checklist, { service: name, folder });
      assert.equal(view.folder, folder);
      const places = view.aspects
        .flatMap(({ items }) => items)
        .flatMap(({ claims }) => claims.flatMap(({ evidence }) => evidence))
        .map(({ at }) => at.uri);
      assert.ok(places.length > 0 && places.every((uri) => uri.startsWith(folder)), places.join());
    }
  });

  it('a file outside of every folder is judged by itself; the Guide is there without a folder', async () => {
    await open({ 'x.ts': bad }, { folders: [] });
    session.open('x.ts', bad);
    const report = await session.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri: session.uri('x.ts') },
    });
    assert.deepEqual(
      report.items.map(({ code }) => code),
      ['outbound-call-timeout'],
    );
    const pages = await session.connection.sendRequest<GuideEntry[]>(method.guidePages, {});
    assert.ok(pages.some(({ id }) => id === 'timeouts'));
  });

  it('shows only what is new since a revision, where the user trusts the workspace', async () => {
    const commit = (folder: string) => {
      const git = (...args: string[]) =>
        spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd: folder });
      git('init', '-q', '-b', 'main');
      git('add', '.');
      git('commit', '-q', '-m', 'first');
      writeFileSync(path.join(folder, 'new.ts'), bad);
    };
    const settings = () => ({ newSince: 'main' });
    const shown = await open({ 'old.ts': bad }, { settings, trusted: true, before: commit });
    assert.deepEqual([...(await shown.pull()).keys()], [session.uri('new.ts')]);
    const status = await session.connection.sendRequest<StatusView>(method.status, {});
    assert.deepEqual([status.newSince, status.findings], ['main', 1]);
    await session.close();
    const all = await open({ 'old.ts': bad }, { settings, before: commit });
    assert.deepEqual([...(await all.pull()).keys()].sort(), [session.uri('new.ts'), session.uri('old.ts')]);
  });
});
