import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { method } from '../../server/src/protocol.ts';
import type { ObservedView } from '../../server/src/protocol/observe.ts';
import { connect, type Session } from '../server/connect.ts';
import { serve, type Server } from './servers.ts';

const alerts = `groups:
  - name: web
    rules:
      - alert: WebErrors
        expr: edge_failures_total > 1
        for: 5m
`;

describe('the request to observe production', () => {
  let server: Server;
  let session: Session | undefined;
  let asked: { url: string; token: string | undefined }[] = [];
  /** Requests to this wait until the test ends. */
  let isSlow = false;
  before(async () => {
    server = await serve((request, response) => {
      asked.push({ url: request.url ?? '', token: request.headers.authorization });
      const name = new URL(request.url ?? '', 'http://host').pathname;
      const data: Record<string, unknown> = {
        '/api/v1/rules': { groups: [] },
        '/api/v1/query': { result: [] },
        '/api/v1/query_range': { result: [] },
      };
      if (isSlow && name === '/api/v1/rules') return;
      if (data[name]) response.end(JSON.stringify({ status: 'success', data: data[name] }));
      else response.writeHead(500).end();
    });
  });
  afterEach(async () => {
    await session?.close();
    asked = [];
    isSlow = false;
  });
  after(() => server.close());
  const open = async (trusted: boolean) => {
    session = await connect({ 'alerts.yaml': alerts }, { trusted });
    await session.ready();
    return session;
  };
  const folderOf = ({ uri }: Session) => uri('alerts.yaml').replace(/\/alerts\.yaml$/, '');
  const record = ({ folder }: Session) => path.join(folder, '.prr/observed/prometheus.yaml');

  it('asks nothing in a workspace that is not trusted', async () => {
    const own = await open(false);
    const params = { folder: folderOf(own), prometheus: { url: server.url } };
    await assert.rejects(own.connection.sendRequest(method.observe, params), /in trusted workspaces only/);
    assert.deepEqual(asked, []);
    assert.ok(!existsSync(record(own)));
  });

  it('asks the server that it names, with its token, and records no token', async () => {
    const own = await open(true);
    const params = { folder: folderOf(own), prometheus: { url: `${server.url}/`, token: 'word' } };
    const [view, ...others] = await own.connection.sendRequest<ObservedView[]>(method.observe, params);
    assert.deepEqual(others, []);
    assert.equal(view?.from, server.url);
    assert.equal(view?.file, '.prr/observed/prometheus.yaml');
    assert.ok(view?.missing.some((each) => each.startsWith('version: ')));
    assert.ok(asked.length > 3 && asked.every(({ token }) => token === 'Bearer word'));
    const text = readFileSync(record(own), 'utf8');
    assert.match(text, /- name: WebErrors\n {4}loaded: false\n/);
    assert.ok(!text.includes('word'));
  });

  it('says which server could not be asked', async () => {
    const own = await open(true);
    const params = {
      folder: folderOf(own),
      prometheus: { url: server.url },
      alertmanager: { url: 'http://127.0.0.1:1' },
    };
    const views = await own.connection.sendRequest<ObservedView[]>(method.observe, params);
    assert.deepEqual(
      views.map(({ server: name, failure }) => [name, failure]),
      [
        ['Prometheus', undefined],
        ['Alertmanager', 'the connection failed'],
      ],
    );
  });

  it('refuses what names no server, no folder or no plain address', async () => {
    const own = await open(true);
    const folder = folderOf(own);
    const cases: [object, RegExp][] = [
      [{ folder }, /no server is named/],
      [{ prometheus: { url: server.url } }, /folder is missing/],
      [{ folder: 'file:///elsewhere', prometheus: { url: server.url } }, /folder is not open/],
      [{ folder, prometheus: { url: 'file:///etc/passwd' } }, /needs an address/],
      [{ folder, prometheus: { url: 'http://a:b@127.0.0.1' } }, /takes no credentials/],
      [{ folder, prometheus: 5 }, /no server is named/],
    ];
    for (const [params, message] of cases)
      await assert.rejects(own.connection.sendRequest(method.observe, params), message);
    assert.deepEqual(asked, []);
  });

  it('ends when it is cancelled, and writes nothing', async () => {
    const own = await open(true);
    isSlow = true;
    const { CancellationTokenSource } = await import('vscode-languageserver/node');
    const source = new CancellationTokenSource();
    const params = { folder: folderOf(own), prometheus: { url: server.url } };
    const answer = own.connection.sendRequest(method.observe, params, source.token);
    const isAsked = () => asked.some(({ url }) => url.startsWith('/api/v1/rules'));
    while (!isAsked()) await new Promise((resolve) => setTimeout(resolve, 20));
    source.cancel();
    await assert.rejects(answer, /cancelled/);
    const before = asked.length;
    // Another request is answered, and the one that was cancelled asks nothing more.
    await own.connection.sendRequest(method.status);
    assert.equal(asked.length, before);
    assert.ok(!existsSync(record(own)));
  });
});
