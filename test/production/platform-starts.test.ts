import assert from 'node:assert/strict';
import { deployment, goMain, pictured, servicesOf } from './picture.ts';

const handler = (name: string) => `export const ${name} = async () => ({ statusCode: 200 });\n`;
const serve = "const app = require('express')();\napp.get('/', (q, r) => r.send('x'));\napp.listen(80);\n";
const image = 'FROM node:22.1.0\nCOPY . .\nCMD ["node", "server.js"]\n';

/** `entry: kind` of each program that something starts. */
async function kindsOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { programs } = await pictured(files);
  return programs.filter(({ starts }) => starts.length > 0).map(({ id, kind }) => `${id}: ${kind}`);
}

describe('starts of platforms', () => {
  it('by serverless.yml are functions, by what calls them', async () => {
    const files = {
      'serverless.yml': `service: shop
provider:
  name: aws
  runtime: nodejs20.x
  environment: { PAYMENT_URL: 'http://payment.example.com' }
functions:
  create:
    handler: src/orders.create
    events:
      - httpApi: 'POST /orders'
  bill:
    handler: src/bill.run
    events:
      - sqs: { arn: 'arn:aws:sqs:eu-west-1:1:bills' }
  clean:
    handler: src/clean.run
    events:
      - schedule: rate(1 day)
  odd:
    handler: src/odd.run
`,
      'package.json': '{ "name": "shop" }',
      'src/orders.ts': handler('create'),
      'src/bill.ts': handler('run'),
      'src/clean.ts': handler('run'),
      'src/odd.ts': handler('run'),
      'src/unused.ts': handler('run'),
    };
    assert.deepEqual(await kindsOf(files), [
      'src/bill.ts: worker',
      'src/clean.ts: job',
      'src/odd.ts: function',
      'src/orders.ts: server',
    ]);
    const picture = await pictured(files);
    assert.deepEqual(servicesOf(picture), [
      'shop-bill: src/bill.ts',
      'shop-clean: src/clean.ts',
      'shop-create: src/orders.ts',
      'shop-odd: src/odd.ts',
    ]);
    assert.equal(picture.workloads[0]?.env.get('PAYMENT_URL')?.value, 'http://payment.example.com');
    assert.equal(picture.standing.get('src/orders.ts')?.standing, 'serves');
    assert.equal(picture.standing.get('src/clean.ts')?.standing, 'runs-once');
    assert.equal(picture.standing.get('src/unused.ts')?.standing, 'unreached');
  });

  it('by a template of SAM are in the folder of their code, and take no reference for a value', async () => {
    const files = {
      'template.yaml': `Transform: AWS::Serverless-2016-10-31
Globals:
  Function: { Runtime: python3.12, Environment: { Variables: { STAGE: live, TABLE: !Ref Orders } } }
Resources:
  Orders: { Type: AWS::DynamoDB::Table }
  PlaceOrder:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: functions/place/
      Handler: app.handle
      Events:
        Place: { Type: Api, Properties: { Path: /orders, Method: post } }
  Nightly:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: functions/nightly/
      Handler: app.handle
      Events:
        Clock: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day) } }
`,
      'functions/place/app.py': 'def handle(event, context):\n    return {}\n',
      'functions/nightly/app.py': 'def handle(event, context):\n    return {}\n',
    };
    assert.deepEqual(await kindsOf(files), ['functions/nightly/app.py: job', 'functions/place/app.py: server']);
    const { services, workloads } = await pictured(files);
    assert.deepEqual(services.map(({ name }) => name).sort(), ['nightly', 'placeorder']);
    assert.deepEqual([...(workloads[0]?.env.keys() ?? [])], ['STAGE']);
  });

  it('by tasks of ECS run the image of a Dockerfile, beside agents of others', async () => {
    const definition = JSON.stringify({
      family: 'orders',
      containerDefinitions: [
        {
          name: 'orders',
          image: '1.dkr.ecr.eu-west-1.amazonaws.com/orders:v3',
          portMappings: [{ containerPort: 80 }],
          environment: [{ name: 'STOCK_ADDR', value: 'stock:7000' }],
        },
        { name: 'agent', image: 'datadog/agent:7' },
      ],
    });
    const code = { 'orders/Dockerfile': image, 'orders/server.js': serve, 'orders/package.json': '{}' };
    const picture = await pictured({ 'deploy/task.json': definition, ...code });
    assert.deepEqual(servicesOf(picture), ['orders: orders/server.js']);
    assert.deepEqual(
      picture.workloads.map(({ name, kind, containers, env }) => [
        name,
        kind,
        containers.length,
        env.get('STOCK_ADDR')?.value,
      ]),
      [['orders', 'ECS', 2, 'stock:7000']],
    );
    const handedOut = await pictured({ 'src/lib/templates/task.json': definition, ...code });
    assert.deepEqual(handedOut.workloads, []);
    const template = `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: orders
      ContainerDefinitions:
        - Name: orders
          Image: !Sub '\${AWS::AccountId}.dkr.ecr.eu-west-1.amazonaws.com/orders:\${Tag}'
          PortMappings: [{ ContainerPort: 80 }]
`;
    assert.deepEqual(servicesOf(await pictured({ 'stack.yaml': template, ...code })), ['orders: orders/server.js']);
  });

  it('by Knative are reached under their name', async () => {
    const service = (name: string, to: string) => `apiVersion: serving.knative.dev/v1
kind: Service
metadata: { name: ${name} }
spec:
  template:
    spec:
      containers:
        - image: registry.local/${name}:1
          env: [{ name: OTHER_URL, value: 'http://${to}' }]
`;
    const caller =
      "const app = require('express')();\napp.get('/', async (q, r) => r.json(await fetch(process.env.OTHER_URL)));\napp.listen(80);\n";
    const picture = await pictured({
      'deploy/orders.yaml': service('orders', 'stock'),
      'deploy/stock.yaml': service('stock', 'nothing.example.com'),
      'orders/Dockerfile': image,
      'orders/server.js': caller,
      'stock/Dockerfile': image,
      'stock/server.js': serve,
    });
    assert.deepEqual(servicesOf(picture), ['orders: orders/server.js', 'stock: stock/server.js']);
    assert.ok(picture.dependencies.some(({ from, to }) => from === 'orders' && to === 'stock'));
  });

  it('beside a cluster are a second way to run the same program', async () => {
    const knative = `apiVersion: serving.knative.dev/v1
kind: Service
metadata: { name: srv-orders }
spec: { template: { spec: { containers: [{ image: 'registry.local/orders:1' }] } } }
`;
    const picture = await pictured({
      'deploy/orders.yaml': deployment('orders', 'registry.local/orders:1'),
      'knative/orders.yaml': knative,
      'orders/Dockerfile': image,
      'orders/server.js': serve,
    });
    assert.deepEqual(servicesOf(picture), ['orders: orders/server.js']);
    assert.equal(picture.programs.find(({ id }) => id === 'orders/server.js')?.starts.length, 3);
  });

  it('by App Engine are what its runtime starts, if the file names nothing', async () => {
    const main = 'from flask import Flask\napp = Flask(__name__)\n\n@app.route("/")\ndef home():\n    return ""\n';
    const files = {
      'app.yaml': 'runtime: python312\nservice: shop-front\nenv_variables: { MODE: live }\n',
      'main.py': main,
      'other.py': main,
    };
    assert.deepEqual(servicesOf(await pictured(files)), ['shop-front: main.py']);
    const told = { ...files, 'app.yaml': 'runtime: python312\nentrypoint: gunicorn -b :$PORT other:app\n' };
    assert.deepEqual(servicesOf(await pictured(told)), ['other: other.py']);
    // A manifest of the same name is none.
    const manifest = { ...files, 'app.yaml': deployment('app', 'elsewhere/app:1') };
    assert.ok(!(await kindsOf(manifest)).some((each) => each.startsWith('other')));
  });

  it('by fly.toml are its processes, and for staging where the file says so', async () => {
    const files = {
      'fly.toml':
        'app = "orders"\n[env]\n  LOG = "info"\n[processes]\n  web = "node server.js"\n  worker = "node work.js"\n[http_service]\n  internal_port = 80\n  processes = ["web"]\n',
      'fly.staging.toml': 'app = "orders-next"\n[http_service]\n  internal_port = 80\n',
      Dockerfile: image,
      'server.js': serve,
      'work.js': "require('kafkajs');\n",
      'package.json': '{}',
    };
    const picture = await pictured(files);
    assert.deepEqual(
      picture.workloads
        .map(({ name, environments }) => `${name}: ${environments.map((each) => each.environment).join()}`)
        .sort(),
      ['orders-next: staging', 'orders-worker: production', 'orders: production'],
    );
    assert.deepEqual(await kindsOf(files), ['server.js: server', 'work.js: worker']);
  });

  it('by render.yaml and heroku.yml are services, workers and jobs', async () => {
    const render = `services:
  - { type: web, name: shop, runtime: node, startCommand: node server.js, envVars: [{ key: MODE, value: live }] }
  - { type: cron, name: tidy, runtime: node, startCommand: node tidy.js, schedule: '0 3 * * *' }
  - { type: redis, name: cache }
  - { type: web, name: page, runtime: static, staticPublishPath: ./build }
`;
    const code = { 'package.json': '{}', 'server.js': serve, 'tidy.js': "console.log('tidy');\n" };
    assert.deepEqual(await kindsOf({ 'render.yaml': render, ...code }), ['server.js: server', 'tidy.js: job']);
    const heroku =
      'build:\n  docker:\n    web: Dockerfile\nrun:\n  web: node server.js\n  release:\n    image: web\n    command: [node, tidy.js]\n';
    assert.deepEqual(await kindsOf({ 'heroku.yml': heroku, Dockerfile: image, ...code }), [
      'server.js: server',
      'tidy.js: job',
    ]);
  });

  it('by cron are jobs; lines that are none and files for tests start nothing', async () => {
    const files = {
      'deploy/crontab':
        '# m h dom mon dow\nSHELL=/bin/sh\n0 3 * * * root python3 /app/jobs/tidy.py >> /var/log/tidy.log\n',
      'jobs/tidy.py': "if __name__ == '__main__':\n    print('tidy')\n",
      'main.go': goMain(),
    };
    assert.deepEqual(await kindsOf(files), ['jobs/tidy.py: job']);
    const tried = { ...files, 'deploy/crontab': '', 'test/e2e/crontab': files['deploy/crontab'] };
    const { programs } = await pictured(tried);
    assert.deepEqual(
      programs.flatMap(({ id, starts }) => starts.map(({ environment }) => `${id}: ${environment}`)),
      ['jobs/tidy.py: development'],
    );
  });
});
