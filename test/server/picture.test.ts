import assert from 'node:assert/strict';
import type { DocumentDiagnosticReport, Hover, WorkspaceDiagnosticReport } from 'vscode-languageserver';
import { method } from '../../server/src/protocol.ts';
import type { OverviewView } from '../../server/src/protocol/overview.ts';
import type { PictureParams, PictureView } from '../../server/src/protocol/picture.ts';
import { connect, type Session } from './connect.ts';

const files = {
  'compose.yaml': [
    'services:',
    '  shop:',
    '    build: ./shop',
    '    environment: { STOCK_ADDR: "stock:7000", DB_URL: "postgres://db:5432/shop" }',
    '  stock:',
    '    build: ./stock',
    '    environment: { DB_URL: "postgres://db:5432/stock" }',
    '  db:',
    '    image: postgres:17.2',
    '',
  ].join('\n'),
  'shop/Dockerfile': 'FROM node:22.1.0\nCOPY . .\nCMD ["node", "main.js"]\n',
  'shop/main.js':
    "import express from 'express';\nexpress().listen(1);\nexport const order = () => fetch(`http://${process.env.STOCK_ADDR}/`);\n",
  'stock/Dockerfile': 'FROM node:22.1.0\nCOPY . .\nCMD ["node", "main.js"]\n',
  'stock/main.js':
    "import express from 'express';\nexpress().listen(1);\nexport const price = () => fetch('https://api.stripe.com/');\n",
  'deploy/staging/shop.yaml': [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata: { name: shop }',
    'spec:',
    '  selector: { matchLabels: { app: shop } }',
    '  template:',
    '    metadata: { labels: { app: shop } }',
    '    spec:',
    '      containers:',
    '        - { name: shop, image: shop:latest }',
    '',
  ].join('\n'),
  '.prr/services/shop.yaml': 'owner: shop-team\ndependencies:\n  - name: db\n    owner: storage\n    hard: true\n',
};

describe('the production picture over the protocol', () => {
  let session: Session;
  let settings = {};
  before(async () => {
    session = await connect(files, { settings: () => settings });
    await session.ready();
  });
  after(() => session.close());

  const ask = (params: PictureParams = {}) => session.connection.sendRequest<PictureView>(method.picture, params);

  it('has services with places, findings and what they depend on, laid out', async () => {
    const view = await ask();
    assert.equal(view.state, 'ready');
    assert.deepEqual(
      view.nodes.map(({ name, kind, findings }) => `${name} ${kind} ${(findings ?? 0) > 0}`),
      ['api.stripe.com third-party false', 'db datastore false', 'shop service true', 'stock service true'],
    );
    const [edge] = view.edges.filter(({ from, to }) => from === 'shop' && to === 'stock');
    assert.deepEqual(edge?.via, ['the environment variable STOCK_ADDR']);
    assert.ok(edge?.places.some(({ path, line }) => path === 'compose.yaml' && line === 3));
    assert.deepEqual(view.environments, ['production', 'staging']);
    assert.ok(view.drawing.arrows.length >= 4);
    assert.deepEqual(view.common.stores, [{ name: 'db', kind: 'datastore', services: 2 }]);
    assert.deepEqual(
      view.common.findings.map(({ rule }) => rule).filter((rule) => rule === 'outbound-call-timeout'),
      ['outbound-call-timeout'],
    );
  });

  it('takes a filter for what is not there for none', async () => {
    const [all, gone] = [await ask(), await ask({ service: 'gone', environment: 'development', open: ['x'] })];
    assert.deepEqual(gone, all);
    assert.deepEqual(
      (await ask({ service: 'stock' })).nodes.map(({ name }) => name),
      ['api.stripe.com', 'db', 'shop', 'stock'],
    );
  });

  it('shows an environment alone', async () => {
    const view = await ask({ environment: 'staging' });
    assert.deepEqual(
      view.nodes.map(({ name }) => name),
      ['db', 'shop'],
    );
    assert.equal(view.environment, 'staging');
  });

  it('is on the page of all services, with owners that are declared', async () => {
    const view = await session.connection.sendRequest<OverviewView>(method.overview, {});
    const [system] = view.systems ?? [];
    assert.deepEqual(
      system?.dependencies.map(({ name, owner, hard, undeclared }) => [name, owner, hard, undeclared]),
      [
        ['api.stripe.com', undefined, undefined, true],
        ['db', 'storage', true, false],
      ],
    );
    assert.ok((system?.drawing.boxes.length ?? 0) >= 4);
  });

  it('is given as Mermaid and as DOT', async () => {
    const text = (format: string) => session.connection.sendRequest<string>(method.pictureText, { format });
    assert.match(await text('mermaid'), /^flowchart LR\n/);
    assert.match(await text('dot'), /^digraph production/);
  });

  const inWorkspace = async () => {
    const report = await session.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: [],
    });
    return report.items.flatMap((each) => (each.kind === 'full' && each.items.length > 0 ? [each.uri] : []));
  };

  it('decides which files show findings: what is not deployed shows them while it is open, and says why', async () => {
    const shown = await inWorkspace();
    assert.ok(shown.includes(session.uri('shop/main.js')));
    assert.ok(!shown.includes(session.uri('deploy/staging/shop.yaml')));
    const status = await session.ready();
    assert.equal(status.notDeployed, 2);
    session.open('deploy/staging/shop.yaml', files['deploy/staging/shop.yaml']);
    const textDocument = { uri: session.uri('deploy/staging/shop.yaml') };
    const report = await session.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument,
    });
    assert.equal(report.kind === 'full' && report.items.length, 2);
    const hover = await session.connection.sendRequest<Hover>('textDocument/hover', {
      textDocument,
      position: { line: 9, character: 33 },
    });
    assert.match(JSON.stringify(hover.contents), /an environment other than production.*shown only while it is open/);
  });

  it('leaves nothing out where everything is asked for', async () => {
    settings = { everything: true };
    await session.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    const status = await session.ready();
    assert.equal(status.notDeployed, undefined);
    assert.ok((await inWorkspace()).includes(session.uri('deploy/staging/shop.yaml')));
  });
});
