import { rule } from '../../model/rule.ts';
import { shortName } from '../vocabulary/calls/call-names.ts';
import { stepsOf } from '../vocabulary/calls/request-path.ts';
import { productOf } from '../vocabulary/calls/retries.ts';
import { layersAround } from '../vocabulary/calls/retry-layers.ts';

const server = (options: string) => `import express from 'express';
import got from 'got';

const app = express();

app.get('/quote', async (request, response) => {
  response.json(await got.get('http://rates/today', { timeout: { request: 1_000 }${options} }).json());
});
app.listen(8080);
`;
const workload = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: ${name}
          image: registry.example/${name}:1.0.0
---
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { selector: { app: ${name} }, ports: [{ port: 80 }] }
`;
const system = (options: string) => ({
  'quotes/server.js': server(options),
  'quotes/Dockerfile': 'FROM node:22.12\nCOPY . .\nCMD ["node", "server.js"]\n',
  'rates/server.js':
    "import { createServer } from 'node:http';\n\ncreateServer((request, response) => response.end('ok')).listen(80);\n",
  'rates/Dockerfile': 'FROM node:22.12\nCOPY . .\nCMD ["node", "server.js"]\n',
  'deploy/quotes.yaml': workload('quotes'),
  'deploy/rates.yaml': workload('rates'),
  'deploy/mesh.yaml': `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: rates }
spec:
  hosts: [rates]
  http:
    - route: [{ destination: { host: rates } }]
      retries: { attempts: 2, perTryTimeout: 300ms }
`,
});

export const retryAmplification = rule({
  id: 'retry-amplification',
  summary: 'Calls are retried at one layer only',
  aspect: 'architecture',
  severity: 'warning',
  harm: 'outage',
  scope: 'cross',
  since: '0.5.0',
  fix: 'none',
  docs: {
    why: 'Retries at several layers multiply: each attempt of the outer layer starts all attempts of the inner one. A dependency that is slow for a moment gets many times its load and cannot recover.',
    remedy:
      'Keep retries at one layer: the one nearest to the dependency, or the one that knows whether the request is safe to repeat. Disable the others.',
    guide: 'retries#at-one-layer',
    examples: [
      {
        title: 'Both the client and the mesh retry',
        bad: system(', retry: { limit: 3 }'),
        good: system(', retry: { limit: 0 }'),
      },
    ],
  },
  reads: ['outgoing-call'],
  check(call, context) {
    if (call.role !== 'call' || call.browser) return;
    const path = context.onPath(call.span);
    const { layers, open } = layersAround(call, path, context);
    const [first, ...others] = layers;
    if (!first) return;
    const name = shortName(call.api).replaceAll('()', '');
    const short = name.length > 40 ? `…${name.slice(-39)}` : name;
    const way = path ? stepsOf(path).slice(0, path.steps.length) : [];
    const evidence = { related: [...layers.map(({ at }) => at), ...way] };
    if (others.length > 0) {
      const product = `${layers.map(({ attempts }) => attempts).join(' × ')} = ${productOf(layers)}`;
      const by = layers.map((each) => each.by).join(' × ');
      const message = `One request calls ${short} up to ${product} times`;
      const whole = `${message} (${by})`;
      return context.violated(call.span, whole.length <= 100 ? whole : message, evidence);
    }
    if (open) {
      const message = `${first.by} attempts ${short} ${first.attempts} times, and the mesh may retry it too`;
      const ask = `Does the mesh retry the route that ${short} calls?`;
      return context.cannotTell(call.span, message, ask, { related: [first.at, ...open] });
    }
    context.shown(call.span, `${short} is retried at one layer: ${first.by}, ${first.attempts} attempts`, evidence);
  },
});
