import assert from 'node:assert/strict';
import { deployment, goMain, javaMain, pictured, servicesOf } from './picture.ts';

const express = `import express from 'express';\nexpress().listen(80);\n`;
const node = 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n';
const script = (folder: string) => ({
  [`${folder}/Dockerfile`]: node,
  [`${folder}/package.json`]: '{}',
  [`${folder}/server.js`]: express,
});

describe('services', () => {
  it('are called as the deployment calls them, and joined to the image by its name', async () => {
    const picture = await pictured({
      ...script('src/orders'),
      'k8s/orders.yaml': deployment('orders-api', 'registry.example/shop-orders:1.2'),
    });
    assert.deepEqual(servicesOf(picture), ['orders-api: src/orders/server.js']);
    assert.equal(picture.services[0]?.because, 'the Deployment orders-api runs it');
  });

  it('are joined to the image by the step of a pipeline that builds it', async () => {
    const files = (workflow: string) => ({
      ...script('backend'),
      'k8s/a.yaml': deployment('checkout', 'ghcr.io/shop/checkout-image:1'),
      '.github/workflows/ci.yml': workflow,
    });
    const action = `on: push\njobs:\n  a:\n    strategy:\n      matrix:\n        include:\n          - { name: checkout-image, folder: backend }\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: \${{ matrix.folder }}\n          tags: ghcr.io/shop/\${{ matrix.name }}:\${{ github.sha }}\n`;
    const shell = `on: push\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n      - run: docker build -t ghcr.io/shop/checkout-image:$TAG -f backend/Dockerfile backend\n`;
    for (const workflow of [action, shell])
      assert.deepEqual(servicesOf(await pictured(files(workflow))), ['checkout: backend/server.js']);
  });

  it('are joined to the image by Skaffold and bake', async () => {
    const manifest = { 'k8s/a.yaml': deployment('checkout', 'checkout-image') };
    const skaffold =
      'apiVersion: skaffold/v4beta11\nkind: Config\nbuild:\n  artifacts:\n    - image: checkout-image\n      context: backend\n';
    const bake = 'target "checkout-image" {\n  context = "backend"\n}\n';
    for (const tool of [{ 'skaffold.yaml': skaffold }, { 'docker-bake.hcl': bake }])
      assert.deepEqual(servicesOf(await pictured({ ...script('backend'), ...manifest, ...tool })), [
        'checkout: backend/server.js',
      ]);
  });

  it('of one image are as many as workloads run it', async () => {
    const picture = await pictured({
      'go.mod': 'module shop\n',
      'cmd/shop/main.go': goMain(),
      Dockerfile: 'FROM golang:1.26\nCOPY . .\nRUN go build -o /bin/shop ./cmd/shop\nENTRYPOINT ["/bin/shop"]\n',
      'k8s/query.yaml': deployment('shop-query', 'registry.example/shop:1', ['args: [query]']),
      'k8s/store.yaml': deployment('shop-store', 'registry.example/shop:1', ['args: [store]']),
    });
    assert.deepEqual(servicesOf(picture), ['shop-query: cmd/shop/main.go', 'shop-store: cmd/shop/main.go']);
  });

  it('of one repository are several where it has several commands', async () => {
    const picture = await pictured({
      'go.mod': 'module shop\n',
      'cmd/api/main.go': goMain(['net/http', 'shop/internal/orders']),
      'cmd/worker/main.go': goMain(['net/http', 'shop/internal/jobs']),
      'internal/orders/a.go': 'package orders\n',
      'internal/jobs/a.go': 'package jobs\n',
      'k8s/a.yaml': deployment('api', 'registry.example/api:1'),
      'k8s/b.yaml': deployment('worker', 'registry.example/worker:1'),
    });
    assert.deepEqual(servicesOf(picture), ['api: cmd/api/main.go', 'worker: cmd/worker/main.go']);
    const files = picture.programs.map(({ files: own }) => [...own].sort());
    assert.deepEqual(files, [
      ['cmd/api/main.go', 'internal/orders/a.go'],
      ['cmd/worker/main.go', 'internal/jobs/a.go'],
    ]);
  });

  it('are the commands of a binary that is many programs, each with what it reaches and calls', async () => {
    const command = (lines: readonly string[]) =>
      `package notmain\n\nimport "google.golang.org/grpc"\n\nfunc main() {\n${lines.map((line) => `\t${line}\n`).join('')}}\n`;
    const picture = await pictured({
      'go.mod': 'module shop\n',
      'cmd/shop/main.go': goMain(['shop/cmd/orders', 'shop/cmd/stock', 'shop/cmd/report']),
      'cmd/orders/main.go': command([
        'server.RegisterService(&pb.Orders_ServiceDesc, orders)',
        'stock := pb.NewStockClient(conn)',
      ]),
      'cmd/stock/main.go': command(['pb.RegisterStockServer(server, stock)']),
      'cmd/report/main.go': command(['print(1)']),
      Dockerfile: 'FROM golang:1.26\nCOPY . .\nRUN go build -o /bin/shop ./cmd/shop\nENTRYPOINT ["/bin/shop"]\n',
      'compose.yaml': 'services:\n  shop: { build: . }\n',
    });
    assert.deepEqual(servicesOf(picture), ['orders: cmd/orders/main.go', 'stock: cmd/stock/main.go']);
    assert.equal(picture.services[0]?.because, 'cmd/shop starts it as orders');
    assert.deepEqual(
      picture.dependencies.map(({ from, to }) => `${from} -> ${to}`),
      ['orders -> stock'],
    );
    // What only a person starts is of none of them, and the binary is what is left of it.
    const filesOf = (id: string) => picture.programs.find((each) => each.id.includes(id))?.files ?? [];
    assert.deepEqual([...filesOf('cmd/shop')], ['cmd/shop/main.go']);
    assert.equal(picture.standing.get('cmd/report/main.go')?.standing, 'operates');
  });

  it('are not the databases, brokers and tools of others', async () => {
    const picture = await pictured({
      ...script('orders'),
      'compose.yaml':
        'services:\n  orders: { build: ./orders }\n  db: { image: "postgres:17" }\n  queue: { image: "rabbitmq:4" }\n  grafana: { build: ./grafana }\n  orders-cache: { image: "registry.example/team/cache-image:1" }\n',
      'grafana/Dockerfile': 'FROM grafana/grafana:12\nCOPY dashboards /etc/dashboards\n',
    });
    assert.deepEqual(servicesOf(picture), ['orders: orders/server.js']);
  });

  it('are a front door with settings of its own, whose code is not read', async () => {
    const picture = await pictured({
      ...script('orders'),
      'edge/Dockerfile': 'FROM nginx:1.29\nCOPY nginx.conf /etc/nginx/nginx.conf\n',
      'compose.yaml':
        'services:\n  orders: { build: ./orders, image: "shop/orders" }\n  edge: { build: ./edge, image: "shop/edge" }\n',
    });
    assert.deepEqual(servicesOf(picture), ['edge: -', 'orders: orders/server.js']);
  });

  it('of manifests alone are their workloads without those of others', async () => {
    const picture = await pictured({
      'k8s/a.yaml': deployment('carts', 'shopdemos/carts:1'),
      'k8s/b.yaml': deployment('carts-db', 'mongo'),
      'k8s/c.yaml': deployment('user-db', 'shopdemos/user-db:1'),
      'monitoring/d.yaml': deployment('agent', 'shopdemos/size-agent:1'),
      'compose.yaml': 'services:\n  carts: { image: "shopdemos/carts:1" }\n  user-sim: { image: "shopdemos/load:1" }\n',
    });
    assert.deepEqual(servicesOf(picture), ['carts: -']);
    assert.equal(picture.undeclared, false);
  });

  it('leave out what only developers start, unless nothing else is there', async () => {
    const dev = 'services:\n  tools: { build: ../tools }\n';
    const files = { ...script('tools'), 'deploy/docker-compose.dev.yml': dev };
    assert.deepEqual(
      servicesOf(
        await pictured({ ...files, ...script('orders'), 'compose.yaml': 'services:\n  orders: { build: ./orders }\n' }),
      ),
      ['orders: orders/server.js'],
    );
  });

  it('of the cluster are not counted again where a compose file runs them under other names', async () => {
    const picture = await pictured({
      ...script('orders'),
      'k8s/a.yaml': deployment('shop-orders', 'registry.example/orders:1'),
      'k8s/b.yaml': deployment('shop-orders-batch', 'registry.example/orders:1'),
      'compose.yaml': 'services:\n  everything: { build: ./orders }\n',
    });
    assert.deepEqual(servicesOf(picture), ['shop-orders-batch: orders/server.js', 'shop-orders: orders/server.js']);
  });

  it('with one name get distinct names', async () => {
    const picture = await pictured({
      ...script('orders'),
      ...script('stock'),
      'orders/compose.yaml': 'services:\n  app: { build: . }\n',
      'stock/compose.yaml': 'services:\n  app: { build: . }\n',
    });
    assert.deepEqual(servicesOf(picture), ['orders: orders/server.js', 'stock: stock/server.js']);
  });

  it('keep what they were called before', async () => {
    const picture = await pictured({
      ...script('src/orders'),
      'k8s/orders.yaml': deployment('orders-api', 'registry.example/orders:1'),
    });
    assert.deepEqual(picture.services[0]?.was, ['orders']);
  });

  it('are all programs that serve, where nothing says what is deployed', async () => {
    const picture = await pictured({
      'api/package.json': '{"scripts":{"start":"node index.js"}}',
      'api/index.js': express,
      'billing/pom.xml': '<project/>',
      'billing/src/main/java/b/Billing.java': javaMain('b', 'Billing'),
      'stock/Stock.csproj': '<Project/>',
      'stock/Program.cs': '',
      'stock/appsettings.json': '{}',
      'lib/package.json': '{"main":"index.js"}',
      'lib/index.js': 'export const a = 1;\n',
    });
    assert.ok(picture.undeclared);
    assert.deepEqual(servicesOf(picture), [
      'api: api/index.js',
      'billing: billing/src/main/java/b/Billing.java',
      'stock: stock',
    ]);
  });

  it('are none in a repository of libraries alone', async () => {
    const picture = await pictured({
      'package.json': '{"name":"lib","main":"index.js"}',
      'index.js': 'export const a = 1;\n',
    });
    assert.deepEqual(servicesOf(picture), []);
    assert.ok(picture.undeclared);
  });

  it('take the one program and the one image together, whatever they are called', async () => {
    const picture = await pictured({
      'go.mod': 'module shop\n',
      'main.go': goMain(),
      'k8s/a.yaml': deployment('payments', 'registry.example/billing-core:1'),
    });
    assert.deepEqual(servicesOf(picture), ['payments: main.go']);
  });

  it('of a Procfile are its processes', async () => {
    const picture = await pictured({
      Procfile: 'web: gunicorn shop.wsgi\nworker: python worker.py\n',
      'requirements.txt': 'flask\n',
      'shop/__init__.py': '',
      'shop/wsgi.py': 'from flask import Flask\napp = Flask(__name__)\n',
      'worker.py': 'import pika\n',
    });
    assert.deepEqual(servicesOf(picture), ['shop: shop/wsgi.py', 'worker: worker.py']);
  });
});
