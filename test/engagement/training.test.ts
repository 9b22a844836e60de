import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Block, PartView, Row } from '../../server/src/model/engagement.ts';
import { commandsIn, triedIn } from '../../server/src/documents/runbooks/runbook.ts';
import { definitionsIn } from '../../server/src/engagement/seen/definitions.ts';
import { engaged } from './engaged.ts';

const shop = {
  'shop/package.json': '{"name":"shop","dependencies":{"express":"4"}}',
  'shop/Dockerfile': 'FROM node:22\n',
  'shop/server.js': `import express from 'express';
import { stock } from './stock.js';
const app = express();
app.get('/buy', async (request, response) => {
  response.json(await stock(request.query.id));
});
app.get('/hello', (request, response) => response.send('hello'));
app.get('/healthz', (request, response) => response.send('ok'));
app.listen(3000);
`,
  'shop/stock.js': `export async function stock(id) {
  return await fetch('http://store/items/' + id, { signal: AbortSignal.timeout(800) });
}
export async function prices() {
  return await fetch('http://prices/all');
}
`,
  'docs/design.md': '# Design\n\n## Parts\n\n```\nreader -> shop\n```\n\nThe shop sells things.\n',
  'deploy/shop.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  replicas: 3
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec:
      containers:
        - name: shop
          image: acme/shop:1
          ports: [{ containerPort: 3000 }]
`,
  'rules/shop.yaml': `groups:
  - name: shop
    rules:
      - alert: ShopErrorsHigh
        expr: sum(rate(shop_requests_total{code=~"5.."}[5m])) > 1
        for: 5m
        labels: { severity: page }
        annotations:
          summary: Orders fail
          runbook_url: docs/runbooks/shop.md#errors-are-high
      - alert: ShopSlow
        expr: shop_latency > 1
        labels: { severity: ticket }
        annotations:
          runbook_url: docs/runbooks/shop.md#slow
      - alert: ShopQueueLong
        expr: shop_queue > 100
        labels: { severity: page }
      - alert: Watchdog
        expr: vector(1)
        labels: { severity: none }
`,
  'docs/runbooks/shop.md': `# Shop

Last tried by somebody outside the team: 2026-03-12.

## Errors are high

**Meaning.** Orders fail.

**Impact.** Users see an error.

**Diagnosis.** Look at \`kubectl logs deploy/shop\`.

**Mitigation.** \`kubectl rollout undo deploy/shop\`

**Escalation.** After 30 minutes the second line of team Till.

## Slow

**Meaning.** It is slow.

**Impact.** Users wait.
`,
  '.prr/services/shop.yaml': `owner: team-till
dependencies:
  - { name: store, hard: true, owner: team-store }
`,
};

const rowsIn = ({ blocks }: Pick<PartView, 'blocks'>): Row[] =>
  blocks.flatMap((each: Block) => (each.kind === 'list' ? each.rows : []));
const find = (view: PartView, text: RegExp): Row => {
  const row = rowsIn(view).find((each) => text.test(each.text));
  assert.ok(
    row,
    `no row ${String(text)} among ${rowsIn(view)
      .map((each) => each.text)
      .join(' / ')}`,
  );
  return row;
};
const document = ({ documents }: PartView, id: string): string => {
  const found = documents.find((each) => each.id === id);
  assert.ok(found, `no document ${id} among ${documents.map((each) => each.id).join()}`);
  return found.text;
};

