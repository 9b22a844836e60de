import assert from 'node:assert/strict';
import type { Metric, MetricsExport } from '../../server/src/model/monitoring-fact.ts';
import { extractor } from '../analyse.ts';

async function facts(file: string, text: string) {
  const { extract } = await extractor();
  const { facts: all } = await extract({ file, text, role: 'source' });
  for (const fact of all) assert.ok(fact.kind !== 'trouble', JSON.stringify(fact));
  return all;
}

async function metrics(file: string, text: string) {
  const own = (await facts(file, text)).filter((fact): fact is Metric => fact.kind === 'metric');
  return own.map(({ name, type, labels, series }) => [name, type, labels?.join(), series.join(' ')]);
}

async function exports(file: string, text: string) {
  const own = (await facts(file, text)).filter((fact): fact is MetricsExport => fact.kind === 'metrics-export');
  return own.map(({ library, how }) => `${library} ${how}`);
}

describe('metrics in code', () => {
  it('reads prom-client', async () => {
    const text = `
import { Counter, register } from 'prom-client';
import * as client from 'prom-client';
const labelNames = ['a', 'b'];
const c = new Counter({ name: 'shop_requests_total', help: 'x', labelNames });
const h = new client.Histogram({ name: 'shop_seconds', help: 'x', buckets: [1] });
const g = new client.Gauge({ name: \`shop_\${kind}_size\`, help: 'x', labelNames: names() });
client.collectDefaultMetrics();
app.get('/metrics', async (req, res) => res.end(await register.metrics()));
`;
    assert.deepEqual(await metrics('a.ts', text), [
      ['shop_requests_total', 'counter', 'a,b', 'shop_requests_total'],
      ['shop_seconds', 'histogram', '', 'shop_seconds shop_seconds_bucket shop_seconds_sum shop_seconds_count'],
      ['shop_*_size', 'gauge', undefined, 'shop_*_size'],
    ]);
    assert.deepEqual(await exports('a.ts', text), ['node-prom-client endpoint', 'node-prom-client endpoint']);
  });

  it('reads OpenTelemetry in JavaScript, on a meter from elsewhere too', async () => {
    const text = `
import { metrics } from '@opentelemetry/api';
const meter = metrics.getMeter('shop');
const c = meter.createCounter('shop.requests', { unit: '1' });
const h = meter.createHistogram('shop.duration', { unit: 's' });
`;
    assert.deepEqual(await metrics('a.ts', text), [
      [
        'shop.requests',
        'counter',
        undefined,
        'shop_requests shop_requests_total shop_requests_ratio shop_requests_ratio_total shop.requests shop.requests_total',
      ],
      [
        'shop.duration',
        'histogram',
        undefined,
        'shop_duration shop_duration_bucket shop_duration_sum shop_duration_count shop_duration_seconds shop_duration_seconds_bucket shop_duration_seconds_sum shop_duration_seconds_count shop.duration shop.duration_bucket shop.duration_sum shop.duration_count',
      ],
    ]);
    const other = "import { meter } from './telemetry';\nexport const c = meter.createCounter('cart_items');\n";
    assert.deepEqual(await metrics('b.ts', other), [
      ['cart_items', 'counter', undefined, 'cart_items cart_items_total'],
    ]);
  });

  it("reads Prometheus' client for Go", async () => {
    const text = `package shop
import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)
const namespace = "shop"
var (
	a = prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: namespace, Subsystem: "http", Name: "requests_total"}, []string{"code", "path"})
	b = promauto.NewHistogram(prometheus.HistogramOpts{Name: "latency_seconds"})
	d = prometheus.NewDesc(prometheus.BuildFQName(namespace, "", "up"), "help", []string{"x"}, nil)
	e = prometheus.NewDesc(namespace+"_size", "help", nil, nil)
)
func New(reg prometheus.Registerer) {
	f := promauto.With(reg)
	f.NewGaugeVec(prometheus.GaugeOpts{Namespace: Other, Name: "depth"}, labels)
	http.Handle("/metrics", promhttp.Handler())
}
`;
    assert.deepEqual(await metrics('a.go', text), [
      ['shop_http_requests_total', 'counter', 'code,path', 'shop_http_requests_total'],
      [
        'latency_seconds',
        'histogram',
        '',
        'latency_seconds latency_seconds_bucket latency_seconds_sum latency_seconds_count',
      ],
      ['shop_up', 'unknown', 'x', 'shop_up shop_up_bucket shop_up_sum shop_up_count'],
      ['shop_size', 'unknown', undefined, 'shop_size shop_size_bucket shop_size_sum shop_size_count'],
      ['*_depth', 'gauge', undefined, '*_depth'],
    ]);
    assert.deepEqual(await exports('a.go', text), ['go-promhttp endpoint']);
  });

  it('reads other clients for Go', async () => {
    const text = `package shop
import (
	"github.com/VictoriaMetrics/metrics"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/metric"
)
var meter = otel.Meter("shop")
func f(m metric.Meter) {
	metrics.GetOrCreateCounter(\`hits_total{path="/", code="200"}\`)
	meter.Int64Counter("orders", metric.WithUnit("{order}"))
	m.Float64Histogram("wait", metric.WithUnit("ms"))
}
`;
    assert.deepEqual(await metrics('a.go', text), [
      ['hits_total', 'counter', 'path,code', 'hits_total'],
      ['orders', 'counter', undefined, 'orders orders_total'],
      [
        'wait',
        'histogram',
        undefined,
        'wait wait_bucket wait_sum wait_count wait_milliseconds wait_milliseconds_bucket wait_milliseconds_sum wait_milliseconds_count',
      ],
    ]);
  });

  it('reads prometheus_client', async () => {
    const text = `
from prometheus_client import Counter, Histogram, Info, start_http_server
import prometheus_client as prom
A = Counter('requests', 'help', ['code'], namespace='shop')
B = Histogram('latency_seconds', 'help')
C = prom.Gauge(name='depth', documentation='x', labelnames=('queue',))
D = Info('build', 'x')
start_http_server(8000)
`;
    assert.deepEqual(await metrics('a.py', text), [
      ['shop_requests', 'counter', 'code', 'shop_requests_total shop_requests_created'],
      [
        'latency_seconds',
        'histogram',
        '',
        'latency_seconds latency_seconds_bucket latency_seconds_sum latency_seconds_count latency_seconds_created',
      ],
      ['depth', 'gauge', 'queue', 'depth'],
      ['build', 'gauge', undefined, 'build_info'],
    ]);
    assert.deepEqual(await exports('a.py', text), ['python-prometheus-client endpoint']);
  });

  it('reads Micrometer and clients for Java', async () => {
    const text = `
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

class Orders {
  private final Timer wait;
  private final MeterRegistry registry;
  Orders(MeterRegistry registry) {
    this.registry = registry;
    this.wait = Timer.builder("orders.wait").tag("kind", "a").register(registry);
    Counter.builder("orders.placed").register(registry);
  }
  void place() { registry.counter("orders.failed", "reason", "x").increment(); }
}
`;
    const found = await metrics('Orders.java', text);
    assert.deepEqual(
      found.map(([name, type]) => [name, type]),
      [
        ['orders.wait', 'summary'],
        ['orders.placed', 'counter'],
        ['orders.failed', 'counter'],
      ],
    );
    assert.match(String(found[0]?.[3]), /\borders_wait_seconds_count\b/);
    assert.match(String(found[1]?.[3]), /\borders_placed_total\b/);
    const plain = `
import io.prometheus.client.Counter;
class A { static final Counter requests = Counter.build().name("requests_total").help("x").labelNames("code").register(); }
`;
    assert.deepEqual(
      (await metrics('A.java', plain)).map(([name, , , series]) => [name, series]),
      [['requests_total', 'requests_total requests_created']],
    );
  });

  it('reads middleware and agents by their import, and text that is written by hand', async () => {
    assert.deepEqual(await exports('a.ts', "import bundle from 'express-prom-bundle';\napp.use(bundle({}));\n"), [
      'node-metrics-middleware endpoint',
    ]);
    assert.deepEqual(await exports('a.py', 'from starlette_exporter import handle_metrics\n'), [
      'python-metrics-middleware endpoint',
    ]);
    const text = 'package a\nfunc f(w io.Writer) {\n\tfmt.Fprintln(w, "# TYPE jobs_total counter")\n}\n';
    assert.deepEqual(await metrics('a.go', text), [['jobs_total', 'counter', undefined, 'jobs_total']]);
  });
});
