import assert from 'node:assert/strict';
import * as z from 'zod';
import { addressOf, bounds, openClient } from '../../server/src/observe/client.ts';
import { firingOf } from '../../server/src/observe/firing.ts';
import { observe } from '../../server/src/observe/observe.ts';
import { recordObserved } from '../../server/src/observe/record.ts';
import { secondsOf, wantedOf } from '../../server/src/observe/wanted.ts';
import { observedFile } from '../../server/src/model/team-folder.ts';
import { parseObserved } from '../../server/src/review/observed.ts';
import { openMemory } from '../../server/src/workspace/memory.ts';
import { indexed } from '../analyse.ts';
import { hasPrometheus, serve, startPrometheus, type Server } from './servers.ts';

const now = () => `${new Date().toISOString().slice(0, 19)}Z`;
const named = { option: '--prometheus', token: 'PRR_PROMETHEUS_TOKEN' };
const small = { timeout: 300, bytes: 1000, requests: 20 };

describe('observe: parts', () => {
  it('counts how often an alert fired, and the hours at night', () => {
    const day = Date.parse('2026-11-01T21:50:00Z') / 1000;
    const times = [0, 300, 600, 900, 40_000, 40_300].map((each) => day + each);
    assert.deepEqual(firingOf(times), { fired: 2, hours: 0.5, nightHours: 0.2 });
    assert.deepEqual(firingOf([]), { fired: 0, hours: 0, nightHours: 0 });
  });

  it('reads durations', () => {
    assert.deepEqual(['5m', '1h30m', '300s', '0', 'soon', ''].map(secondsOf), [
      300,
      5400,
      300,
      0,
      undefined,
      undefined,
    ]);
  });

  it('takes plain addresses only', () => {
    assert.equal(addressOf('https://host/prefix', named).href, 'https://host/prefix');
    for (const bad of ['host:9090', 'file:///etc/passwd', 'http://me:secret@host', 'http://host/?token=x'])
      assert.throws(() => addressOf(bad, named), /--prometheus/);
  });

  it('writes a record that reads the same, keeps comments, and leaves a file with a mistake alone', async () => {
    const workspace = openMemory(new Map([[observedFile, '# ours\nteam: web\n']]));
    const observed = {
      observed: '2026-11-30T10:00:00Z',
      from: 'http://host:9090',
      alerts: [{ name: 'A', loaded: true, fired: 1, hours: 2, nightHours: 0 }],
      series: { present: ['a'], absent: ['b'] },
    };
    const read = async () => {
      const content = await workspace.read(observedFile);
      return content && 'text' in content ? content.text : '';
    };
    await assert.rejects(recordObserved(workspace, observed), /has a mistake/);
    await workspace.write(observedFile, '# ours\nteam: web\nobserved: 2026-11-01T10:00:00Z\nfrom: http://old\n');
    await recordObserved(workspace, observed);
    const text = await read();
    assert.match(text, /^# ours\nteam: web\n/);
    assert.deepEqual(parseObserved(text).value, { team: 'web', ...observed });
  });

  it('reports a mistake at its line and keeps the rest', () => {
    const text =
      'observed: 2026-11-30T10:00:00Z\nfrom: http://h\nalerts:\n  - name: A\n    fired: often\n  - name: B\n';
    const { value, problems } = parseObserved(text);
    assert.equal(value?.alerts?.length, 2);
    assert.equal(problems.length, 1);
    assert.equal(text.slice(0, problems[0]!.span.start).split('\n').length, 5);
  });
});

describe('observe: a server that fails', () => {
  const opened: Server[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((each) => each.close()));
  });
  const asked = async (answer: Parameters<typeof serve>[0], token?: string) => {
    const server = await serve(answer);
    opened.push(server);
    return openClient(new URL(server.url), { token, limit: small }).get('x', {}, z.string());
  };

  it('is reported in one line', async () => {
    const cases: [Parameters<typeof serve>[0], RegExp][] = [
      [(_, response) => void response.writeHead(401).end(), /access was denied \(401\)/],
      [(_, response) => void response.writeHead(500).end(), /status 500/],
      [(_, response) => void response.end('<html>'), /not JSON/],
      [(_, response) => void response.end('{"hello":1}'), /does not follow/],
      [(_, response) => void response.end('x'.repeat(5000)), /larger than/],
      [() => {}, /no answer within 0.3 s/],
      [(_, response) => void response.write('{"status"'), /no answer within/],
      [(_, response) => void response.socket?.destroy(), /connection failed/],
    ];
    for (const [answer, message] of cases) await assert.rejects(asked(answer), message);
  });

  it('is not followed to another host, so that a token stays where it belongs', async () => {
    const requests: (string | undefined)[] = [];
    const other = await serve((request, response) => {
      requests.push(request.headers.authorization);
      response.end('{}');
    });
    opened.push(other);
    const redirect = asked((_, response) => void response.writeHead(302, { location: other.url }).end(), 'secret');
    await assert.rejects(redirect, /redirects are not followed/);
    assert.deepEqual(requests, []);
  });

  it('gives the parts that it answers, and names the others', async () => {
    const server = await serve((request, response) => {
      const isSeries = request.url?.startsWith('/api/v1/query?');
      if (isSeries) response.end('{"status":"success","data":{"result":[{"metric":{"__name__":"a"}}]}}');
      else response.writeHead(500).end();
    });
    opened.push(server);
    const client = openClient(new URL(server.url), { limit: small });
    const wanted = { alerts: [{ name: 'A', expr: 'a', for: 0 }], series: ['a', 'b'], objectives: [], metrics: [] };
    const seen = await observe({ client, wanted, now: now(), from: server.url });
    assert.deepEqual(seen.series, { present: ['a'], absent: ['b'] });
    assert.deepEqual(seen.alerts, []);
    assert.equal(seen.missing?.length, 3);
  });

  it('on one objective costs that alone; the server is told when to give up', async () => {
    const requests: URL[] = [];
    const server = await serve((request, response) => {
      const url = new URL(request.url ?? '', 'http://host');
      requests.push(url);
      if (request.method !== 'GET' || url.searchParams.get('query')?.includes('slow')) response.writeHead(503).end();
      else if (url.pathname.endsWith('query_range'))
        response.end('{"status":"success","data":{"result":[{"values":[[1,"1"]]}]}}');
      else response.end('{"status":"success","data":{"result":[{"metric":{},"value":[1,"0.25"]}]}}');
    });
    opened.push(server);
    const objective = (name: string) => ({
      name,
      target: 0.5,
      window: 1,
      measure: { counts: 'bad share' as const, share: name, probe: name },
    });
    const wanted = { alerts: [], series: [], objectives: [objective('slow'), objective('fast')], metrics: [] };
    const client = openClient(new URL(server.url), { limit: small });
    const seen = await observe({ client, wanted, now: now(), from: server.url });
    assert.deepEqual(
      seen.objectives?.map(({ name, attained, budgetLeft }) => [name, attained, budgetLeft]),
      [['fast', 0.75, 0.5]],
    );
    assert.ok(seen.missing?.includes('objective slow: the server answered with status 503'));
    const asked = requests.filter(({ pathname }) => pathname.includes('/query'));
    assert.ok(asked.length > 0 && asked.every(({ searchParams }) => searchParams.get('timeout') === '4s'));
  });

  it('that is gone ends it', async () => {
    const server = await serve(() => {});
    await server.close();
    const client = openClient(new URL(server.url), { limit: small });
    const wanted = { alerts: [], series: ['a'], objectives: [], metrics: [] };
    await assert.rejects(observe({ client, wanted, now: now(), from: server.url }), /connection failed/);
  });
});

