import assert from 'node:assert/strict';
import { extractArtefact } from '../../server/src/facts/artefacts/extract.ts';
import type { Objective } from '../../server/src/model/monitoring-fact.ts';

function objectives(text: string): Objective[] {
  return extractArtefact('slo.yaml', text).filter((fact): fact is Objective => fact.kind === 'objective');
}

function shape(text: string) {
  return objectives(text).map((each) => {
    assert.ok(each.name.includes(text.slice(each.span.start, each.span.end)));
    for (const { query, expr } of each.indicators) {
      assert.ok(query.complete, expr.text);
      for (const { span, metric } of query.selectors) assert.equal(text.slice(span.start, span.end), metric);
    }
    const metrics = each.indicators.flatMap(({ query }) => query.selectors.map(({ metric }) => metric));
    return [
      each.name,
      each.service,
      each.format,
      each.target,
      each.window,
      each.latency,
      each.generatesAlerts,
      metrics,
    ];
  });
}

describe('objectives', () => {
  it('reads OpenSLO v1: ratios, references, percentages, several objectives', () => {
    const text = `apiVersion: openslo/v1
kind: SLI
metadata: { name: ok }
spec:
  ratioMetric:
    bad: { metricSource: { type: Prometheus, spec: { query: 'sum(rate(a_errors_total[5m]))' } } }
    total: { metricSource: { spec: { query: 'sum(rate(a_total[5m]))' } } }
---
apiVersion: openslo/v1
kind: SLO
metadata:
  name: shop-ok
spec:
  service: shop
  indicatorRef: ok
  timeWindow:
    - duration: 4w
      isRolling: true
  objectives:
    - targetPercent: 99.9
---
apiVersion: openslo/v1
kind: SLO
metadata:
  name: shop-fast
spec:
  service: shop
  indicator:
    spec:
      ratioMetric:
        good:
          metricSource:
            type: Prometheus
            spec:
              query: |
                sum(rate(a_seconds_bucket{le="0.3"}[5m]))
        total: { metricSource: { type: Datadog, spec: { query: 'sum:x{*}' } } }
  timeWindow: [{ duration: 30d }]
  alertPolicies: [{ alertPolicyRef: burns }]
  objectives:
    - displayName: Half
      target: 0.5
    - displayName: Most
      target: 0.99
`;
    assert.deepEqual(shape(text), [
      ['shop-ok', 'shop', 'openslo', 0.999, 28, undefined, 'absent', ['a_errors_total', 'a_total']],
      ['shop-fast (Half)', 'shop', 'openslo', 0.5, 30, 0.3, 'present', ['a_seconds_bucket']],
      ['shop-fast (Most)', 'shop', 'openslo', 0.99, 30, 0.3, 'present', ['a_seconds_bucket']],
    ]);
  });

  it('reads OpenSLO v1alpha', () => {
    const text = `apiVersion: openslo/v1alpha
kind: SLO
metadata: { name: old }
spec:
  service: shop
  timeWindows:
    - count: 30
      unit: Day
  objectives:
    - ratioMetrics:
        good: { source: prometheus, queryType: promql, query: 'sum(rate(good_total[{{.window}}]))' }
        total: { source: prometheus, queryType: promql, query: 'sum(rate(all_total[{{.window}}]))' }
      target: 0.995
`;
    assert.deepEqual(shape(text), [
      ['old', 'shop', 'openslo', 0.995, 30, undefined, 'absent', ['good_total', 'all_total']],
    ]);
  });

  it('reads what Sloth takes, as a file and as a resource', () => {
    const text = `version: "prometheus/v1"
service: "shop"
slos:
  - name: "requests"
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(b_total{code=~"5.."}[{{.window}}]))
        total_query: sum(rate(b_total[{{.window}}]))
    alerting:
      page_alert: { labels: { severity: page } }
  - name: quiet
    objective: 95
    sli: { raw: { error_ratio_query: "c_ratio" } }
    alerting:
      page_alert: { disable: true }
      ticket_alert: { disable: true }
  - name: plugged
    objective: 99
    sli: { plugin: { id: x } }
---
apiVersion: sloth.slok.dev/v1
kind: PrometheusServiceLevel
metadata: { name: x }
spec:
  service: cart
  slos:
    - name: works
      objective: 99.5
      sli:
        events:
          errorQuery: sum(rate(d_errors_total[{{.window}}]))
          totalQuery: sum(rate(d_total[{{.window}}]))
`;
    assert.deepEqual(shape(text), [
      ['requests', 'shop', 'sloth', 0.999, 30, undefined, 'present', ['b_total', 'b_total']],
      ['quiet', 'shop', 'sloth', 0.95, 30, undefined, 'absent', ['c_ratio']],
      ['plugged', 'shop', 'sloth', 0.99, 30, undefined, 'present', []],
      ['works', 'cart', 'sloth', 0.995, 30, undefined, 'present', ['d_errors_total', 'd_total']],
    ]);
    assert.ok(objectives(text)[0]?.records.includes('slo:sli_error:ratio_rate*'));
  });

  it("reads Pyrra's resources", () => {
    const text = (more: string) => `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata:
  name: answers
spec:
  target: "99.9"
  window: 4w
  indicator:
    latency:
      success: { metric: 'e_seconds_bucket{job="x",le="0.05"}' }
      total: { metric: 'e_seconds_count{job="x"}' }
${more}`;
    assert.deepEqual(shape(text('')), [
      ['answers', undefined, 'pyrra', 0.999, 28, 0.05, 'present', ['e_seconds_bucket', 'e_seconds_count']],
    ]);
    assert.equal(objectives(text('  alerting: { disabled: true }\n'))[0]?.generatesAlerts, 'absent');
    assert.ok(objectives(text(''))[0]?.records.includes('e_seconds:burnrate*'));
  });
});
