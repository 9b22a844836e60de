import assert from 'node:assert/strict';
import type { WorkspaceIndex } from '../../server/src/index/workspace-index.ts';
import type { FactKind } from '../../server/src/model/fact.ts';
import { analyse, indexed } from '../analyse.ts';
import { opened } from '../review/opened.ts';
import { deployment, goMain } from './picture.ts';

const namesOf = ({ services }: WorkspaceIndex) => services().map(({ name }) => name);
const owners = (index: WorkspaceIndex, file: string, kind: FactKind) =>
  index
    .file(file)
    ?.facts.filter((fact) => fact.kind === kind)
    .map((fact) => index.ownersOf(file, fact).join());

/** A Go module with two commands that are deployed, a package of both, one of the first, and a tool. */
const module = {
  'go.mod': 'module acme.dev/shop\n\nrequire github.com/lib/pq v1.10.9\n',
  'cmd/orders/main.go': goMain(['net/http', 'acme.dev/shop/internal/store', 'acme.dev/shop/internal/price']),
  'cmd/stock/main.go': goMain(['net/http', 'acme.dev/shop/internal/store']),
  'cmd/import/main.go': 'package main\n\nimport "acme.dev/shop/internal/files"\n\nfunc main() { files.Load() }\n',
  'internal/store/store.go': 'package store\n\nimport "net/http"\n\nfunc Load() { http.Get("http://x.internal") }\n',
  'internal/price/price.go': 'package price\n\nimport "net/http"\n\nfunc Load() { http.Get("http://x.internal") }\n',
  'internal/files/files.go': 'package files\n\nimport "net/http"\n\nfunc Load() { http.Get("http://x.internal") }\n',
  'orders.Dockerfile': 'FROM golang:1.22\nRUN go build -o /orders ./cmd/orders\nCMD ["/orders"]\n',
  'stock.Dockerfile': 'FROM golang:1.22\nRUN go build -o /stock ./cmd/stock\nCMD ["/stock"]\n',
  'k8s/orders.yaml': deployment('orders', 'acme/orders:1'),
  'k8s/stock.yaml': deployment('stock', 'acme/stock:1'),
  'k8s/cache.yaml': deployment('cache', 'redis:7'),
};

