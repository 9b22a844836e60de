import assert from 'node:assert/strict';
import { parse, parseAllDocuments } from 'yaml';
import type { PartView, Row } from '../../server/src/model/engagement.ts';
import { engaged } from './engaged.ts';

const server = `import express from 'express';
import { Counter, Histogram } from 'prom-client';
export const requests = new Counter({ name: 'shop_requests_total', help: 'Requests.', labelNames: ['route', 'code'] });
export const seconds = new Histogram({ name: 'shop_request_duration_seconds', help: 'Time.', labelNames: ['route'] });
const app = express();
app.get('/basket', (_, res) => res.send('ok'));
app.listen(3000);
`;
const base = {
  '.prr/services/shop.yaml': 'tier: 2\nphase: operate\nroot: shop\nowner: team-shop\n',
  'shop/package.json': JSON.stringify({ name: 'shop', dependencies: { express: '5', 'prom-client': '15' } }),
  'shop/src/server.ts': server,
};
const slo = (target: string) => `apiVersion: openslo/v1
kind: SLO
metadata: { name: shop-success }
spec:
  service: shop
  indicator:
    metadata: { name: shop-success }
    spec:
      ratioMetric:
        counter: true
        good: { metricSource: { type: Prometheus, spec: { query: 'sum(rate(shop_requests_total{code!~"5.."}[5m]))' } } }
        total: { metricSource: { type: Prometheus, spec: { query: 'sum(rate(shop_requests_total[5m]))' } } }
  timeWindow: [{ duration: 28d, isRolling: true }]
  budgetingMethod: Occurrences
  objectives: [{ target: ${target} }]
`;
const file = '.prr/engagement/shop/agreement.yaml';

function rows({ blocks }: PartView, heading: string): readonly Row[] {
  const at = blocks.findIndex((block) => block.kind === 'heading' && block.text === heading);
  const next = at < 0 ? undefined : blocks[at + 1];
  return next?.kind === 'list' ? next.rows : [];
}

