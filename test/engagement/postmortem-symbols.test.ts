import assert from 'node:assert/strict';
import type { Row } from '../../server/src/model/engagement.ts';
import { engaged } from './engaged.ts';

const shop = {
  'shop/package.json': '{"name":"shop","type":"module","main":"server.js","dependencies":{"express":"4"}}',
  'shop/Dockerfile': 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n',
  'shop/server.js': `import express from 'express';
import { charge } from './pay.js';
const app = express();
app.post('/checkout', async (req, res) => res.json(await charge(req.body)));
app.listen(8080);
`,
  'shop/pay.js': `// Payments.

export async function charge(order) {
  return (await fetch('https://pay.example.org/', { method: 'POST', body: order })).json();
}
`,
  'rules/shop.yaml': `groups:
  - name: shop
    rules:
      - alert: ShopSlow
        expr: shop_latency > 1
        labels: { severity: page }
`,
  'k8s/shop.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec: { containers: [{ name: shop, image: shop }] }
`,
};
const second = {
  'shop/refund.js': '\n\nexport async function charge(order) {\n  return order;\n}\n',
  'shop/server.js': `import './refund.js';\n${shop['shop/server.js']}`,
};

function incident(action: string): Record<string, string> {
  return {
    'docs/postmortems/2026-10-01.md': `# The shop was down, 2026-10-01\n\n## Impact\n\nThe shop failed.\n\n## Action items\n\n- [ ] ${action}\n`,
  };
}

async function followup(action: string, more: Readonly<Record<string, string>> = {}): Promise<Row> {
  const { part } = await engaged({ ...shop, ...more, ...incident(action) });
  const rows = (await part('shop', 'trend')).blocks.flatMap((block) => (block.kind === 'list' ? block.rows : []));
  const row = rows.find(({ actions }) => actions?.some(({ id }) => id === 'trend.followup'));
  assert.ok(row);
  return row;
}

describe('actions of postmortems land on what they name', () => {
  it('a function that they quote', async () => {
    const row = await followup('Give `charge()` a timeout');
    assert.deepEqual(row.at, { file: 'shop/pay.js', line: 3 });
    assert.match(row.because ?? '', /It names the function charge\./);
  });

  it('an alert by its name, quoted or not', async () => {
    for (const words of ['Raise the limit of ShopSlow', 'Raise the limit of `ShopSlow`']) {
      const row = await followup(words);
      assert.deepEqual(row.at, { file: 'rules/shop.yaml', line: 4 });
      assert.match(row.because ?? '', /the alert ShopSlow/);
    }
  });

  it('an object of a manifest by kind and name', async () => {
    for (const words of [
      'Set a budget for the Deployment shop',
      'Scale `deployment/shop` up',
      'Scale the shop deployment',
    ])
      assert.deepEqual((await followup(words)).at, { file: 'k8s/shop.yaml', line: 4 }, words);
  });

  it('a metric that they quote', async () => {
    const metrics = `import { Counter } from 'prom-client';
export const orders = new Counter({ name: 'shop_orders_total', help: 'Orders.', labelNames: [] });
`;
    const row = await followup('Alert on `shop_orders_total`', { 'shop/metrics.js': metrics });
    assert.deepEqual(row.at, { file: 'shop/metrics.js', line: 2 });
  });

  it('and ask which one, where several have the name', async () => {
    const row = await followup('Give `charge` a timeout', second);
    assert.equal(row.at?.file, 'docs/postmortems/2026-10-01.md');
    assert.match(
      row.because ?? '',
      /charge is ambiguous \(shop\/pay\.js:3 and shop\/refund\.js:3\): name the file in the postmortem\./,
    );
    // The file says which.
    const told = await followup('Give `charge` in `shop/pay.js` a timeout', second);
    assert.deepEqual(told.at, { file: 'shop/pay.js', line: 3 });
    assert.doesNotMatch(told.because ?? '', /charge is ambiguous/);
    const module = await followup('Give `pay.charge` a timeout', second);
    assert.deepEqual(module.at, { file: 'shop/pay.js', line: 3 });
  });

  it('and on nothing, where nothing has the name or it is a common word', async () => {
    for (const words of [
      'Give `chargeCard` a timeout',
      'Charge less for the deployment',
      'Write down how the service works',
      'Slow down the rollout',
    ]) {
      const row = await followup(words);
      assert.equal(row.at?.file, 'docs/postmortems/2026-10-01.md', words);
      assert.doesNotMatch(row.because ?? '', /It names|ambiguous/);
    }
  });

  it('which is no action of another service', async () => {
    const report = incident('Cache `level`')['docs/postmortems/2026-10-01.md'] ?? '';
    const texts = {
      ...shop,
      'stock/package.json': '{"name":"stock","type":"module","main":"server.js","dependencies":{"express":"4"}}',
      'stock/Dockerfile': 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n',
      'stock/server.js':
        "import express from 'express';\nconst app = express();\nfunction level(req, res) {\n  res.json(1);\n}\napp.get('/level', level);\napp.listen(8080);\n",
      'k8s/stock.yaml': shop['k8s/shop.yaml'].replaceAll('shop', 'stock'),
      'docs/postmortems/2026-10-01.md': report.replace('The shop failed.', 'The shop and the stock service failed.'),
    };
    const { part } = await engaged(texts);
    const words = async (service: string) => JSON.stringify((await part(service, 'trend')).blocks);
    assert.match(await words('stock'), /Cache level/);
    assert.doesNotMatch(await words('shop'), /Cache level/);
  });

  it('with the place in the plan, and more weight for a finding in it', async () => {
    const { part } = await engaged({ ...shop, ...incident('Give `charge()` a timeout') });
    const rows = (await part('shop', 'plan')).blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
    const own = rows.find(({ cells }) => cells[0]?.text.startsWith('Give charge'));
    assert.ok(own, rows.map(({ cells }) => cells[0]?.text).join());
    assert.deepEqual(own.cells[0]?.at, { file: 'shop/pay.js', line: 3 });
    const finding = rows.find(({ cells }) => /without a timeout/.test(cells[0]?.text ?? ''));
    assert.match(finding?.cells[1]?.because ?? '', /the postmortem “The shop was down, 2026-10-01” asks to change it/);
  });

  it('and shows above its line in the editor', async () => {
    const { core } = await engaged({ ...shop, ...incident('Give `charge()` a timeout') });
    const found = await (await core.engagements()).followupsIn('shop/pay.js');
    assert.deepEqual(
      found.map(({ line, words }) => [line, words]),
      [[3, 'the function charge']],
    );
  });
});