describe('who owns what', () => {
  it('is for code whoever reaches it: several, one, or nobody', async () => {
    const index = await indexed(module);
    assert.deepEqual(namesOf(index), ['orders', 'stock']);
    const of = (file: string) => index.ownersOf(file).join();
    assert.equal(of('internal/store/store.go'), 'orders,stock');
    assert.equal(of('internal/price/price.go'), 'orders');
    assert.equal(of('internal/files/files.go'), '', 'a tool that people run by hand is no service');
    assert.equal(of('cmd/stock/main.go'), 'stock');
  });

  it('is for a command of a binary that is many programs nobody else', async () => {
    const command = (does: string) =>
      `package notmain\n\nimport "google.golang.org/grpc"\n\nfunc main() {\n\t${does}\n}\n`;
    const index = await indexed({
      'go.mod': 'module shop\n',
      'cmd/shop/main.go': goMain(['shop/cmd/orders', 'shop/cmd/stock', 'shop/cmd/report']),
      'cmd/orders/main.go': command('server.RegisterService(&pb.Orders_ServiceDesc, orders)'),
      'cmd/stock/main.go': command('pb.RegisterStockServer(server, stock)'),
      'cmd/report/main.go': command('print(1)'),
      Dockerfile: 'FROM golang:1.26\nCOPY . .\nRUN go build -o /bin/shop ./cmd/shop\nENTRYPOINT ["/bin/shop"]\n',
      'compose.yaml': 'services:\n  shop: { build: . }\n',
    });
    assert.deepEqual(namesOf(index), ['orders', 'stock']);
    assert.deepEqual(index.ownersOf('cmd/orders/main.go'), ['orders']);
    assert.deepEqual(index.ownersOf('cmd/report/main.go'), []);
  });

  it('is for a Dockerfile what it starts, and for a build file what is built with it', async () => {
    const index = await indexed(module);
    assert.deepEqual(index.ownersOf('stock.Dockerfile'), ['stock']);
    assert.deepEqual(owners(index, 'go.mod', 'library'), ['orders,stock']);
  });

  it('leaves the manifest of what others made to the workspace, and makes no service of it', async () => {
    const index = await indexed(module);
    assert.deepEqual(owners(index, 'k8s/orders.yaml', 'container'), ['orders']);
    assert.deepEqual(owners(index, 'k8s/cache.yaml', 'container'), ['']);
    assert.deepEqual(owners(index, 'k8s/cache.yaml', 'workload'), ['']);
  });

  it('gives a job the service whose program it runs', async () => {
    const job = `apiVersion: batch/v1
kind: Job
metadata: { name: orders-migrate }
spec:
  template:
    spec: { containers: [{ name: migrate, image: 'acme/orders:1', args: [migrate] }] }
`;
    const index = await indexed({ ...module, 'k8s/migrate.yaml': job });
    assert.deepEqual(namesOf(index), ['orders', 'stock']);
    assert.deepEqual(owners(index, 'k8s/migrate.yaml', 'container'), ['orders']);
  });

  it('goes by folder where the language is not read, and takes no tool of another language from beside it', async () => {
    const index = await indexed({
      'cart/Cargo.toml': '[package]\nname = "cart"\n',
      'cart/src/main.rs': 'fn main() {}\n',
      'cart/config/app.yaml': 'a: 1\n',
      'cart/Dockerfile': 'FROM rust:1\nCOPY . .\nRUN cargo build\nEXPOSE 80\nCMD ["/cart"]\n',
      'web/package.json': '{}',
      'web/Dockerfile': 'FROM node:22.1.0\nCOPY . .\nCMD ["node", "server.js"]\n',
      'web/server.js': "import http from 'node:http';\nhttp.createServer(() => {}).listen(80);\n",
      'web/scripts/report.py': "import requests\nrequests.get('https://x.internal')\n",
    });
    assert.deepEqual(namesOf(index), ['cart', 'web']);
    assert.deepEqual(index.ownersOf('cart/src/main.rs'), ['cart']);
    assert.deepEqual(index.ownersOf('cart/config/app.yaml'), ['cart']);
    assert.deepEqual(index.ownersOf('web/scripts/report.py'), []);
  });

  it('gives what may be loaded without an import to the services around it, beside other programs of their project', async () => {
    const index = await indexed({
      'requirements.txt': 'flask\n',
      'web.py':
        "import importlib\nfrom flask import Flask\nfrom plugins import load\napp = Flask(__name__)\n@app.get('/')\ndef home():\n    return load()\n",
      'plugins/__init__.py': 'import importlib\ndef load(name):\n    return importlib.import_module(name)\n',
      'plugins/tool.py': 'import requests\nrequests.get("https://x.internal")\n',
      'plugins/__main__.py': 'print(1)\n',
      Dockerfile: 'FROM python:3.12\nCOPY . .\nEXPOSE 80\nCMD ["gunicorn", "web:app"]\n',
    });
    assert.deepEqual(namesOf(index), ['workspace']);
    assert.deepEqual(index.ownersOf('plugins/tool.py'), ['workspace']);
  });

  it('tells the services of a compose file apart', async () => {
    const index = await indexed({
      'a/package.json': '{}',
      'a/server.js': "import http from 'node:http';\nhttp.createServer(() => {}).listen(80);\n",
      'a/Dockerfile': 'FROM node:22.1.0\nCOPY . .\nCMD ["node", "server.js"]\n',
      'compose.yaml': 'services:\n  a: { build: ./a }\n  db: { image: postgres }\n',
    });
    assert.deepEqual(namesOf(index), ['a']);
    assert.deepEqual(owners(index, 'compose.yaml', 'compose-service'), ['a', '']);
    assert.deepEqual(owners(index, 'compose.yaml', 'image-use'), ['']);
  });

  it('cannot tell of code that services share where it holds in one of them and not in the other', async () => {
    const serve = 'package serve\n\nimport "net/http"\n\nfunc Run() { http.ListenAndServe(":8080", nil) }\n';
    const main = (metrics: string) =>
      `package main\n\nimport (\n\t"acme.dev/shop/internal/serve"\n${metrics === '' ? '' : '\n\t"github.com/prometheus/client_golang/prometheus"\n'})\n\n${metrics}func main() { serve.Run() }\n`;
    const counted =
      'var requests = prometheus.NewCounter(prometheus.CounterOpts{Name: "orders_requests_total"})\n\nfunc init() { prometheus.MustRegister(requests) }\n\n';
    const files = (stock: string) => ({
      ...module,
      'internal/serve/serve.go': serve,
      'cmd/orders/main.go': main(counted),
      'cmd/stock/main.go': main(stock),
    });
    const verdicts = async (stock: string) =>
      (await analyse(files(stock), 'no-metrics-endpoint')).map(({ file, verdict }) => `${file} ${verdict}`);
    assert.deepEqual(await verdicts(counted.replaceAll('orders', 'stock')), ['internal/serve/serve.go shown']);
    assert.deepEqual(await verdicts(''), ['internal/serve/serve.go cannot-tell']);
  });
});