describe('observe: Prometheus', function () {
  this.timeout(60_000);
  let server: Server | undefined;
  before(async function () {
    if (!hasPrometheus()) {
      console.log('skipped: prometheus is not installed');
      this.skip();
    }
    server = await startPrometheus(`groups:
  - name: g
    rules:
      - { alert: Always, expr: sum by (job) (up) > 0 }
      - { alert: Slower, expr: up == 0, for: 10m }
`);
  });
  after(async () => server?.close());

  it('shows loaded rules, differences, history and series', async () => {
    const url = server?.url ?? '';
    const wanted = {
      alerts: [
        { name: 'Always', expr: 'sum(up) by(job)\n  > 0', for: 0 },
        { name: 'Gone', expr: 'up', for: 0 },
        { name: 'Slower', expr: 'up==0', for: 300 },
      ],
      series: ['no_such_series', 'prometheus_build_info', 'up'],
      objectives: [],
      metrics: [],
    };
    const seen = await observe({ client: openClient(new URL(url), { limit: bounds }), wanted, now: now(), from: url });
    assert.deepEqual(seen.missing, undefined);
    assert.match(seen.version ?? '', /^\d+\.\d+/);
    assert.deepEqual(seen.series, { present: ['prometheus_build_info', 'up'], absent: ['no_such_series'] });
    assert.equal(seen.metrics, undefined);
    const [always, gone, slower] = seen.alerts ?? [];
    assert.deepEqual([always?.loaded, always?.differs, always?.fired], [true, undefined, 1]);
    assert.deepEqual([gone?.loaded, gone?.fired], [false, 0]);
    assert.deepEqual([slower?.loaded, slower?.differs], [true, ['for']]);
  });

  it('shows how often metrics are scraped, and how many values their labels have', async () => {
    const url = server?.url ?? '';
    const metrics = [
      { name: 'no_such_series', isRanged: true, labels: ['code'] },
      { name: 'prometheus_build_info', isRanged: false, labels: ['branch'] },
      { name: 'up', isRanged: true, labels: ['instance', 'job', 'nothing'] },
    ];
    const wanted = { alerts: [], series: [], objectives: [], metrics };
    const seen = await observe({ client: openClient(new URL(url)), wanted, now: now(), from: url });
    assert.deepEqual(seen.missing, undefined);
    assert.deepEqual(seen.metrics, [
      { name: 'prometheus_build_info', labels: [{ name: 'branch', values: 1 }] },
      {
        name: 'up',
        scrapeSeconds: 1,
        labels: [
          { name: 'instance', values: 1 },
          { name: 'job', values: 1 },
        ],
      },
    ]);
  });
});