describe('training', () => {
  it('makes a pack from what the files show, with places', async () => {
    const { part } = await engaged(shop);
    const pack = document(await part('shop', 'training'), 'pack');
    assert.match(pack, /reader -> shop/);
    assert.match(pack, /`GET \/buy` \(shop\/server\.js:4\)\n {2}- stock.*800.*\(shop\/stock\.js:2\)/);
    assert.match(pack, /`GET \/hello` \(shop\/server\.js:7\)\n {2}- no outgoing call is named/);
    assert.match(pack, /Outgoing calls that no handler names: trace them together\n {2}- prices.*limit: none/);
    assert.doesNotMatch(pack, /healthz`/);
    assert.match(pack, /\| Pods \| 3 \| deploy\/shop\.yaml:5 \|/);
    assert.match(pack, /self -->\|"declared, fails without it, owner team-store"\| out0\["store"\]/);
  });

  it('names each gap with its place, and writes none where there is none', async () => {
    const { part } = await engaged(shop);
    const view = await part('shop', 'training');
    assert.equal(find(view, /^ShopQueueLong has no runbook/).tone, 'attention');
    const slow = find(view, /^The runbook of ShopSlow lacks/);
    assert.match(slow.text, /diagnosis, mitigation, escalation and a command to copy/);
    assert.equal(slow.at?.file, 'docs/runbooks/shop.md');
    assert.match(slow.because ?? '', /the drill has no answer/);
    assert.deepEqual(find(view, /No timeout in prices/).at, { file: 'shop/stock.js', line: 5 });
    assert.ok(
      !rowsIn(view).some(
        ({ text, tone }) => tone === 'attention' && /ShopErrorsHigh|No timeout in stock|Watchdog/.test(text),
      ),
    );
    assert.match(document(view, 'gaps'), /\*\*ShopQueueLong has no runbook\.\*\*/);
  });

  it('makes one drill an alert; what the runbook does not say is not invented', async () => {
    const { part } = await engaged(shop);
    const view = await part('shop', 'training');
    assert.deepEqual(
      view.documents.map(({ id }) => id).filter((id) => id.startsWith('drill-')),
      ['drill-shop-errors-high', 'drill-shop-queue-long', 'drill-shop-slow'],
    );
    const sheet = document(view, 'drill-shop-errors-high');
    const [told = '', answers = ''] = sheet.split('## For the drill leader');
    assert.match(told, /Orders fail/);
    assert.doesNotMatch(told, /rollout undo/);
    assert.match(answers, /rollout undo deploy\/shop`\n\nFrom docs\/runbooks\/shop\.md:13/);
    assert.match(document(view, 'drill-shop-slow'), /Name the command\.\n\nThe runbook does not answer it/);
    assert.match(document(view, 'drill-shop-queue-long'), /There is no runbook to compare with/);
  });

  it('finds the part that names the alert where the link leads nowhere, and says so', async () => {
    const { part } = await engaged({
      ...shop,
      'docs/runbooks/shop.md': shop['docs/runbooks/shop.md'].replace(
        '## Errors are high\n',
        '## Failures\n\nAlert `ShopErrorsHigh`.\n',
      ),
    });
    const view = await part('shop', 'training');
    assert.match(
      find(view, /^The runbook of ShopErrorsHigh was not found/).because ?? '',
      /#errors-are-high.*“Failures” names/,
    );
    assert.match(document(view, 'drill-shop-errors-high'), /rollout undo/);
  });

  it('asks only what a file answers, and keeps the answers for the end', async () => {
    const { part } = await engaged(shop);
    const view = await part('shop', 'training');
    const pack = document(view, 'pack');
    const [before = '', answers = ''] = pack.split('## Answers');
    const check = before.split('## 6.')[1]?.split('## What this pack lacks')[0] ?? '';
    assert.match(check, /What is the timeout of the call to http:\/\/store\/items\/.* in stock/);
    assert.match(check, /What happens when store is down\?/);
    assert.match(check, /Who do you call when ShopErrorsHigh is not resolved\?/);
    assert.match(check, /A release causes ShopErrorsHigh: how do you roll it back\?/);
    assert.doesNotMatch(check, /second line of team Till/);
    assert.doesNotMatch(check, /Who do you call when ShopSlow|ShopQueueLong is not resolved|prices is down/);
    assert.match(answers, /second line of team Till\. \(docs\/runbooks\/shop\.md:15\)/);
    assert.match(answers, /It has none: fetch sets none/);
  });

  it('records sessions, drills and answers, and takes them back', async () => {
    const { part, act, files } = await engaged(shop);
    const file = '.prr/engagement/shop/training.yaml';
    await act('shop', 'training.session', { what: 'Design', attendees: 'Bo, Cy', date: '2026-11-10' });
    await act('shop', 'training.drill', { what: 'ShopErrorsHigh', who: 'Bo', found: 'no right to roll back' });
    const question = find(await part('shop', 'training'), /store is down/).actions?.[0];
    assert.ok(question);
    const text = await act('shop', 'training.answer', {
      ...question.values,
      who: 'Cy',
      answer: 'it goes on',
      right: 'no',
    });
    assert.match(text, /attendees:\n {6}- Bo\n {6}- Cy/);
    const view = await part('shop', 'training');
    assert.match(view.standing, /^1 session held, 1 drill played\./);
    assert.match(find(view, /^Design, 2026-11-10/).because ?? '', /Bo and Cy were there/);
    assert.match(find(view, /^ShopErrorsHigh, 2026-11-21: Bo/).because ?? '', /no right to roll back/);
    const row = find(view, /store is down/);
    assert.equal(row.tone, 'bad');
    assert.match(row.because ?? '', /Cy answered incorrectly on 2026-11-21: it goes on/);
    const undo = find(view, /^Design, 2026-11-10/).actions?.[0];
    assert.ok(undo);
    await act('shop', undo.id, undo.values);
    assert.doesNotMatch(files.get(file) ?? '', /what: Design/);
    await assert.rejects(act('shop', undo.id, undo.values), /changed since/);
  });

  it('looks at an answer again when what is written has changed', async () => {
    const { part, act, write } = await engaged(shop);
    const question = find(await part('shop', 'training'), /How many pods run/).actions?.[0];
    assert.ok(question);
    await act('shop', 'training.answer', { ...question.values, answer: 'three', right: 'yes' });
    assert.match((await part('shop', 'training')).standing, /1 of \d+ questions answered correctly/);
    await write({ 'deploy/shop.yaml': shop['deploy/shop.yaml'].replace('replicas: 3', 'replicas: 5') });
    const after = await part('shop', 'training');
    assert.match(find(after, /How many pods run/).because ?? '', /has changed since/);
    assert.match(after.standing, /0 of \d+ questions answered correctly/);
  });

  it('does not count what is dated in the future, and refuses to write it', async () => {
    const { part, act } = await engaged({
      ...shop,
      '.prr/engagement/shop/training.yaml': 'sessions:\n  - { what: Design, date: 2027-05-01, by: Bo }\n',
    });
    await assert.rejects(act('shop', 'training.session', { what: 'Design', date: '2026-11-22' }), /in the future/);
    await assert.rejects(act('shop', 'training.session', { what: 'Design', date: '2026-02-31' }), /not a valid date/);
    await assert.rejects(act('shop', 'training.session', { what: 'Design', date: 'soon' }), /a date like/);
    const view = await part('shop', 'training');
    assert.match(view.standing, /^No training session is recorded/);
    assert.equal(find(view, /^Design, 2027-05-01/).tone, 'attention');
  });

  it('names members of the rotation who were in no session', async () => {
    const { part } = await engaged({
      ...shop,
      '.prr/rotations/till.yaml': 'members: [{ name: Bo }, { name: Cy }]\nservices: [shop]\n',
      '.prr/engagement/shop/training.yaml':
        'sessions:\n  - { what: Design, date: 2026-11-01, by: Bo, attendees: [bo] }\n',
    });
    assert.equal(find(await part('shop', 'training'), /Not in any session/).text, 'Not in any session: Cy');
  });

  it('refuses a file with a mistake and leaves it as it is', async () => {
    const broken = 'sessions:\n<<<<<<< ours\n  - {}\n=======\n>>>>>>> theirs\n';
    const { act, files, part } = await engaged({ ...shop, '.prr/engagement/shop/training.yaml': broken });
    await assert.rejects(act('shop', 'training.session', { what: 'Design' }), /fix it first/);
    assert.equal(files.get('.prr/engagement/shop/training.yaml'), broken);
    assert.match((await part('shop', 'training')).standing, /^Inconclusive: .*training\.yaml/);
  });

  it('says what a bare service lacks, and asks nothing', async () => {
    const { part } = await engaged({ 'a/package.json': '{"name":"a"}', 'a/Dockerfile': 'FROM node:22\n' });
    const view = await part('a', 'training');
    for (const gap of [
      /No design document/,
      /No request flow/,
      /No manifest/,
      /No dashboard/,
      /No SLO/,
      /No alert to drill/,
    ])
      assert.ok(find(view, gap));
    assert.match(document(view, 'pack'), /No question could be made/);
    assert.match(view.standing, /6 gaps/);
  });

  it('lists under each route of the example its own call only', async () => {
    const folder = 'examples/shakespeare/frontend';
    const files = ['package.json', 'Dockerfile', 'src/server.ts', 'src/search-client.ts'];
    const texts = await Promise.all(
      files.map(async (file) => [`frontend/${file}`, await readFile(`${folder}/${file}`, 'utf8')] as const),
    );
    const { part } = await engaged(Object.fromEntries(texts));
    const pack = document(await part('frontend', 'training'), 'pack');
    const callsOf = (route: string) =>
      [...(pack.split(`- \`GET ${route}\``)[1]?.split('\n- `')[0] ?? '').matchAll(/^ {2}- (\w+) to /gm)].map(
        ([, call]) => call,
      );
    assert.deepEqual(callsOf('/search'), ['search']);
    assert.deepEqual(callsOf('/suggest'), ['suggest']);
  });

  it('reads no text slowly', () => {
    for (const each of ['\n', ' ', 'public ', '(', '`', '"\\', '\t\n', '=', '```\n', 'tried on ']) {
      const hostile = each.repeat(200_000 / each.length);
      const from = performance.now();
      for (const text of [hostile, `${hostile}x`, `x\n${hostile}(x) {\n`]) {
        assert.ok(definitionsIn(text).length <= 1);
        assert.ok(commandsIn(text).length <= 1);
        assert.equal(triedIn(text), undefined);
      }
      const took = performance.now() - from;
      assert.ok(took < 2000, `${JSON.stringify(each)} took ${took.toFixed()} ms`);
    }
  });
});
