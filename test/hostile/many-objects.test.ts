import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createIndex } from '../../server/src/index/workspace-index.ts';
import { judge } from '../../server/src/rules/engine.ts';
import { rules } from '../../server/src/rules/registry.ts';
import { groupedBy, withinLabels } from '../../server/src/rules/vocabulary/lookup.ts';
import { extractor } from '../analyse.ts';

const workload = (index: number) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web-${index} }
spec:
  replicas: 3
  selector: { matchLabels: { app: web-${index} } }
  template:
    metadata: { labels: { app: web-${index}, part-of: shop } }
    spec: { containers: [{ name: web, image: "r/web-${index}:1", ports: [{ containerPort: 80 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: web-${index} }
spec: { selector: { part-of: shop, app: web-${index} }, ports: [{ port: 80 }] }
---
`;
const alert = (index: number) => `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: r${index} }
spec: { groups: [{ name: g, rules: [{ alert: "A${index}", expr: "a{job='web-${index}'} > 1" }] }] }
---
`;

describe('thousands of objects in one file', () => {
  // Each took the square of its objects: 20 s and more for 5,000 objects, where it now takes about 1 s.
  for (const [what, write, count] of [
    ['workloads with their Services', workload, 2500],
    ['alerts', alert, 5000],
  ] as const)
    it(`are judged in time that grows with their number: ${what}`, async () => {
      const { extract } = await extractor();
      const text = Array.from({ length: count }, (_, index) => write(index)).join('');
      const index = createIndex('workspace');
      index.list(['a.yaml']);
      const facts = await extract({ file: 'a.yaml', text, role: 'source' });
      const start = process.cpuUsage();
      index.set(facts);
      const onCrash = (_rule: string, _file: string, error: unknown) => {
        throw error;
      };
      const sites = judge(facts, rules, { surroundings: index, onCrash });
      const { user } = process.cpuUsage(start);
      assert.ok(sites.length >= count);
      assert.ok(user < 8_000_000, `${(user / 1_000_000).toFixed(1)} s`);
    });

  it('are found as if each was looked at', () => {
    const labels = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2'), { maxKeys: 3 });
    const property = fc.property(fc.array(labels, { maxLength: 12 }), labels, (all, given) => {
      const list = all.map((own, index) => ({ own, index }));
      const isIn = (own: Record<string, string>) => Object.entries(own).every(([key, value]) => given[key] === value);
      const expected = list.filter(({ own }) => isIn(own));
      assert.deepEqual(withinLabels(({ own }: { own: Record<string, string> }) => own)(list, given), expected);
      const keyed = groupedBy(({ own }: { own: Record<string, string> }) => Object.keys(own));
      assert.deepEqual(
        keyed(list, 'a'),
        list.filter(({ own }) => 'a' in own),
      );
    });
    fc.assert(property, { numRuns: 500 });
  });
});