describe('observe: scrape intervals and labels', () => {
  it('are asked for what rules use over a range or aggregate by, and for what code records', async () => {
    const index = await indexed({
      'rules.yaml': `groups:
  - name: web
    rules:
      - { record: 'web:errors:rate5m', expr: 'sum by (code) (rate(web_errors_total[5m]))' }
      - { alert: Errors, expr: 'sum by (code, zone) (web:errors:rate5m) > 1' }
      - { alert: Slow, expr: 'histogram_quantile(0.9, sum by (le, path) (rate(web_seconds_bucket[5m]))) > 1' }
      - { alert: Up, expr: 'up == 0' }
`,
      'metrics.js': `const { Histogram } = require('prom-client');
new Histogram({ name: 'shop_seconds', help: 'x', labelNames: ['method', 'le'], buckets: [1] });
`,
    });
    assert.deepEqual(wantedOf(index).metrics, [
      { name: 'shop_seconds_count', isRanged: false, labels: ['method'] },
      { name: 'web_errors_total', isRanged: true, labels: ['code'] },
      { name: 'web_seconds_bucket', isRanged: true, labels: ['path'] },
    ]);
  });

  it('are the longest of several targets, and left out where a job has no targets or a count fails', async () => {
    const target = (job: string, scrapeInterval?: string) => ({ labels: { job }, scrapeInterval });
    const series = (name: string, job?: string) => ({ metric: { __name__: name, ...(job ? { job } : {}) } });
    const queries: string[] = [];
    const server = await serve((request, response) => {
      const url = new URL(request.url ?? '', 'http://host');
      const query = url.searchParams.get('query') ?? '';
      if (query.startsWith('count')) queries.push(query);
      if (query.includes('slow')) return void response.writeHead(503).end();
      const data: unknown = url.pathname.endsWith('/targets')
        ? { activeTargets: [target('a', '15s'), target('a', '1m'), target('b', '10s'), target('c')] }
        : query.includes('__name__')
          ? {
              result: [
                series('one', 'a'),
                series('one', 'b'),
                series('two', 'pushed'),
                series('three', 'c'),
                series('four'),
              ],
            }
          : { result: [{ value: [1, '7'] }] };
      response.end(JSON.stringify({ status: 'success', data }));
    });
    const metric = (name: string, labels: readonly string[] = []) => ({ name, isRanged: true, labels });
    const many = Array.from({ length: 50 }, (_, at) => `l${at}`);
    const metrics = [metric('one', ['slow', 'code']), metric('two'), metric('three'), metric('four', many)];
    const wanted = { alerts: [], series: [], objectives: [], metrics };
    const seen = await observe({ client: openClient(new URL(server.url)), wanted, now: now(), from: server.url });
    await server.close();
    assert.deepEqual(seen.metrics?.slice(0, 1), [
      { name: 'one', scrapeSeconds: 60, labels: [{ name: 'code', values: 7 }] },
    ]);
    assert.deepEqual(
      seen.metrics?.slice(1).map(({ name, scrapeSeconds, labels }) => [name, scrapeSeconds, labels?.length]),
      [['four', undefined, 38]],
    );
    assert.deepEqual(seen.missing?.filter((each) => /^values/.test(each)).sort(), [
      'values of labels after the first 40',
      'values of slow of one: the server answered with status 503',
    ]);
    assert.ok(queries.includes('count(count by (code) (one{code!=""}))'));
  });
});
