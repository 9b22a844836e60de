import assert from 'node:assert/strict';
import { parse } from 'yaml';
import * as z from 'zod';
import { engaged } from './engaged.ts';
import { evaluate, firesAt, type Series } from './promql.ts';

const node = {
  'shop/package.json':
    '{"name":"shop","type":"module","main":"server.js","dependencies":{"express":"4","prom-client":"15"}}',
  'shop/Dockerfile': 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n',
};
const registered = `import { Counter, Histogram, collectDefaultMetrics } from 'prom-client';
collectDefaultMetrics();
export const served = new Counter({ name: 'shop_requests_total', help: 'Requests.', labelNames: ['code'] });
export const timed = new Histogram({ name: 'shop_request_duration_seconds', help: 'Time.', labelNames: [] });
`;
const middleware = `import express from 'express';
import { served, timed } from './metrics.js';
const app = express();
app.use((req, res, next) => {
  const stop = timed.startTimer();
  res.on('finish', () => {
    served.inc({ code: res.statusCode });
    stop();
  });
  next();
});
app.get('/', (req, res) => res.send('hello'));
app.listen(8080);
`;
/** What tells this service's series of metrics that all have. */
const dashboard = {
  'dashboards/shop.json': JSON.stringify({
    title: 'Shop',
    panels: [{ type: 'timeseries', title: 'Up', targets: [{ expr: 'process_open_fds{job="shop"}' }] }],
  }),
};

const format = z.object({
  groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string(), for: z.string() })) })),
});

interface Draft {
  readonly text: string;
  readonly alerts: ReadonlyMap<string, { readonly expr: string; readonly wait: string }>;
}

async function draftOf(texts: Readonly<Record<string, string>>, service = 'shop'): Promise<Draft> {
  const { part } = await engaged(texts);
  const text = (await part(service, 'oncall')).documents.find(({ id }) => id === 'generic-alerts')?.text ?? '';
  const rules = format.parse(parse(text)).groups.flatMap((group) => group.rules);
  return { text, alerts: new Map(rules.map(({ alert, expr, for: wait }) => [alert, { expr, wait }])) };
}

function of(draft: Draft, alert: string) {
  const found = draft.alerts.get(alert);
  assert.ok(found, `${alert} is not in:\n${draft.text}`);
  return found;
}

/** A counter that goes up so much each minute. */
function counter(labels: Series['labels'], each: (minute: number) => number): Series {
  const sums: number[] = [];
  return {
    labels,
    at: (minute) => {
      if (minute < 0) return undefined;
      for (let next = sums.length; next <= minute; next++) sums.push((sums[next - 1] ?? 0) + each(next));
      return sums[minute];
    },
  };
}

const requests = (code: string, each: (minute: number) => number) =>
  counter({ __name__: 'shop_requests_total', code, instance: 'a' }, each);

