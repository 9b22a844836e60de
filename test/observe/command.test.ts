import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../analyse.ts';
import { temporaryFolder } from '../server/connect.ts';
import { serve, type Server } from './servers.ts';

const alerts = `groups:
  - name: web
    rules:
      - alert: WebErrors
        expr: edge_failures_total > 1
        for: 5m
`;

/** Not in this process's thread: the server of the test must answer meanwhile. */
async function prr(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
    const command = [path.join(root, 'dist/prr.cjs'), ...args];
    execFile(process.execPath, command, { env: { ...process.env, ...env } }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

describe('prr observe', function () {
  this.timeout(60_000);
  let at: ReturnType<typeof temporaryFolder>;
  let server: Server;
  const requests: { method: string | undefined; token: string | undefined }[] = [];
  const recorded = () => path.join(at.folder, '.prr/observed/prometheus.yaml');
  before(async () => {
    at = temporaryFolder({ 'alerts.yaml': alerts });
    server = await serve((request, response) => {
      requests.push({ method: request.method, token: request.headers.authorization });
      const name = new URL(request.url ?? '', 'http://host').pathname.replace('/api/v1/', '');
      const end = Number(new URL(request.url ?? '', 'http://host').searchParams.get('end'));
      const data: Record<string, unknown> = {
        rules: { groups: [] },
        query: { result: [{ metric: { __name__: 'edge_failures_total' } }] },
        query_range: {
          result: [
            {
              metric: { alertname: 'WebErrors' },
              values: [
                [end - 600, '1'],
                [end, '1'],
              ],
            },
          ],
        },
      };
      if (data[name]) response.end(JSON.stringify({ status: 'success', data: data[name] }));
      else response.writeHead(500).end();
    });
  });
  after(async () => {
    await server.close();
    at.remove();
  });

  it('refuses a wrong use, and asks nothing then', async () => {
    for (const args of [[], ['--prometheus', server.url, '--show'], ['--prometheus', 'http://a:b@host'], ['--show']]) {
      const { code } = await prr(['observe', ...args, at.folder]);
      assert.equal(code, 2, args.join(' '));
    }
    assert.deepEqual(requests, []);
  });

  it('records what it saw, without the token, and reports what is missing', async () => {
    const env = { PRR_PROMETHEUS_TOKEN: 'secret-token' };
    const { code, stderr } = await prr(['observe', '--prometheus', server.url, at.folder], env);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /not observed: version: the server answered with status 500/);
    const text = readFileSync(recorded(), 'utf8');
    assert.match(text, /- name: WebErrors\n {4}loaded: false\n {4}fired: 2\n {4}hours: 0.2\n/);
    assert.ok(!text.includes('secret-token'));
    assert.ok(requests.every(({ method, token }) => method === 'GET' && token === 'Bearer secret-token'));
  });

  it('shows the record and judges with it, without a request', async () => {
    requests.length = 0;
    const shown = await prr(['observe', '--show', at.folder]);
    assert.match(shown.stdout, /alert WebErrors: not loaded; fired 2 times, 0.2 hours in 30 days/);
    const check = await prr(['check', '--sites', '--rule', 'metric-unknown', '--format', 'json', at.folder]);
    assert.match(check.stdout, /edge_failures_total exists in Prometheus \(observed /);
    assert.deepEqual(requests, []);
  });

  it('leaves the record as it is where nothing could be observed', async () => {
    const before = readFileSync(recorded(), 'utf8');
    const { code, stderr } = await prr(['observe', '--prometheus', 'http://127.0.0.1:1', at.folder]);
    assert.equal(code, 1);
    assert.match(stderr, /^prr: nothing could be observed at http:\/\/127\.0\.0\.1:1: the connection failed\n$/);
    assert.ok(existsSync(recorded()));
    assert.equal(readFileSync(recorded(), 'utf8'), before);
  });
});
