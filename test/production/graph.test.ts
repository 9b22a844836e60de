import assert from 'node:assert/strict';
import type { Standing } from '../../server/src/model/production.ts';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { drawPicture } from '../../server/src/production/production.ts';
import { openScope } from '../../server/src/production/scope.ts';
import { openWeights } from '../../server/src/production/weight.ts';
import { graphDot, graphJson, graphMermaid, graphText } from '../../server/src/report/graph.ts';
import { ranked } from '../../server/src/report/rank.ts';
import { rules } from '../../server/src/rules/registry.ts';
import { indexed, root } from '../analyse.ts';

const files = {
  'compose.yaml': [
    'services:',
    '  shop:',
    '    build: ./shop',
    '    environment:',
    '      STOCK_ADDR: stock:7000',
    '      LOG_FORMAT: stock',
    '  stock:',
    '    build: ./stock',
    '    environment:',
    '      DB_URL: postgres://db:5432/stock',
    '  db:',
    '    image: postgres:17.2',
    '',
  ].join('\n'),
  'shop/Dockerfile': 'FROM node:22.1.0\nWORKDIR /app\nCOPY . .\nCMD ["node", "dist/main.js"]\n',
  'shop/package.json': '{"name":"shop","dependencies":{"express":"4.0.0"}}',
  'shop/src/main.ts':
    "import express from 'express';\nimport { order } from './order.js';\nconst app = express();\napp.get('/', order);\napp.listen(3000);\n",
  'shop/src/order.ts': 'export const order = () => fetch(`http://${process.env.STOCK_ADDR}/`);\n',
  'shop/tools/seed.ts': "void fetch('https://seed.internal/');\n",
  'stock/Dockerfile':
    'FROM golang:1.24.1 AS build\nRUN go build -o /stock ./cmd/stock\nFROM scratch\nCOPY --from=build /stock /stock\nENTRYPOINT ["/stock"]\n',
  'stock/go.mod': 'module example.org/stock\n\ngo 1.24\n',
  'stock/cmd/stock/main.go':
    'package main\n\nimport (\n\t"net/http"\n\n\t"example.org/stock/internal/api"\n)\n\nfunc main() { http.ListenAndServe(":7000", api.Handler()) }\n',
  'stock/internal/api/api.go': 'package api\n\nimport "net/http"\n\nfunc Handler() http.Handler { return nil }\n',
  'stock/internal/dead/dead.go': 'package dead\n\nfunc Dead() {}\n',
};

async function picture() {
  const index = await indexed(files);
  return drawPicture({ paths: new Set(index.paths()), facts: index.inWorkspace, workspaceName: 'system' });
}

