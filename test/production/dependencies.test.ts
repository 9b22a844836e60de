import assert from 'node:assert/strict';
import { drawPicture } from '../../server/src/production/production.ts';
import { indexed } from '../analyse.ts';

async function edgesOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const index = await indexed(files);
  const { dependencies } = drawPicture({
    paths: new Set(index.paths()),
    facts: index.inWorkspace,
    workspaceName: 'system',
  });
  return dependencies.map(({ from, to, kind }) => `${from} -> ${to} ${kind}`);
}

const compose = (services: Readonly<Record<string, readonly string[]>>) =>
  `services:\n${Object.entries(services)
    .map(([name, lines]) => `  ${name}:\n${lines.map((line) => `    ${line}\n`).join('')}`)
    .join('')}`;
const node = (name: string, text: string) => ({
  [`${name}/Dockerfile`]: 'FROM node:22.1.0\nWORKDIR /app\nCOPY . .\nCMD ["node", "main.js"]\n',
  [`${name}/package.json`]: `{"name":"${name}"}`,
  [`${name}/main.js`]: `import http from 'node:http';\n${text}\nhttp.createServer(() => {}).listen(3000);\n`,
});

describe('dependencies', () => {
  it('are not told by variables that all workloads of one program have, but for what holds data', async () => {
    const all = [
      'build: ./app',
      'environment:',
      '  A_URL: http://a:3000',
      '  B_URL: http://b:3000',
      '  DATABASE_URL: postgres://db:5432/x',
    ];
    const edges = await edgesOf({
      'compose.yaml': compose({ a: all, b: all, db: ['image: postgres:17.2'] }),
      ...node('app', ''),
    });
    assert.deepEqual(edges, ['a -> db datastore', 'b -> db datastore']);
  });

  it('by a library alone are of the only store of that product, else of the product', async () => {
    const own = { ...node('shop', "import pg from 'pg';\nimport { createClient } from 'redis';") };
    const shop = { shop: ['build: ./shop'] };
    assert.deepEqual(
      await edgesOf({ 'compose.yaml': compose({ ...shop, orders: ['image: postgres:17.2'] }), ...own }),
      ['shop -> Redis datastore', 'shop -> orders datastore'],
    );
    const two = { ...shop, first: ['image: postgres:17.2'], second: ['image: postgres:17.2'] };
    assert.deepEqual(await edgesOf({ 'compose.yaml': compose(two), ...own }), [
      'shop -> PostgreSQL datastore',
      'shop -> Redis datastore',
    ]);
  });

  it('are not told by a package that all programs share', async () => {
    const names = ['a', 'b', 'c', 'd'];
    const program = (name: string, more: string) =>
      `package main\n\nimport (\n\t"net/http"\n\n\t"example.org/s/shared"\n${more})\n\nfunc main() { shared.Open(); http.ListenAndServe(":1", nil) }\n// ${name}\n`;
    const files: Record<string, string> = {
      'go.mod': 'module example.org/s\n\ngo 1.24\n',
      'shared/shared.go': 'package shared\n\nimport _ "github.com/redis/go-redis/v9"\n\nfunc Open() {}\n',
      'only/only.go': 'package only\n\nimport _ "github.com/lib/pq"\n',
      'compose.yaml': compose(
        Object.fromEntries(names.map((name) => [name, ['build:', `  context: .`, `  dockerfile: ${name}.Dockerfile`]])),
      ),
    };
    for (const name of names) {
      files[`cmd/${name}/main.go`] = program(name, name === 'a' ? '\t_ "example.org/s/only"\n' : '');
      files[`${name}.Dockerfile`] =
        `FROM golang:1.24.1 AS build\nRUN go build -o /${name} ./cmd/${name}\nFROM scratch\nCOPY --from=build /${name} /${name}\nENTRYPOINT ["/${name}"]\n`;
    }
    assert.deepEqual(await edgesOf(files), ['a -> PostgreSQL datastore']);
  });

  it('are not told by a compose file in the folder of a program, which has others beside it', async () => {
    const own = compose({
      shop: ['build: .'],
      mail: ['image: acme/mail:1'],
      log: ['image: acme/log:1', 'environment:', '  MAIL_URL: http://mail:25'],
    });
    const workload = (name: string) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec:\n  selector: { matchLabels: { app: ${name} } }\n  template:\n    metadata: { labels: { app: ${name} } }\n    spec: { containers: [{ name: ${name}, image: acme/${name}:1 }] }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { selector: { app: ${name} }, ports: [{ port: 80 }] }\n`;
    const files = {
      'deploy/shop.yaml': workload('shop'),
      'deploy/mail.yaml': workload('mail'),
      'shop/docker-compose.yml': own,
      'shop/config.properties': 'stock.url=http://stock:80\n',
      'deploy/stock.yaml': workload('stock'),
      ...node('shop', ''),
    };
    const edges = await edgesOf(files);
    assert.ok(edges.includes('shop -> stock service'), edges.join());
    assert.ok(!edges.includes('shop -> mail service'), edges.join());
  });

  it('on hosts of the internet are third parties, and words that only look like hosts are none', async () => {
    const files = {
      'compose.yaml': compose({
        shop: ['build: ./shop', 'environment:', '  MODE: stock', '  MAIL_URL: https://api.mail.io/v1'],
        stock: ['build: ./stock'],
      }),
      ...node('shop', "void fetch('https://pay.acme.io/charge');\nvoid fetch('http://localhost:9/');"),
      ...node('stock', ''),
    };
    assert.deepEqual(await edgesOf(files), ['shop -> api.mail.io third-party', 'shop -> pay.acme.io third-party']);
  });
});
