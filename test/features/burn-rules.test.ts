import assert from 'node:assert/strict';
import { analyse } from '../analyse.ts';

const objective = (target: number, days: number) => `apiVersion: openslo/v1
kind: SLO
metadata: { name: shop-ok }
spec:
  service: shop
  indicator:
    spec:
      ratioMetric:
        good: { metricSource: { spec: { query: 'sum(rate(shop_requests_total{code!~"5.."}[5m]))' } } }
        total: { metricSource: { spec: { query: 'sum(rate(shop_requests_total[5m]))' } } }
  timeWindow: [{ duration: ${days}d }]
  objectives: [{ target: ${target} }]
`;

describe('written burn-rate rules', () => {
  for (const [target, days] of [
    [0.999, 30],
    [0.95, 28],
    [0.9995, 7],
  ] as const) {
    it(`watch an objective of ${target} over ${days} days as they should`, async () => {
      const files = { 'slo.yaml': objective(target, days) };
      const [site] = await analyse(files, 'slo-without-alert');
      const [change] = site?.fixes[0]?.changes ?? [];
      assert.ok(change && 'create' in change);
      const after = await analyse({ ...files, [change.file]: change.create }, 'slo-without-alert');
      assert.deepEqual(
        after.map(({ verdict }) => verdict),
        ['shown', 'shown', 'shown', 'shown'],
      );
      const others = await analyse({ [change.file]: change.create }, 'alert-without-for');
      assert.ok(others.every(({ verdict }) => verdict === 'shown'));
    });
  }
});