describe('the production picture', () => {
  it('has the services of the deployment with their programs, and what each depends on', async () => {
    const drawn = await picture();
    assert.deepEqual(
      drawn.services.map(({ name, program }) => `${name} ${program ?? '-'}`),
      ['shop shop/src/main.ts', 'stock stock/cmd/stock/main.go'],
    );
    assert.deepEqual(
      drawn.dependencies.map(({ from, to, kind }) => `${from} -> ${to} ${kind}`),
      ['shop -> stock service', 'stock -> db datastore'],
    );
  });

  it('says what each file is for, built output back to its source', async () => {
    const drawn = await picture();
    const { standing } = drawn;
    const of = (file: string) => standing.get(file)?.standing;
    assert.deepEqual(
      ['shop/src/order.ts', 'stock/internal/api/api.go', 'shop/tools/seed.ts', 'stock/internal/dead/dead.go'].map(of),
      ['serves', 'serves', 'unreached', 'unreached'],
    );
    const isInScope = openScope(drawn);
    assert.ok(isInScope('shop/src/order.ts') && !isInScope('shop/tools/seed.ts') && isInScope('unknown.yaml'));
  });

  it('orders findings by what users reach, whatever their path', async () => {
    const weight = openWeights(await picture());
    const finding = (file: string) => ({
      finding: { rule: 'outbound-call-timeout', severity: 'warning' as const, file },
    });
    const sorted = ranked(
      [
        finding('a/unknown.rb'),
        finding('shop/src/order.ts'),
        finding('shop/tools/seed.ts'),
        finding('stock/internal/api/api.go'),
      ],
      { rules, weight },
    );
    assert.deepEqual(
      sorted.map((each) => each.finding.file),
      // Another service calls stock; nothing is known of the third, and nothing starts the last.
      ['stock/internal/api/api.go', 'shop/src/order.ts', 'a/unknown.rb', 'shop/tools/seed.ts'],
    );
  });

  it('finds the source of what is built by its whole path first', async () => {
    const index = await indexed({
      Procfile: 'web: node build/server/index.js\nworker: node build/server/index.js --worker\n',
      'package.json': '{"name":"wiki"}',
      'app/index.tsx': 'export const App = () => <p/>;\n',
      'server/index.ts': "import http from 'node:http';\nhttp.createServer(() => {}).listen(3000);\n",
    });
    const { services } = drawPicture({
      paths: new Set(index.paths()),
      facts: index.inWorkspace,
      workspaceName: 'wiki',
    });
    assert.deepEqual(
      services.map(({ name, program }) => `${name} ${program ?? '-'}`),
      ['wiki-web server/index.ts', 'wiki-worker server/index.ts'],
    );
  });

  it('hides nothing in a language of which most is not reached: then something was not followed', async () => {
    const many = (reached: number) => {
      const own: Record<string, string> = {
        'compose.yaml': 'services:\n  shop:\n    build: .\n',
        Dockerfile: 'FROM node:22.1.0\nCOPY . .\nCMD ["node", "main.js"]\n',
        'package.json': '{"name":"shop"}',
        'main.js': `import http from 'node:http';\n${Array.from({ length: reached }, (_, at) => `import './f${at}.js';\n`).join('')}http.createServer(() => {}).listen(1);\n`,
      };
      for (let at = 0; at < 30; at++) own[`f${at}.js`] = 'void fetch(url);\n';
      return own;
    };
    const standingIn = async (files: Readonly<Record<string, string>>, file: string) => {
      const index = await indexed(files);
      const input = { paths: new Set(index.paths()), facts: index.inWorkspace, workspaceName: 'shop' };
      return drawPicture(input).standing.get(file)?.standing;
    };
    assert.equal(await standingIn(many(25), 'f29.js'), 'unreached');
    assert.equal(await standingIn(many(5), 'f29.js'), 'unknown');
  });

  it('puts manifests of our services before those of what others made', async () => {
    const workload = (name: string, image: string) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec:\n  selector: { matchLabels: { app: ${name} } }\n  template:\n    metadata: { labels: { app: ${name} } }\n    spec: { containers: [{ name: ${name}, image: ${image} }] }\n`;
    const index = await indexed({
      'a/grafana.yaml': workload('grafana', 'grafana/grafana:11.0.0'),
      'b/shop.yaml': workload('shop', 'acme/shop:1.0.0'),
    });
    const drawn = drawPicture({ paths: new Set(index.paths()), facts: index.inWorkspace, workspaceName: 'system' });
    const weight = openWeights(drawn);
    assert.ok(weight('b/shop.yaml') < weight('a/grafana.yaml'));
  });

  it('is printed as JSON that fits its schema, as Mermaid, DOT and text', async () => {
    const drawn = await picture();
    const schema = JSON.parse(readFileSync(path.join(root, 'schemas/graph.schema.json'), 'utf8')) as object;
    const validate = new Ajv({ allErrors: true }).compile(schema);
    assert.ok(validate(JSON.parse(graphJson(drawn))), JSON.stringify(validate.errors));
    assert.match(
      graphMermaid(drawn),
      /^flowchart LR\n {2}n0\["shop"\]\n {2}n1\["stock"\]\n {2}n2\[\("db"\)\]\n {2}n0 --> n1\n {2}n1 --> n2\n$/,
    );
    assert.match(graphDot(drawn), /n0 -> n1;\n {2}n1 -> n2;\n\}\n$/);
    assert.match(
      graphText(drawn),
      /^shop: server, typescript, shop\/src\/main\.ts\n {2}because .*\n {2}-> stock \(service, by the environment variable STOCK_ADDR\)/,
    );
    assert.deepEqual(JSON.parse(graphJson(drawn, { service: 'stock' })).services.length, 1);
  });

  it('of a repository in which nothing says what is deployed hides nothing', async () => {
    const index = await indexed({ 'src/a.ts': 'void fetch(url);\n', 'src/b.py': 'import requests\n' });
    const { standing, services } = drawPicture({
      paths: new Set(index.paths()),
      facts: index.inWorkspace,
      workspaceName: 'lib',
    });
    assert.deepEqual(services, []);
    for (const file of ['src/a.ts', 'src/b.py'])
      assert.ok(openScope({ standing, services, programs: [], workloads: [] })(file), file);
  });

  it('shows tools that people run where nothing else is deployed, and pipelines never before they are asked for', () => {
    const of = (all: readonly Standing[]) =>
      new Map(all.map((each) => [each as string, { standing: each, because: '', programs: [] }]));
    const shown = (all: readonly Standing[]) =>
      all.filter(openScope({ standing: of(all), services: [], programs: [], workloads: [] }));
    assert.deepEqual(shown(['operates', 'develops', 'unknown']), ['operates', 'unknown']);
    assert.deepEqual(shown(['serves', 'operates', 'develops', 'unknown']), ['serves', 'unknown']);
  });
});