describe('former names', () => {
  const answer = 'answer: yes\nreason: see the page\nby: Ada\ndate: 2026-11-01\n';
  const files = {
    'rootfs-4/package.json': '{}',
    'rootfs-4/Dockerfile': 'FROM node:22.1.0\nCOPY . .\nCMD ["node", "server.js"]\n',
    'rootfs-4/server.js': "import http from 'node:http';\nhttp.createServer(() => {}).listen(80);\n",
    'compose.yaml': 'services:\n  cart: { build: ./rootfs-4 }\n',
  };

  it('keep what was said under them', async () => {
    const { core, of } = await opened({ ...files, '.prr/answers/rootfs-4/dep-security.yaml': answer });
    assert.deepEqual(
      core.services().map(({ name, was }) => [name, was]),
      [['cart', ['rootfs-4']]],
    );
    const { items } = await of('cart');
    assert.equal(items.find(({ item }) => item.id === 'dep-security')?.state, 'yes');
  });

  it('are no mistake in what was written under them', async () => {
    const { review } = await opened({ ...files, '.prr/answers/rootfs-4/dep-security.yaml': answer });
    assert.deepEqual(await review.problems(), []);
  });

  it('name the service still where its description has one of them', async () => {
    const { core } = await opened({ ...files, '.prr/services/rootfs-4.yaml': 'owner: shop\n' });
    assert.deepEqual(
      core.services().map(({ name, workloads }) => [name, workloads]),
      [['rootfs-4', ['cart']]],
    );
    assert.deepEqual(
      core.production()?.services.map(({ name }) => name),
      ['rootfs-4'],
    );
  });

  it('of a service that is another one now stay with that one', async () => {
    const code = (folder: string) => ({
      [`${folder}/package.json`]: '{}',
      [`${folder}/Dockerfile`]: files['rootfs-4/Dockerfile'],
      [`${folder}/server.js`]: files['rootfs-4/server.js'],
    });
    const { core, of } = await opened({
      ...code('basket'),
      ...code('other'),
      'compose.yaml': 'services:\n  cart: { build: ./basket }\n  basket: { build: ./other }\n',
      '.prr/answers/basket/dep-security.yaml': answer,
    });
    assert.deepEqual(
      core.services().map(({ name, was }) => [name, was]),
      [
        ['basket', ['other']],
        ['cart', []],
      ],
    );
    const state = async (name: string) => (await of(name)).items.find(({ item }) => item.id === 'dep-security')?.state;
    assert.deepEqual([await state('cart'), await state('basket')], ['unanswered', 'yes']);
  });
});
