import assert from 'node:assert/strict';
import { parse } from 'yaml';
import type { PartView, TableRow } from '../../server/src/model/engagement.ts';
import { engaged } from './engaged.ts';

const build = {
  'shop/package.json': '{"name":"shop","type":"module","main":"server.js","dependencies":{"express":"4"}}',
  'shop/Dockerfile': 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n',
};
const waiting = "export const ask = async () => (await fetch('https://stock.example.org/level')).json();\n";
/** A server with one route; `route` says what that does, `else` what happens beside. */
const server = (route: string, more = '') => ({
  ...build,
  'shop/stock.js': waiting,
  'shop/server.js': `import express from 'express';
import { ask } from './stock.js';
const app = express();
app.post('/checkout', async (req, res) => res.json(${route}));
app.listen(8080);
${more}`,
});

function rows(view: PartView): readonly TableRow[] {
  return view.blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
}

async function timeouts(texts: Readonly<Record<string, string>>, service = 'shop') {
  const { part } = await engaged(texts);
  const all = rows(await part(service, 'plan'));
  const found = all.find(({ cells }) => /without a timeout/.test(cells[0]?.text ?? ''));
  assert.ok(found, all.map(({ cells }) => cells[0]?.text).join('\n'));
  const [title, score] = found.cells;
  return { at: title?.at, score: score?.text ?? '', why: score?.because ?? '' };
}

describe('the ranking of improvements', () => {
  it('weighs a finding more on the way of a request than beside it', async () => {
    const on = await timeouts(server('await ask()'));
    assert.match(on.why, /^Impact 5: it can cause an outage; \+1, .*\/checkout reaches it\./);
    const beside = await timeouts(server('{}', 'setInterval(() => ask(), 60000);\n'));
    assert.match(beside.why, /^Impact 3: it can cause an outage; −1, no user request was traced to it\./);
  });

  it('does not take code for reached by users that only messages reach', async () => {
    const { why } = await timeouts({
      'shop/package.json': '{"name":"shop","type":"module","main":"worker.js","dependencies":{"kafkajs":"2"}}',
      'shop/Dockerfile': 'FROM node:22\nCOPY . .\nCMD ["node", "worker.js"]\n',
      'shop/stock.js': waiting,
      'shop/worker.js': `import { Kafka } from 'kafkajs';
import { ask } from './stock.js';
const consumer = new Kafka({ clientId: 'shop', brokers: ['kafka:9092'] }).consumer({ groupId: 'shop' });
await consumer.connect();
await consumer.subscribe({ topic: 'orders' });
await consumer.run({ eachMessage: async ({ message }) => ask(message) });
`,
    });
    assert.match(why, /^Impact 3: it can cause an outage; −1, .*no user waits for them/);
  });

  it('shows the location that users meet first', async () => {
    const texts = server('await ask()', 'setInterval(() => early(), 60000);\n');
    const { at } = await timeouts({
      ...texts,
      'shop/server.js': (texts['shop/server.js'] ?? '').replace(
        "'./stock.js';",
        "'./stock.js';\nimport { early } from './a-first.js';",
      ),
      'shop/a-first.js': waiting.replace('ask', 'early'),
    });
    assert.equal(at?.file, 'shop/stock.js');
  });

  it('weighs what several services call more than what one calls', async () => {
    const caller = (name: string) => ({
      [`${name}/package.json`]: `{"name":"${name}","type":"module","main":"server.js","dependencies":{"express":"4"}}`,
      [`${name}/Dockerfile`]: 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n',
      [`.prr/services/${name}.yaml`]: 'dependencies:\n  - { name: shop, hard: true }\n',
    });
    const alone = await timeouts(server('{}', 'setInterval(() => ask(), 60000);\n'));
    const one = await timeouts({ ...server('{}', 'setInterval(() => ask(), 60000);\n'), ...caller('web') });
    assert.equal(one.score, alone.score);
    const two = await timeouts({
      ...server('{}', 'setInterval(() => ask(), 60000);\n'),
      ...caller('web'),
      ...caller('app'),
    });
    assert.match(two.why, /\+1, 2 services call this one: app and web/);
    assert.notEqual(two.score, alone.score);
  });

  it('does not weigh a finding by the priority of its item, nor take an offered edit for small effort', async () => {
    const texts = server('await ask()');
    const { why } = await timeouts(texts);
    assert.doesNotMatch(why, /priority|fix is offered/);
    assert.match(why, /Effort 2: one file changes\.$/);
    // What people deny has no finding: then the item is all that is known.
    const denied = {
      ...texts,
      '.prr/answers/shop/dep-security.yaml':
        'item: dep-security\nanswer: no\nreason: none\nby: Ana\ndate: 2026-11-01\n',
    };
    const { part } = await engaged(denied);
    const security = rows(await part('shop', 'plan')).find(({ cells }) => cells[0]?.item === 'dep-security');
    assert.match(
      security?.cells[1]?.because ?? '',
      /no check rates its harm, and its item has (high|medium|low) priority/,
    );
  });

  it('takes what is wrong with the server itself for a fault of all that it does', async () => {
    const { part } = await engaged(server('{}'));
    const found = rows(await part('shop', 'plan')).find(({ cells }) => /drops requests/.test(cells[0]?.text ?? ''));
    assert.ok(found);
    assert.doesNotMatch(found.cells[1]?.because ?? '', /no user request was traced/);
  });

  it('explains the weights in words', async () => {
    const { part } = await engaged(server('await ask()'));
    const text = (await part('shop', 'plan')).blocks.find((block) => block.kind === 'text');
    assert.match(
      text?.kind === 'text' ? text.text : '',
      /Impact is the harm of the finding\. It is higher if a user request reaches the code/,
    );
  });

  it('weighs what concerns the whole of a service by whether users wait for it', async () => {
    const manifest = (kind: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec:
      containers:
        - name: shop
          image: example/shop:1
          ${kind}
`;
    assert.ok(parse(manifest('ports: [{ containerPort: 8080 }]')));
    const why = async (texts: Readonly<Record<string, string>>) => {
      const { part } = await engaged({
        ...server('{}'),
        'k8s/shop.yaml': manifest('ports: [{ containerPort: 8080 }]'),
        ...texts,
      });
      const found = rows(await part('shop', 'plan')).find(({ cells }) => cells[0]?.item === 'cap-resources');
      assert.ok(found);
      return found.cells[1]?.because ?? '';
    };
    const ingress = `apiVersion: v1
kind: Service
metadata: { name: shop }
spec: { selector: { app: shop }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop }
spec:
  rules:
    - http:
        paths: [{ path: /, pathType: Prefix, backend: { service: { name: shop, port: { number: 80 } } } }]
`;
    assert.match(
      await why({ 'k8s/ingress.yaml': ingress }),
      /\+1, it affects the whole service; .*lets requests in from outside/,
    );
    assert.doesNotMatch(await why({}), /\+1/);
  });
});
