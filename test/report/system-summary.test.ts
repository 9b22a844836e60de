import assert from 'node:assert/strict';
import { systemHtml, systemMarkdown } from '../../server/src/report/system/page.ts';
import { summariseSystem, type SystemService } from '../../server/src/report/system/summary.ts';
import { readinessOf } from '../../server/src/report/summary/readiness.ts';
import { weighedRisks } from '../../server/src/report/summary/risks.ts';
import { documentedRules as rules } from '../documented.ts';
import { countClaims } from '../../server/src/review/states.ts';
import { opened } from '../review/opened.ts';
import { claimsOf, finding, input, manualClaim, status, unreached } from './summary-input.ts';

interface Given {
  readonly owner?: string;
  readonly rules?: readonly string[];
  readonly file?: string;
  readonly callers?: number;
}

async function service(name: string, { owner, rules: broken = [], file = `${name}/a.ts`, callers = 1 }: Given) {
  const findings = broken.map((rule) => finding({ rule, file }));
  const items = [
    status({ item: { id: 'open', claims: claimsOf([]) }, state: 'unanswered', claims: [manualClaim] }),
    ...broken.map((rule) =>
      status({
        item: { id: rule, title: rule, claims: claimsOf([rule]) },
        state: 'violated',
        claims: [{ ...manualClaim, verdict: 'violated' }],
      }),
    ),
  ];
  const of = () =>
    ({ by: 'request', who: 'request', because: '', steps: [], callers, environment: 'production' }) as const;
  const whole = input({ items, findings, reaches: { ...unreached, of } });
  const risks = await weighedRisks(whole);
  const readiness = readinessOf(items, { risks: risks.map(({ risk }) => risk), phase: 'operate' });
  const made: SystemService = { name, owner, readiness, claims: countClaims(items), risks, findings };
  return made;
}

const call = 'outbound-call-timeout';

async function system() {
  const services = [
    await service('stock', { owner: 'team-shop' }),
    await service('orders', { owner: 'team-shop', rules: [call], callers: 2 }),
    await service('cart', { rules: [call, 'error-swallowed'], callers: 9 }),
  ];
  const dependencies = [
    {
      name: 'redis',
      kind: 'datastore',
      users: ['cart', 'orders'],
      undeclared: true,
      owner: 'team-data',
      goal: '99.9 %',
    },
    { name: 'mail', kind: 'third-party', users: ['orders'], undeclared: true },
  ] as const;
  return summariseSystem({ name: 'shop', services, rules, dependencies });
}

describe('the page of all services', () => {
  it('has services by readiness, with sums that add up', async () => {
    const { data } = await system();
    assert.deepEqual(
      data.services.map(({ name, level, risks }) => [name, level, risks]),
      [
        ['cart', 'not-ready', 2],
        ['orders', 'not-ready', 1],
        ['stock', 'unknown', 0],
      ],
    );
    assert.deepEqual(data.claims, { passed: 0, failed: 3, inconclusive: 0, manual: 3, applicable: 6 });
    assert.match(systemMarkdown(await system()), /\n\| Sum \| {2}\| {2}\| {2}\| 3 \| 0 \| 3 \| 0 \| 3 \| 6 \|/);
  });

  it('tells a risk of several services once, where most users meet it', async () => {
    const { data, top } = await system();
    assert.deepEqual(
      data.risks.map(({ id, services, place }) => [id, services, place?.file]),
      [
        [call, ['orders', 'cart'], 'cart/a.ts'],
        ['error-swallowed', ['cart'], 'cart/a.ts'],
      ],
    );
    assert.equal(top[0]?.risk.effort.words, 'code, 2 locations in 2 files of 2 services');
  });

  it('has common faults, shared dependencies and who owns what', async () => {
    const { data } = await system();
    assert.deepEqual(
      data.faults.map(({ rule, services, locations }) => [rule, services, locations]),
      [[call, 2, 2]],
    );
    assert.deepEqual(
      data.dependencies.map(({ name, owner, goal }) => [name, owner, goal]),
      [['redis', 'team-data', '99.9 %']],
    );
    assert.deepEqual(data.owners, [{ owner: 'team-shop', services: ['stock', 'orders'] }, { services: ['cart'] }]);
    for (const page of [systemMarkdown(await system()), systemHtml(await system())]) {
      assert.match(page, /Production readiness of shop/);
      assert.match(page, /team-shop: 2 services \(stock and orders\)/);
      assert.match(page, /No owner set: 1 service \(cart\)/);
    }
  });

  it('counts as the overview of each service does', async () => {
    const at = await opened({
      'web/Dockerfile': 'FROM node:20.11.1\nEXPOSE 8080\nCMD ["node", "main.js"]\n',
      'web/package.json': '{ "name": "web" }\n',
      'web/main.js': "import './load.js';\n",
      'web/load.js': "import axios from 'axios';\nexport const load = () => axios.get('http://search/');\n",
      'search/Dockerfile': 'FROM node:20.11.1\nEXPOSE 8080\nCMD ["node", "main.js"]\n',
      'search/package.json': '{ "name": "search" }\n',
    });
    const summaries = await at.core.summaries();
    const { services, name } = JSON.parse(await summaries.system('json')) as {
      name: string;
      services: { name: string; risks: number; findings: number; claims: object }[];
    };
    assert.equal(name, 'workspace');
    assert.equal(services.length, 2);
    for (const each of at.core.services()) {
      const own = await summaries.of(each);
      const row = services.find((one) => one.name === each.name);
      assert.deepEqual(row?.claims, own.readiness.claims);
      assert.deepEqual(row?.claims, countClaims((await at.review.of(each)).items));
      assert.equal(row?.risks, own.risks.filter(({ accepted }) => !accepted).length);
      const messages = (await at.review.of(each)).findings.map(({ message }) => message);
      const placed = own.risks.flatMap(({ places }) => places).filter(({ message }) => messages.includes(message));
      assert.equal(row?.findings, messages.length);
      assert.equal(placed.length, messages.length, 'each finding is in one risk');
    }
    assert.match(await summaries.system('markdown'), /^# Production readiness of workspace\n/);
  });
});