describe('the agreement', () => {
  it('is nobody’s concern where no engagement was asked for', async () => {
    const { part } = await engaged(base);
    const view = await part('shop', 'agreement');
    assert.equal(view.tone, 'none');
    assert.deepEqual(view.next, []);
  });

  it('proposes what the metrics of the service allow, with a draft of metrics that exist', async () => {
    const { part } = await engaged(base);
    const view = await part('shop', 'agreement');
    const found = rows(view, 'Objectives');
    assert.deepEqual(
      found.map(({ at }) => [at?.file, at?.line]),
      [
        ['shop/src/server.ts', 3],
        ['shop/src/server.ts', 4],
      ],
    );
    assert.match(found[1]?.because ?? '', /set the threshold in seconds/);
    const draft = view.documents.find(({ id }) => id === 'openslo')?.text ?? '';
    assert.match(draft, /counter: false\n[\s\S]*rate\(/, 'a rate is no counter');
    const [document, ...others] = parseAllDocuments(draft).map(
      (each) => each.toJS() as { spec: { indicator: unknown } },
    );
    assert.deepEqual(others, []);
    assert.match(JSON.stringify(document), /sum\(rate\(shop_requests_total\{code!~\\"5\.\.\\"\}\[5m\]\)\)/);
    assert.match(draft, /# Not specified yet: .*shop_request_duration_seconds_count/);
  });

  it('drafts what was proposed with its target', async () => {
    const { part, act } = await engaged(base);
    const propose = rows(await part('shop', 'agreement'), 'Objectives')[0]?.actions?.[0];
    const indicator = propose?.fields.find(({ name }) => name === 'indicator')?.value ?? '';
    await act('shop', propose?.id ?? '', { indicator, target: '99.95' });
    const view = await part('shop', 'agreement');
    assert.deepEqual(
      rows(view, 'Objectives').map(({ text }) => text === indicator),
      [false, false],
      'it is not proposed again',
    );
    const draft = view.documents.find(({ id }) => id === 'openslo')?.text ?? '';
    assert.match(draft, /^ {6}target: 0\.9995$/m);
    assert.ok(!draft.includes('Provisional'), 'somebody said what users need');
  });

  it('is read as an objective where its draft is saved', async () => {
    const { part, write } = await engaged(base);
    const draft = (await part('shop', 'agreement')).documents.find(({ id }) => id === 'openslo')?.text ?? '';
    await write({ 'monitoring/slo.yaml': draft });
    const view = await part('shop', 'agreement');
    assert.match(rows(view, 'Objectives')[0]?.text ?? '', /^shop-success: 99 % over 28d$/);
    assert.equal(rows(view, 'Objectives')[0]?.at?.file, 'monitoring/slo.yaml');
    assert.ok(!view.documents.some(({ id }) => id === 'openslo'));
  });

  it('drafts nothing and says what is missing where nothing counts requests, or the good ones are not known', async () => {
    const bare = {
      ...base,
      'shop/src/server.ts': server.replace(/^export.*\n/gm, '').replace(/import \{ Counter.*\n/, ''),
    };
    const none = await (await engaged(bare)).part('shop', 'agreement');
    assert.match(rows(none, 'Objectives')[0]?.because ?? '', /it answers \/basket, but no counter/);
    assert.equal(
      none.documents.some(({ id }) => id === 'openslo'),
      false,
    );
    const unknown = {
      ...base,
      'shop/src/server.ts': server.replace("'route', 'code'", "'outcome'").replace(/^export const seconds.*\n/m, ''),
    };
    const view = await (await engaged(unknown)).part('shop', 'agreement');
    assert.match(rows(view, 'Objectives')[0]?.because ?? '', /which values of outcome are good/);
    assert.equal(
      view.documents.some(({ id }) => id === 'openslo'),
      false,
    );
  });

  it('does not take a counter of what it asks of others for its own', async () => {
    const { part } = await engaged({
      ...base,
      'shop/src/server.ts': server
        .replace('shop_requests_total', 'shop_upstream_requests_total')
        .replace(/^export const seconds.*\n/m, ''),
    });
    assert.equal(
      (await part('shop', 'agreement')).documents.some(({ id }) => id === 'openslo'),
      false,
    );
  });

  it('goes from a candidate to a page that both sides signed, and on to analysis', async () => {
    const all = await engaged({ ...base, 'monitoring/slo.yaml': slo('0.999') });
    const { part, act, engagement } = all;
    await act('shop', 'state.record', { state: 'engagement' });
    const first = await part('shop', 'agreement');
    assert.equal(first.tone, 'open');
    assert.match(first.next[0]?.title ?? '', /^Agree on shop-success/);
    const agree = first.next[0]?.action;
    assert.deepEqual(agree?.fields, [], 'files show all of it');
    await act('shop', agree?.id ?? '', agree?.values);
    assert.match((await part('shop', 'agreement')).next[0]?.title ?? '', /reviewers/);
    await act('shop', 'agreement.reviewer', { name: 'Lee, Mo', team: 'sre' });
    await act('shop', 'agreement.change', { what: 'Orders move to a store of their own', when: '2027-02-01' });
    await act('shop', 'agreement.date', { what: 'Walk through the code', kind: 'training', date: '2027-03-01' });
    await act('shop', 'agreement.goals', { goals: 'The SREs take the pager', process: 'We meet on Mondays' });
    const ready = await part('shop', 'agreement');
    const sign = ready.next[0]?.action;
    assert.equal(sign?.id, 'agreement.sign');
    await act('shop', 'agreement.sign', sign?.values);
    await act('shop', 'agreement.sign', { side: 'sre' }, 'Lee');
    const view = await part('shop', 'agreement');
    assert.equal(view.tone, 'good', view.standing);
    assert.equal(view.standing, 'Agreed and signed by both teams. Reviewers: Lee and Mo.');
    assert.ok((await engagement('shop')).moves.some(({ to }) => to === 'analysis'));
    const page = view.documents.find(({ id }) => id === 'agreement')?.text ?? '';
    for (const words of [
      'shop-success',
      '99.9 %',
      '- Lee, sre',
      'Orders move',
      '2027-03-01',
      'The SREs take the pager',
      'We meet on Mondays',
    ])
      assert.ok(page.includes(words), words);
    assert.match(page, /\| the SREs \| Lee \| 2026-11-21 \| this text \|/);
    assert.ok(!page.includes('Open points'));
  });

  it('says that it changed since it was signed, and lets nobody sign what they have not seen', async () => {
    const { part, act } = await engaged(base);
    await act('shop', 'agreement.goals', { goals: 'Advice that is followed' });
    const seen = rows(await part('shop', 'agreement'), 'Signed')[0]?.actions?.[0];
    await act('shop', 'agreement.sign', seen?.values);
    assert.equal(rows(await part('shop', 'agreement'), 'Signed')[0]?.tone, 'good');
    await act('shop', 'agreement.change', { what: 'It is rewritten' }, 'Bo');
    const [row] = rows(await part('shop', 'agreement'), 'Signed');
    assert.equal(row?.tone, 'attention');
    assert.match(row?.text ?? '', /changed since it was signed by Ana/);
    assert.equal((await part('shop', 'agreement')).tone, 'attention');
    await assert.rejects(act('shop', 'agreement.sign', seen?.values), /has changed since you opened it/);
    await act('shop', 'agreement.dropChange', { of: 'It is rewritten' });
    assert.equal(rows(await part('shop', 'agreement'), 'Signed')[0]?.tone, 'good', 'it reads as it did');
    await act('shop', 'agreement.unsign', { side: 'developers' });
    assert.equal(rows(await part('shop', 'agreement'), 'Signed')[0]?.tone, 'open');
  });

  it('wants a look where one person signed for both sides, or a reviewer has left', async () => {
    const { part, act, write } = await engaged(base);
    await act('shop', 'agreement.objective', { indicator: 'Orders placed', target: '99', agreed: 'yes' });
    await act('shop', 'agreement.reviewer', { name: 'Lee, Mo' });
    for (const side of ['developers', 'sre']) await act('shop', 'agreement.sign', { side });
    const one = await part('shop', 'agreement');
    assert.equal(one.tone, 'attention');
    assert.match(one.standing, /^Agreed and signed for both teams\. .* Ana signed for both teams: check/);
    for (const { tone, because } of rows(one, 'Signed'))
      assert.deepEqual(
        [tone, because],
        ['attention', 'the same person signed for both teams: check that both were there.'],
      );
    await act('shop', 'agreement.sign', { side: 'sre' }, 'Lee');
    assert.equal((await part('shop', 'agreement')).tone, 'good');
    await write({ '.prr/rotations/bard.yaml': 'services: [shop]\nformer: [{ name: mo, left: 2026-11-01 }]\n' });
    const left = await part('shop', 'agreement');
    assert.equal(left.tone, 'attention');
    assert.match(left.standing, /Mo left: find another reviewer/);
    assert.deepEqual(
      rows(left, 'People and process')
        .slice(0, 2)
        .map(({ text, tone }) => [text, tone]),
      [
        ['Lee', 'good'],
        ['Mo (left on 2026-11-01)', 'attention'],
      ],
    );
  });

  it('does not sign an empty page', async () => {
    const { act } = await engaged(base);
    await assert.rejects(act('shop', 'agreement.sign', { side: 'sre' }), /nothing to sign/);
  });

  it('says when a file and what was agreed differ, or the file is gone', async () => {
    const { part, act, write, files, core } = await engaged({ ...base, 'monitoring/slo.yaml': slo('0.999') });
    const action = rows(await part('shop', 'agreement'), 'Objectives')[0]?.actions?.[0];
    await act('shop', action?.id ?? '', action?.values);
    assert.equal(rows(await part('shop', 'agreement'), 'Objectives')[0]?.tone, 'good');
    await write({ 'monitoring/slo.yaml': slo('0.99') });
    const [changed] = rows(await part('shop', 'agreement'), 'Objectives');
    assert.equal(changed?.tone, 'attention');
    assert.match(changed?.because ?? '', /99\.9 % over 28d was agreed/);
    files.delete('monitoring/slo.yaml');
    await core.refresh(['monitoring/slo.yaml']);
    assert.match(rows(await part('shop', 'agreement'), 'Objectives')[0]?.because ?? '', /no longer exists/);
  });

  it('does not offer to agree on a target that leaves no budget', async () => {
    const { part, act } = await engaged({ ...base, 'monitoring/slo.yaml': slo('1') });
    assert.deepEqual(rows(await part('shop', 'agreement'), 'Objectives')[0]?.actions, []);
    for (const target of ['100', '0', '-1', 'many', '1e3'])
      await assert.rejects(act('shop', 'agreement.objective', { indicator: 'x', target }), /leaves no budget/, target);
    assert.match(await act('shop', 'agreement.objective', { indicator: 'x', target: '99,95 %' }), /target: 99\.95/);
  });

  it('changes and takes back each line, and keeps comments and keys of others', async () => {
    const { part, act, write } = await engaged(base);
    await write({
      [file]: `# Ours.
objectives:
  - indicator: Orders that are placed # the one that counts
    target: 99
    by: Ana
    date: '2026-11-01'
    ours: kept
reviewers: [{ name: Lee, phone: 12 }]
`,
    });
    await act('shop', 'agreement.objective', {
      of: 'Orders that are placed',
      indicator: 'Orders placed',
      target: '99.5',
      agreed: 'yes',
    });
    const text = await act('shop', 'agreement.reviewer', { of: 'Lee', name: 'Lee', team: 'sre' });
    assert.deepEqual(parse(text), {
      objectives: [
        {
          indicator: 'Orders placed',
          target: 99.5,
          by: 'Ana',
          date: '2026-11-21',
          ours: 'kept',
          window: '28d',
          agreed: true,
        },
      ],
      reviewers: [{ name: 'Lee', phone: 12, team: 'sre' }],
    });
    assert.match(text, /^# Ours\./);
    await assert.rejects(act('shop', 'agreement.dropObjective', { of: 'Orders that are placed' }), /changed since/);
    await act('shop', 'agreement.dropObjective', { of: 'Orders placed' });
    await act('shop', 'agreement.dropReviewer', { of: 'Lee' });
    await act('shop', 'agreement.date', { what: 'Meet', kind: 'meeting', date: '2026-12-01' });
    await act('shop', 'agreement.date', { of: '2026-12-01 Meet', what: 'Meet', kind: 'meeting', date: '2026-12-02' });
    await act('shop', 'agreement.dropDate', { of: '2026-12-02 Meet' });
    assert.equal((await part('shop', 'agreement')).tone, 'none');
  });

  it('takes back what a form was sent without', async () => {
    const { act } = await engaged(base);
    await act('shop', 'agreement.reviewer', { name: 'Lee', team: 'sre', from: '2026-12-01' });
    const named = await act('shop', 'agreement.reviewer', { of: 'Lee', name: 'Lee', team: '', from: '' });
    assert.deepEqual(parse(named), { reviewers: [{ name: 'Lee' }] });
    const date = { what: 'Meet', kind: 'meeting', date: '2026-12-01' };
    await act('shop', 'agreement.date', { ...date, who: 'Lee' });
    const text = await act('shop', 'agreement.date', { ...date, who: '', of: '2026-12-01 Meet' });
    assert.deepEqual(parse(text), { reviewers: [{ name: 'Lee' }], calendar: [date] });
  });

  it('refuses dates that are none and keeps a file with a mistake', async () => {
    const { act, write, files, engagement } = await engaged(base);
    for (const date of ['tomorrow', '2026-02-30', '2026-13-01'])
      await assert.rejects(act('shop', 'agreement.date', { what: 'x', date }), /a date like/, date);
    const broken = '<<<<<<< HEAD\ngoals: one\n=======\ngoals: two\n>>>>>>> main\n';
    await write({ [file]: broken });
    await assert.rejects(act('shop', 'agreement.goals', { goals: 'three' }), /mistake/);
    assert.equal(files.get(file), broken);
    assert.ok((await engagement('shop')).problems.some((each) => each.includes(file)));
  });

  it('speaks of peers where nobody takes a pager', async () => {
    const { part } = await engaged({ ...base, '.prr/settings.yaml': 'engagement: voluntary\n' });
    const view = await part('shop', 'agreement');
    assert.match(JSON.stringify(view.blocks), /Owning Team: not signed/);
    assert.ok(!JSON.stringify(view).includes('SRE'), JSON.stringify(view).match(/.{40}SRE.{20}/)?.[0]);
  });
});
