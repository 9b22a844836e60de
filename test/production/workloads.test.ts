import assert from 'node:assert/strict';
import { deployment, pictured } from './picture.ts';

const node = {
  'orders/Dockerfile': 'FROM node:22\nENV LOG_LEVEL=info STOCK_ADDR=nowhere:1\nCOPY . .\nCMD ["node", "server.js"]\n',
  'orders/package.json': '{}',
  'orders/server.js': `import express from 'express';\nexpress().listen(80);\n`,
};

function values(env: ReadonlyMap<string, { readonly value: string }> | undefined): Record<string, string> {
  return Object.fromEntries([...(env ?? [])].map(([name, { value }]) => [name, value]));
}

describe('workloads', () => {
  it('are one over all their environments, as production has them', async () => {
    const { workloads } = await pictured({
      ...node,
      'overlays/staging/orders.yaml': deployment('orders', 'registry.example/orders:2', [
        'env: [{ name: STOCK_ADDR, value: "stock.staging:7000" }]',
      ]),
      'overlays/production/orders.yaml': deployment('orders', 'registry.example/orders:1', [
        'env: [{ name: STOCK_ADDR, value: "stock:7000" }]',
      ]),
    });
    assert.deepEqual(
      workloads.map(({ name, environments }) => [name, environments.map(({ environment }) => environment)]),
      [['orders', ['production', 'staging']]],
    );
    assert.equal(workloads[0]?.containers[0]?.image, 'registry.example/orders:1');
    assert.equal(workloads[0]?.containers[0]?.program, 'orders/server.js');
    assert.deepEqual(values(workloads[0]?.env), { STOCK_ADDR: 'stock:7000', LOG_LEVEL: 'info' });
  });

  const inNamespace = (name: string, namespace: string, { image, peer }: { image: string; peer: string }) =>
    `${deployment(name, image, [`env: [{ name: PEER_ADDR, value: "${peer}" }]`]).replace(
      `name: ${name}`,
      `name: ${name}\n  namespace: ${namespace}`,
    )}---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: { selector: { app: ${name} }, ports: [{ port: 80 }] }\n`;

  it('of one name in two namespaces are two where they run other images, each with its own neighbours', async () => {
    const { workloads, dependencies } = await pictured({
      'red/api.yaml': inNamespace('api', 'red', { image: 'registry.example/red-api:1', peer: 'http://store:80' }),
      'red/store.yaml': inNamespace('store', 'red', { image: 'registry.example/red-store:1', peer: '' }),
      'blue/api.yaml': inNamespace('api', 'blue', { image: 'registry.example/blue-api:1', peer: 'http://store:80' }),
      'blue/store.yaml': inNamespace('store', 'blue', {
        image: 'registry.example/blue-store:1',
        peer: 'http://api.red',
      }),
    });
    assert.deepEqual(workloads.map(({ name }) => name).sort(), ['blue-api', 'blue-store', 'red-api', 'red-store']);
    assert.deepEqual(dependencies.map(({ from, to }) => `${from} ${to}`).sort(), [
      'blue-api blue-store',
      'blue-store red-api',
      'red-api red-store',
    ]);
  });

  it('of one name and one image in two namespaces are copies of one', async () => {
    const { workloads } = await pictured({
      'eu/api.yaml': inNamespace('api', 'eu', { image: 'registry.example/api:2', peer: '' }),
      'us/api.yaml': inNamespace('api', 'us', { image: 'registry.example/api:1', peer: '' }),
    });
    assert.deepEqual(
      workloads.map(({ name }) => name),
      ['api'],
    );
  });

  it('take variables from ConfigMaps whole and by key, their own over them, and of two the last', async () => {
    const { workloads } = await pictured({
      'k8s/orders.yaml': `${deployment('orders', 'registry.example/orders:1', [
        'envFrom: [{ configMapRef: { name: shared } }]',
        'env:',
        '  - { name: A, value: own }',
        '  - { name: TWICE, value: one }',
        '  - { name: TWICE, value: two }',
        '  - { name: STOCK_ADDR, valueFrom: { configMapKeyRef: { name: shared, key: STOCK } } }',
        '  - { name: PASSWORD, valueFrom: { secretKeyRef: { name: db, key: password } } }',
      ])}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: shared }\ndata:\n  A: theirs\n  B_HOST: b\n  STOCK: stock:7000\n`,
    });
    assert.deepEqual(values(workloads[0]?.env), {
      A: 'own',
      B_HOST: 'b',
      STOCK: 'stock:7000',
      TWICE: 'two',
      STOCK_ADDR: 'stock:7000',
    });
  });

  for (const [key, value] of [
    ['url', 'http://bill:80'],
    ['pay.url', 'http://bill:80'],
    ['payUrl', 'http://bill:80'],
    ['bill', 'bill:8080'],
    ['billHost', 'bill'],
  ])
    it(`take variables from a ConfigMap by a key in lower case: ${key}`, async () => {
      const { workloads } = await pictured({
        'k8s/orders.yaml': deployment('orders', 'registry.example/orders:1', [
          `env: [{ name: BILL_URL, valueFrom: { configMapKeyRef: { name: bill, key: ${key} } } }]`,
        ]),
        'k8s/bill.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: bill\ndata:\n  ${key}: ${value}\n  other: http://x\n`,
      });
      assert.deepEqual(values(workloads[0]?.env), { BILL_URL: value });
    });

  it('take variables from the ConfigMaps that Kustomize generates: literals, files, and no secret', async () => {
    const { workloads } = await pictured({
      'k8s/orders.yaml': deployment('orders', 'registry.example/orders:1', [
        'envFrom: [{ configMapRef: { name: shared } }, { configMapRef: { name: other } }]',
      ]),
      'k8s/kustomization.yaml':
        "resources: [orders.yaml]\nconfigMapGenerator:\n  - name: shared\n    envs: [conf/orders.env]\n    literals:\n      - STOCK_ADDR=stock:7000\n      - MODE='live=1'\n      - API_TOKEN=abc\nsecretGenerator:\n  - name: other\n    literals: [OTHER_URL=http://other]\n",
      'k8s/conf/orders.env': 'MAIL_ADDR=mail:25\nSTOCK_ADDR=old:1\n',
    });
    assert.deepEqual(values(workloads[0]?.env), { MAIL_ADDR: 'mail:25', STOCK_ADDR: 'stock:7000', MODE: 'live=1' });
  });

  it('are reached by the Services that select them', async () => {
    const service = (name: string, app: string) =>
      `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: shop }\nspec: { selector: { app: ${app} }, ports: [{ port: 80 }] }\n`;
    const { workloads } = await pictured({
      'k8s/a.yaml': deployment('orders', 'registry.example/orders:1'),
      'k8s/b.yaml': `${service('order-api', 'orders')}---\n${service('stock', 'stock')}`,
    });
    assert.deepEqual(workloads[0]?.hosts, ['order-api', 'order-api.shop']);
  });

  it('of compose take what .env and env_file say, also for variables that are named alone', async () => {
    const { workloads } = await pictured({
      ...node,
      '.env': 'STOCK_PORT=7000\nSTOCK_ADDR=stock:${STOCK_PORT}\nORDERS_DOCKERFILE=./orders/Dockerfile\n',
      'orders.env': 'MAIL_ADDR=mail:25\n',
      'compose.yaml':
        'services:\n  orders:\n    image: shop/orders:${TAG:-latest}\n    build: { context: ., dockerfile: "${ORDERS_DOCKERFILE}" }\n    container_name: order-api\n    env_file: orders.env\n    environment:\n      - STOCK_ADDR\n      - MODE=${MODE:-live}\n',
    });
    const [orders] = workloads;
    assert.equal(orders?.containers[0]?.image, 'shop/orders:latest');
    assert.equal(orders.containers[0]?.program, 'orders/server.js');
    assert.deepEqual(orders.hosts, ['orders', 'order-api']);
    assert.deepEqual(values(orders.env), {
      MAIL_ADDR: 'mail:25',
      STOCK_ADDR: 'stock:7000',
      MODE: 'live',
      LOG_LEVEL: 'info',
    });
  });

  it('of compose are changed by files of other folders that take them in', async () => {
    const { workloads } = await pictured({
      ...node,
      'orders/compose.yaml': 'services:\n  orders: { build: . }\n',
      'all/compose.yaml':
        'include: [../orders/compose.yaml]\nservices:\n  orders:\n    environment: { STOCK_ADDR: "stock:7000" }\n',
    });
    assert.equal(workloads.length, 1);
    assert.equal(workloads[0]?.containers[0]?.program, 'orders/server.js');
    assert.equal(workloads[0]?.env.get('STOCK_ADDR')?.at.file, 'all/compose.yaml');
  });

  it('of compose are those of the cluster, where they run the same', async () => {
    const { workloads } = await pictured({
      ...node,
      'k8s/orders.yaml': deployment('shop-orders', 'registry.example/orders:1'),
      'compose.yaml': 'services:\n  orders: { build: ./orders }\n',
    });
    assert.deepEqual(
      workloads.map(({ name, hosts }) => [name, hosts]),
      [['shop-orders', ['orders']]],
    );
  });

  it('keep no value that may be a secret, and the hosts in it', async () => {
    const { workloads } = await pictured({
      'k8s/a.yaml': deployment('orders', 'registry.example/orders:1', [
        'env: [{ name: DB_URL, value: "postgres://u:hunter2@db/x" }, { name: API_TOKEN, value: abc }, { name: GO_DSN, value: "u:hunter2@tcp(db:3306)/x" }, { name: PG_DSN, value: "host=db password=hunter2" }, { name: AUTH_ADDR, value: "auth:8080" }, { name: AUTH_KEY, value: "auth.hunter2" }]',
      ]),
    });
    assert.deepEqual(values(workloads[0]?.env), {
      DB_URL: 'postgres://db',
      GO_DSN: 'tcp(db:3306)',
      PG_DSN: 'host=db',
      AUTH_ADDR: 'auth:8080',
    });
  });
});