describe('generic alerts', () => {
  it('are made from the metrics that handlers record, with labels that these have', async () => {
    const draft = await draftOf({ ...node, ...dashboard, 'shop/metrics.js': registered, 'shop/server.js': middleware });
    assert.deepEqual(
      [...draft.alerts.keys()],
      ['ShopErrorsHigh', 'ShopSlowerThanLastWeek', 'ShopMetricsMissing', 'ShopRestarts', 'ShopFilesRunOut'],
    );
    assert.match(of(draft, 'ShopErrorsHigh').expr, /shop_requests_total\{code=~"5\.\."\}/);
    assert.match(draft.text, /From shop_requests_total: its request handlers record it, shop\/server\.js:7/);
    assert.doesNotMatch(draft.text, /Not generated/);
  });

  it('fire when users are hurt, and stay silent when they are not', async () => {
    const draft = await draftOf({ ...node, 'shop/metrics.js': registered, 'shop/server.js': middleware });
    const errors = of(draft, 'ShopErrorsHigh');
    const time = { from: 10, to: 60 };
    assert.equal(firesAt(errors, [requests('200', () => 95), requests('500', (m) => (m < 20 ? 0 : 5))], time), 30);
    assert.equal(firesAt(errors, [requests('200', () => 995), requests('503', () => 5)], time), undefined);
    assert.equal(firesAt(errors, [requests('200', () => 50), requests('404', () => 50)], time), undefined);
    // One error of a quiet service pages nobody.
    assert.equal(
      firesAt(errors, [requests('200', () => 1), requests('500', (m) => (m === 20 ? 1 : 0))], time),
      undefined,
    );
    // Nothing comes in, or nothing is known.
    assert.equal(
      firesAt(errors, [requests('200', (m) => (m < 20 ? 9 : 0)), requests('500', () => 0)], time),
      undefined,
    );
    assert.equal(firesAt(errors, [], time), undefined);

    const slow = of(draft, 'ShopSlowerThanLastWeek');
    const week = 7 * 24 * 60;
    const buckets = (fast: (minute: number) => number): Series[] =>
      [
        ['0.1', (m: number) => 100 * fast(m)],
        ['0.5', () => 100],
        ['+Inf', () => 100],
      ].map(([le, each]) =>
        counter({ __name__: 'shop_request_duration_seconds_bucket', le: String(le) }, each as (m: number) => number),
      );
    const later = { from: week + 100, to: week + 300 };
    assert.equal(
      firesAt(
        slow,
        buckets(() => 1),
        later,
      ),
      undefined,
    );
    assert.ok(
      firesAt(
        slow,
        buckets((m) => (m < week + 120 ? 1 : 0.5)),
        later,
      ),
    );
    // It was as slow a week ago.
    assert.equal(
      firesAt(
        slow,
        buckets(() => 0.5),
        later,
      ),
      undefined,
    );
    // There is no week to compare with yet.
    assert.equal(
      firesAt(
        slow,
        buckets(() => 0.5),
        { from: 100, to: 300 },
      ),
      undefined,
    );
  });

  it('on the process tell a crash loop from a rollout, and a service that is gone', async () => {
    const draft = await draftOf({ ...node, ...dashboard, 'shop/metrics.js': registered, 'shop/server.js': middleware });
    const started = (instance: string, at: (m: number) => number | undefined): Series => ({
      labels: { __name__: 'process_start_time_seconds', job: 'shop', instance },
      at,
    });
    const time = { from: 31, to: 90 };
    const restarts = of(draft, 'ShopRestarts');
    assert.ok(firesAt(restarts, [started('a', (m) => Math.floor(m / 5))], time));
    const rollout = ['a', 'b', 'c', 'd', 'e'].map((each, i) =>
      started(each, (m) => (m > 40 + i && m < 60 + i ? i : undefined)),
    );
    assert.equal(firesAt(restarts, rollout, time), undefined);
    const missing = of(draft, 'ShopMetricsMissing');
    assert.ok(firesAt(missing, [started('a', (m) => (m < 40 ? 1 : undefined))], time));
    assert.equal(firesAt(missing, [started('a', () => 1)], time), undefined);
    const other = { ...started('a', () => 1), labels: { __name__: 'process_start_time_seconds', job: 'other' } };
    assert.ok(firesAt(missing, [other], time), 'another service does not count');
    const files = (open: number): Series[] => [
      { labels: { __name__: 'process_open_fds', job: 'shop' }, at: () => open },
      { labels: { __name__: 'process_max_fds', job: 'shop' }, at: () => 1000 },
    ];
    assert.ok(firesAt(of(draft, 'ShopFilesRunOut'), files(950), time));
    assert.equal(firesAt(of(draft, 'ShopFilesRunOut'), files(500), time), undefined);
  });

  it('are not made from what no request is seen to record: it is asked', async () => {
    const loop = `import { served } from './metrics.js';
setInterval(() => served.inc({ code: 200 }), 1000);
`;
    const server = middleware.replace(/app\.use\([\s\S]*?\n\}\);\n/, '');
    const texts = {
      ...node,
      'shop/metrics.js': registered,
      'shop/server.js': `${server}import './loop.js';\n`,
      'shop/loop.js': loop,
    };
    const draft = await draftOf(texts);
    assert.equal(draft.alerts.size, 0, draft.text);
    assert.match(
      draft.text,
      /Not generated: Is shop_requests_total recorded for each request\? shop\/loop\.js:2 records it/,
    );
    assert.match(draft.text, /Not generated: An alert on shop_request_duration_seconds: it is registered, but nothing/);
  });

  it('do not take a metric of outgoing calls for one of requests', async () => {
    const client = `import { timed, served } from './metrics.js';
export async function stock() {
  const response = await fetch('https://stock.example.org/');
  served.inc({ code: response.status });
  return response.json();
}
`;
    const server = middleware
      .replace(/app\.use\([\s\S]*?\n\}\);\n/, '')
      .replace("res.send('hello')", 'stock().then((all) => res.json(all))')
      .replace('./metrics.js', './stock.js')
      .replace('{ served, timed }', '{ stock }');
    const draft = await draftOf({
      ...node,
      'shop/metrics.js': registered,
      'shop/server.js': server,
      'shop/stock.js': client,
    });
    assert.ok(!draft.alerts.has('ShopErrorsHigh'), draft.text);
  });

  it('do not take a metric for one of requests that has a label of who is asked', async () => {
    const metrics = registered.replace("['code']", "['destination_app', 'code']");
    const draft = await draftOf({ ...node, 'shop/metrics.js': metrics, 'shop/server.js': middleware });
    assert.ok(!draft.alerts.has('ShopErrorsHigh'), draft.text);
    assert.match(draft.text, /Not generated: An alert on errors: no request counter was found/);
  });

  it('ask which values are errors, where the label is none of HTTP', async () => {
    const go = (value: string) => ({
      'shop/go.mod': 'module example.org/shop\n\ngo 1.24\n\nrequire github.com/prometheus/client_golang v1.20.0\n',
      'shop/Dockerfile': 'FROM golang:1.24\nCOPY . .\nRUN go build -o /shop .\nCMD ["/shop"]\n',
      'shop/main.go': `package main

import (
	"net/http"
	"strconv"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"google.golang.org/grpc/status"
)

var served = promauto.NewCounterVec(prometheus.CounterOpts{Name: "shop_requests_total"}, []string{"method", "code"})

type recorder struct {
	http.ResponseWriter
	statusCode int
}

func counted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rw := &recorder{w, 200}
		next.ServeHTTP(rw, r)
		served.WithLabelValues(r.Method, ${value}).Inc()
	})
}

func main() {
	_ = status.Code
	_ = strconv.Itoa
	http.Handle("/", counted(http.NotFoundHandler()))
	http.ListenAndServe(":8080", nil)
}
`,
    });
    const http = await draftOf(go('strconv.Itoa(rw.statusCode)'));
    assert.match(of(http, 'ShopErrorsHigh').expr, /code=~"5\.\."/);
    const grpc = await draftOf(go('status.Code(err).String()'));
    assert.ok(!grpc.alerts.has('ShopErrorsHigh'));
    assert.match(
      grpc.text,
      /Which values of code mean a server error in shop_requests_total\? It is set from status\.Code/,
    );
  });

  it('select the service where other services have the same metric, and ask where nothing shows how', async () => {
    const general = registered.replaceAll('shop_request', 'http_request');
    const texts = { ...node, 'shop/metrics.js': general, 'shop/server.js': middleware };
    const bare = await draftOf(texts);
    assert.equal(bare.alerts.size, 0, bare.text);
    assert.match(bare.text, /Which label selects this service in http_requests_total\?/);
    const told = await draftOf({ ...texts, ...dashboard });
    assert.match(of(told, 'ShopErrorsHigh').expr, /http_requests_total\{job="shop",code=~"5\.\."\}/);
    const others = counter({ __name__: 'http_requests_total', job: 'other', code: '500' }, () => 50);
    const own = counter({ __name__: 'http_requests_total', job: 'shop', code: '200' }, () => 50);
    assert.equal(firesAt(of(told, 'ShopErrorsHigh'), [others, own], { from: 10, to: 60 }), undefined);
  });

  it('are read by the parser of the project, each without a mistake', async () => {
    const draft = await draftOf({ ...node, ...dashboard, 'shop/metrics.js': registered, 'shop/server.js': middleware });
    const { core } = await engaged({ ...node, 'rules/generic.yaml': draft.text });
    const alerts = core.live.index.inWorkspace('alert').map(({ fact }) => [fact.name, fact.query?.complete]);
    assert.deepEqual(
      alerts,
      [...draft.alerts.keys()].map((name) => [name, true]),
    );
  });
});

describe('the PromQL of these tests', () => {
  it('gives what Prometheus documents', () => {
    const up = counter({ __name__: 'x', code: '200' }, () => 60);
    assert.deepEqual(evaluate('rate(x[5m])', [up], 30), [{ labels: { code: '200' }, value: 1 }]);
    assert.deepEqual(evaluate('sum(rate(x{code=~"5.."}[5m]))', [up], 30), []);
    assert.deepEqual(evaluate('absent(y)', [up], 30), [{ labels: {}, value: 1 }]);
    const buckets = [
      ['1', 50],
      ['2', 100],
      ['+Inf', 100],
    ].map(([le, n]): Series => ({ labels: { __name__: 'b', le: String(le) }, at: () => Number(n) }));
    assert.deepEqual(evaluate('histogram_quantile(0.75, b)', buckets, 1), [{ labels: {}, value: 1.5 }]);
    assert.throws(() => evaluate('topk(1, x)', [up], 30), /topk/);
  });
});
