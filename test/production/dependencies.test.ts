import assert from 'node:assert/strict';
import { drawPicture } from '../../server/src/production/production.ts';
import { indexed } from '../analyse.ts';
import { deployment, javaMain } from './picture.ts';

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

  it('are not the systems of others that users connect, a file for each', async () => {
    const drivers = { postgres: 'pg', mongo: 'mongodb', redis: 'redis', mssql: 'mssql' };
    const all = Object.entries(drivers);
    const checks = (some: typeof all) =>
      Object.fromEntries(
        some.map(([name, module]) => [
          `shop/checks/${name}.js`,
          `import x from '${module}';\nexport const check = x;\n`,
        ]),
      );
    const main = (some: typeof all) =>
      node(
        'shop',
        [...some.map(([name]) => `import './checks/${name}.js';`), "import mysql from 'mysql2';"].join('\n'),
      );
    const shop = { 'compose.yaml': compose({ shop: ['build: ./shop'] }) };
    assert.deepEqual(await edgesOf({ ...shop, ...main(all), ...checks(all) }), ['shop -> MySQL datastore']);
    const few = all.slice(0, 2);
    assert.deepEqual(await edgesOf({ ...shop, ...main(few), ...checks(few) }), [
      'shop -> MongoDB datastore',
      'shop -> MySQL datastore',
      'shop -> PostgreSQL datastore',
    ]);
  });

  it('are not told by an address in a comment', async () => {
    const both = { 'compose.yaml': compose({ shop: ['build: ./shop'], stock: ['build: ./stock'] }) };
    const edges = (text: string) => edgesOf({ ...both, ...node('shop', text), ...node('stock', '') });
    assert.deepEqual(await edges('// Pages are at http://stock:3000/list.'), []);
    assert.deepEqual(await edges("export const list = 'http://stock:3000/list';"), ['shop -> stock service']);
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

  it('are told by hosts in every form in which addresses are written', async () => {
    const edges = await edgesOf({
      'compose.yaml': compose({
        shop: [
          'build: ./shop',
          'environment:',
          '  SPRING_DATASOURCE_URL: jdbc:postgresql://ledger:5432/x',
          '  SHOP_DBHOST: main',
          '  AUTH_SERVICE_URL: http://auth:3000',
          '  DSN: host=stock user=x password=y',
        ],
        ledger: ['image: postgres:17.2'],
        main: ['image: postgres:17.2'],
        stock: ['image: postgres:17.2'],
        auth: ['build: ./auth'],
      }),
      ...node('shop', ''),
      ...node('auth', ''),
    });
    assert.deepEqual(edges, [
      'shop -> auth service',
      'shop -> ledger datastore',
      'shop -> main datastore',
      'shop -> stock datastore',
    ]);
  });

  it('are told by connections as .NET writes them, and not by other parts of them', async () => {
    const edges = await edgesOf({
      '.env': 'LEDGER_HOST=ledger\n',
      'compose.yaml': compose({
        shop: [
          'build: ./shop',
          'environment:',
          '  A_CONNECTION: Host=${LEDGER_HOST};Username=mail;Password=auth;Database=auth',
          '  B_CONNECTION: Server=tcp:main,1433;User Id=mail;Password=auth',
          '  C_CONNECTION: Data Source=stock;Initial Catalog=auth',
        ],
        ledger: ['image: postgres:17.2'],
        main: ['image: mcr.microsoft.com/mssql/server:2022'],
        stock: ['image: postgres:17.2'],
        auth: ['build: ./auth'],
        mail: ['build: ./auth'],
      }),
      ...node('shop', ''),
      ...node('auth', ''),
    });
    assert.deepEqual(edges, ['shop -> ledger datastore', 'shop -> main datastore', 'shop -> stock datastore']);
  });

  it('are told by the properties of Spring beside the code, and not by those of its tests', async () => {
    const java = (name: string, yaml: string) => ({
      [`${name}/Dockerfile`]:
        'FROM eclipse-temurin:21\nCOPY target/app.jar app.jar\nENTRYPOINT ["java", "-jar", "app.jar"]\n',
      [`${name}/pom.xml`]: '<project><artifactId>x</artifactId></project>',
      [`${name}/src/main/java/org/acme/${name}/App.java`]: javaMain(`org.acme.${name}`, 'App'),
      [`${name}/src/main/resources/application.yml`]: yaml,
    });
    const edges = await edgesOf({
      'compose.yaml': compose({ gate: ['build: ./gate'], vets: ['build: ./vets'], config: ['build: ./config'] }),
      ...java(
        'gate',
        'spring:\n  config:\n    import: optional:configserver:http://config:8888/\n  cloud:\n    gateway:\n      routes:\n        - id: vets\n          uri: lb://vets\n',
      ),
      ...java('vets', 'spring:\n  application:\n    name: vets\n'),
      'vets/src/test/resources/application.yml': 'gate:\n  url: http://gate:8080\n',
      ...java('config', 'server:\n  port: 8888\n'),
    });
    assert.deepEqual(edges, ['gate -> config service', 'gate -> vets service']);
  });

  it('on pods by their names are on what these are pods of, deployed here or not', async () => {
    const kafka = (name: string, app: string) =>
      `---\n${deployment(app, 'apache/kafka:4.1.0').replace('Deployment', 'StatefulSet')}---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { clusterIP: None, selector: { app: ${app} }, ports: [{ port: 9092 }] }\n`;
    const shop = deployment('shop', 'acme/shop:1', [
      'env: [{ name: KAFKA_BROKERS, value: "kafka-0.kafka:9092,kafka-1.kafka:9092" }, { name: STOCK_URL, value: "http://stock-1:80,http://stock-2:80" }]',
    ]);
    const stock = deployment('stock-1', 'acme/a:1') + '---\n' + deployment('stock-2', 'acme/b:1');
    const services = ['stock-1', 'stock-2'].map(
      (name) =>
        `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { selector: { app: ${name} }, ports: [{ port: 80 }] }\n`,
    );
    const rest = `---\n${stock}---\n${services.join('---\n')}`;
    const others = ['shop -> stock-1 service', 'shop -> stock-2 service'];
    assert.deepEqual(await edgesOf({ 'k8s/a.yaml': shop + rest }), ['shop -> kafka queue', ...others]);
    assert.deepEqual(await edgesOf({ 'k8s/a.yaml': shop + rest + kafka('kafka', 'events') }), [
      'shop -> events queue',
      ...others,
    ]);
  });

  it('are told by what is taken where a variable is not set, however that is written', async () => {
    const edges = await edgesOf({
      'compose.yaml': compose({ page: ['build: ./page'], details: ['build: ./details'], stock: ['build: ./stock'] }),
      'page/Dockerfile': 'FROM python:3.13\nCOPY . .\nCMD ["python", "page.py"]\n',
      'page/requirements.txt': 'flask==3\n',
      'page/page.py':
        'import os\nfrom flask import Flask\nhost = "details" if (os.environ.get("DETAILS_HOSTNAME") is None) else os.environ.get("DETAILS_HOSTNAME")\napp = Flask(__name__)\napp.run()\n',
      ...node('details', "const stock = process.env.STOCK_HOST ? process.env.STOCK_HOST : 'stock';"),
      ...node('stock', ''),
    });
    assert.deepEqual(edges, ['details -> stock service', 'page -> details service']);
  });

  it('are told by NetworkPolicies', async () => {
    const policy = (name: string, from: string) =>
      `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: ${name} }\nspec:\n  podSelector: { matchLabels: { app: ${name} } }\n  ingress:\n    - from:\n        - podSelector: { matchLabels: { app: ${from} } }\n        - namespaceSelector: {}\n`;
    const service = (name: string) =>
      `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { selector: { app: ${name} }, ports: [{ port: 80 }] }\n`;
    const edges = await edgesOf({
      'a.yaml': deployment('orders', 'registry.example/orders:1'),
      'b.yaml': deployment('stock', 'registry.example/stock:1'),
      'c.yaml': `${service('stock')}---\n${policy('stock', 'orders')}`,
    });
    assert.deepEqual(edges, ['orders -> stock service']);
  });

  it('of a service that runs several times are those of each; other workloads of one program are not told apart', async () => {
    const given = (names: readonly string[]) =>
      edgesOf({
        'compose.yaml': compose({
          ...Object.fromEntries(names.map((name) => [name, ['build: ./app']])),
          'stock-api': ['build: ./stock'],
        }),
        ...node('app', "fetch('http://stock-api:3000/x');"),
        ...node('stock', ''),
      });
    assert.deepEqual(await given(['core1', 'core2']), ['core1 -> stock-api service', 'core2 -> stock-api service']);
    assert.deepEqual(await given(['query', 'store']), []);
  });

  it('by a library are of the workloads that are given an address of such a store', async () => {
    const edges = await edgesOf({
      'compose.yaml': compose({
        plain: ['build: ./app'],
        kept: ['build: ./app', 'environment:', '  DB_HOST: ratings-mysql'],
        'ratings-mysql': ['image: mysql:8.4'],
      }),
      ...node('app', "import mysql from 'mysql2';\nimport { Kafka } from 'kafkajs';"),
    });
    assert.deepEqual(edges, ['kept -> Kafka queue', 'kept -> ratings-mysql datastore', 'plain -> Kafka queue']);
  });

  it('are of every way in which compose files deploy a service, and nodes of one store are one', async () => {
    const edges = await edgesOf({
      'compose.yaml': compose({ core: ['build: ./core'] }),
      'compose.kafka.yaml': compose({
        core: ['environment:', '  QUEUE_SERVERS: kafka:9092'],
        kafka: ['image: apache/kafka:4'],
      }),
      'compose.rabbit.yaml': compose({
        core: ['environment:', '  QUEUE_SERVERS: rabbit:5672', '  REDIS_NODES: redis-0:6379,redis-1:6379'],
        rabbit: ['image: rabbitmq:4'],
        'redis-0': ['image: redis:8'],
        'redis-1': ['image: redis:8'],
      }),
      ...node('core', ''),
    });
    assert.deepEqual(edges, ['core -> kafka queue', 'core -> rabbit queue', 'core -> redis datastore']);
  });

  it('are told by configuration that is mounted: of ConfigMaps, and of files beside a compose file', async () => {
    const config =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: shop }\ndata:\n  app.yaml: |\n    stock: http://stock/v1\n    port: 80\n';
    const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: stock }\nspec: { selector: { app: stock } }\n';
    const shop = deployment('shop', 'registry.example/shop:1').replace(
      '      containers:',
      '      volumes: [{ name: config, configMap: { name: shop } }]\n      containers:',
    );
    assert.deepEqual(
      await edgesOf({
        'a.yaml': `${shop}---\n${config}`,
        'b.yaml': `${deployment('stock', 'registry.example/stock:1')}---\n${service}`,
      }),
      ['shop -> stock service'],
    );
    const mounted = (command: string) =>
      edgesOf({
        'compose.yaml': compose({
          shop: ['build: ./shop', `command: ["node", "main.js", "${command}"]`, 'volumes: [./config:/etc/shop]'],
          proxy: ['image: nginx:1.29', 'volumes: [./config:/etc/nginx]'],
          store: ['image: minio/minio:1'],
          other: ['build: ./other'],
        }),
        'config/shop.yaml': 'store:\n  endpoint: http://store:9000\n',
        'config/nginx.conf': 'location / { proxy_pass http://other:3000; }\n',
        ...node('shop', ''),
        ...node('other', ''),
      });
    assert.deepEqual(await mounted('--config=/etc/shop/shop.yaml'), ['shop -> store datastore']);
    assert.deepEqual(await mounted('--help'), []);
  });

  it('of a small service alone are those that its code names by one word in a URL', async () => {
    const shop = "fetch(`http://orders${domain}/x`);\n// as in 'http://stock/x'\nfetch('http://localhost/y');";
    assert.deepEqual(await edgesOf(node('shop', shop)), ['shop -> orders service']);
    const many = Object.fromEntries(['a', 'b', 'c'].map((name) => [name, ['build: ./shop']]));
    assert.deepEqual(await edgesOf({ ...node('shop', shop), 'compose.yaml': compose(many) }), []);
  });

  it('on stores and queues that run elsewhere are what their addresses say, once; a default outside counts', async () => {
    const edges = await edgesOf({
      'compose.yaml': compose({
        shop: [
          'build: ./shop',
          'environment:',
          '  DATABASE_URL: postgres://u:p@prod-data.acme.io:5432/x',
          '  QUEUE: amqps://bus.acme.io',
          '  LEDGER_URL: mysql://ledger:3306/x',
          '  STOCK_URL: http://stock:80/x',
          '  PUBLIC_URL: https://shop.acme.io',
        ],
      }),
      ...node('shop', "import pg from 'pg';\nfetch(process.env.GATEWAY || 'https://pay.acme.io/');"),
    });
    assert.deepEqual(edges, [
      'shop -> bus.acme.io queue',
      'shop -> ledger datastore',
      'shop -> pay.acme.io third-party',
      'shop -> prod-data.acme.io datastore',
      'shop -> stock service',
    ]);
  });
});
