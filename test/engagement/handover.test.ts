import assert from 'node:assert/strict';
import type { PartView, Row, TableRow } from '../../server/src/model/engagement.ts';
import { engaged } from './engaged.ts';

const file = '.prr/engagement/shop/handover.yaml';
const shop = {
  'shop/package.json': '{"name":"shop","dependencies":{"express":"4"}}',
  'shop/Dockerfile': 'FROM node:22\nCMD ["node", "server.js"]\n',
  'shop/server.js': "fetch('http://prices/all');\n",
  'rules/shop.yaml': `groups:
  - name: shop
    rules:
      - alert: ShopErrorsHigh
        expr: sum(rate(shop_requests_total{code=~"5.."}[5m])) > 1
        labels: { severity: page }
`,
  '.prr/services/shop.yaml': 'owner: folio\ntier: 2\nrotation: { name: bard }\n',
};
const rotation = (more = '') =>
  `members:\n  - { name: Ada, team: bard }\n  - { name: Bo, team: bard }\n  - { name: Cy, team: bard }\n  - { name: Di, team: folio }\nservices: [shop]\n${more}`;

const ids = ['watch', 'incidents', 'changes', 'capacity', 'access', 'dependencies', 'data', 'pager', 'continuity'];

function rowsOf({ blocks }: PartView): readonly TableRow[] {
  return blocks.flatMap((each) => (each.kind === 'table' ? each.rows : []));
}
function row(view: PartView, title: RegExp): TableRow {
  const found = rowsOf(view).find(({ cells }) => title.test(cells[0]?.text ?? ''));
  assert.ok(found, `no row ${String(title)}`);
  return found;
}
const cell = (view: PartView, title: RegExp, column: number) => row(view, title).cells[column];
const lines = ({ blocks }: PartView): readonly Row[] =>
  blocks.flatMap((each) => (each.kind === 'list' ? each.rows : []));

describe('onboarding', () => {
  it('hands over nothing until somebody plans a step, and the pager comes after what its holder needs', async () => {
    const { part } = await engaged(shop);
    const view = await part('shop', 'handover');
    assert.equal(view.tone, 'none');
    assert.match(view.standing, /^No hand-over step is planned/);
    const titles = rowsOf(view).map(({ cells }) => cells[0]?.text ?? '');
    assert.equal(titles.length, 9);
    for (const before of ['Dashboards, alerts and runbooks', 'Changes and rollouts', 'Access and secrets'])
      assert.ok(titles.indexOf(before) < titles.indexOf('Pager'), before);
    assert.deepEqual(view.next, []);
  });

  it('plans, moves, blocks and takes back, each with who said so', async () => {
    const { part, act } = await engaged(shop);
    await act('shop', 'handover.plan', { row: 'changes', from: 'folio', to: 'bard', on: '2026-12-01' });
    const text = await act(
      'shop',
      'handover.plan',
      { row: 'changes', from: 'folio', to: 'bard', on: '2026-12-08' },
      'Bo',
    );
    assert.match(text, /changes:\n {4}from: folio\n {4}to: bard\n {4}on: 2026-12-08\n {4}by: Bo\n/);
    await act('shop', 'handover.blocks', { row: 'changes', blocks: 'no right to deploy' });
    assert.match(cell(await part('shop', 'handover'), /^Changes/, 5)?.text ?? '', /^no right to deploy/);
    await act('shop', 'handover.moved', { row: 'changes', on: '2026-11-20' });
    const moved = await part('shop', 'handover');
    assert.deepEqual(
      [cell(moved, /^Changes/, 4)?.text, cell(moved, /^Changes/, 4)?.tone],
      ['moved on 2026-11-20', 'good'],
    );
    assert.doesNotMatch(cell(moved, /^Changes/, 5)?.text ?? '', /no right to deploy/);
    assert.match(moved.standing, /^1 of 9 responsibilities have moved/);
    const back = await act('shop', 'handover.back', { row: 'changes', reason: 'the rollback failed' });
    assert.doesNotMatch(back, /done:/);
    const again = await part('shop', 'handover');
    assert.equal(cell(again, /^Changes/, 4)?.text, 'planned for 2026-12-08');
    assert.match(cell(again, /^Changes/, 5)?.text ?? '', /^the rollback failed/);
    await assert.rejects(act('shop', 'handover.back', { row: 'changes', reason: 'twice' }), /has not moved/);
  });

  it('takes back what the form was sent without, and never who holds what has moved', async () => {
    const { part, act } = await engaged(shop);
    await act('shop', 'handover.plan', { row: 'changes', from: 'folio', to: 'bard', on: '2026-12-01' });
    const text = await act('shop', 'handover.plan', { row: 'changes', from: '', to: 'bard', on: '' });
    assert.match(text, /changes:\n {4}to: bard\n {4}by: Ana\n/);
    const form = row(await part('shop', 'handover'), /^Changes/).actions?.find(({ id }) => id === 'handover.plan');
    assert.equal(form?.fields[0]?.value, undefined, 'what was taken back is not offered again');
    await act('shop', 'handover.moved', { row: 'changes' });
    await assert.rejects(act('shop', 'handover.plan', { row: 'changes', from: 'folio' }), /fill in the new owner/);
  });

  it('takes back a plan and the backing, and leaves what blocks and what has moved', async () => {
    const { part, act } = await engaged(shop);
    const unplan = async (title: RegExp) =>
      row(await part('shop', 'handover'), title).actions?.find(({ id }) => id === 'handover.unplan');
    const backing = async () =>
      (await part('shop', 'handover')).blocks
        .flatMap((each) => (each.kind === 'actions' ? each.actions : []))
        .map(({ id }) => id);
    assert.equal(await unplan(/^Changes/), undefined);
    await act('shop', 'handover.plan', { row: 'changes', from: 'folio', to: 'bard', on: '2026-12-01' });
    assert.deepEqual((await unplan(/^Changes/))?.values, { row: 'changes' });
    assert.doesNotMatch(await act('shop', 'handover.unplan', { row: 'changes' }), /changes|bard/);
    await act('shop', 'handover.plan', { row: 'changes', to: 'bard' });
    await act('shop', 'handover.blocks', { row: 'changes', blocks: 'no right to deploy' });
    assert.match(
      await act('shop', 'handover.unplan', { row: 'changes' }, 'Bo'),
      /changes:\n {4}by: Bo\n {4}date: .*\n {4}blocks: no right to deploy\n$/,
    );
    await assert.rejects(act('shop', 'handover.unplan', { row: 'changes' }), /nothing is planned/);
    await act('shop', 'handover.moved', { row: 'data', to: 'bard' });
    assert.equal(await unplan(/^Data/), undefined);
    await assert.rejects(act('shop', 'handover.unplan', { row: 'data' }), /record that it goes back/);
    await act('shop', 'handover.none', { row: 'access', reason: 'none of its own' });
    await assert.rejects(act('shop', 'handover.unplan', { row: 'access' }), /mark it as applicable first/);

    assert.deepEqual(await backing(), ['handover.backing']);
    await act('shop', 'handover.backing', { names: 'Mia', until: '2027-01-10' });
    assert.deepEqual(await backing(), ['handover.backing', 'handover.noBacking']);
    assert.doesNotMatch(await act('shop', 'handover.noBacking'), /backing|Mia/);
    await assert.rejects(act('shop', 'handover.noBacking'), /no support period is agreed/);
    assert.match((await part('shop', 'handover')).standing, /No support period is agreed/);
  });

  it('names what blocks from the files, with its place', async () => {
    const { part } = await engaged(shop);
    const view = await part('shop', 'handover');
    const watch = cell(view, /^Dashboards/, 5);
    assert.equal(watch?.tone, 'bad');
    assert.match(watch?.text ?? '', /ShopErrorsHigh has no runbook/);
    assert.deepEqual(watch?.at, { file: 'rules/shop.yaml', line: 4 });
    assert.match(cell(view, /^Pager/, 5)?.text ?? '', /1 page without a runbook.*The rotation has no members/);
    assert.match(cell(view, /^Dependencies/, 5)?.text ?? '', /prices/);
    // Nothing that was not seen is good.
    assert.ok(rowsOf(view).every(({ cells }) => cells[5]?.tone !== 'good'));
  });

  it('no longer blocks for what has been mended', async () => {
    const { part, write } = await engaged({ ...shop, '.prr/rotations/bard.yaml': rotation() });
    assert.doesNotMatch(cell(await part('shop', 'handover'), /^Pager/, 5)?.text ?? '', /rotation/);
    assert.match(cell(await part('shop', 'handover'), /^Dashboards/, 5)?.text ?? '', /no runbook/);
    await write({
      'rules/shop.yaml': `${shop['rules/shop.yaml']}        annotations: { runbook_url: docs/runbooks/shop.md }\n`,
      'docs/runbooks/shop.md': '# Shop\n',
    });
    assert.doesNotMatch(cell(await part('shop', 'handover'), /^Dashboards/, 5)?.text ?? '', /no runbook/);
  });

  it('wants a look at a step whose day is over, and at one that moved in the future', async () => {
    const { part } = await engaged({
      ...shop,
      [file]: `rows:\n  changes: { to: bard, on: 2026-11-01, by: Bo, date: 2026-10-01 }\n  capacity: { to: bard, done: 2027-03-01, by: Bo, date: 2026-10-01 }\n`,
    });
    const view = await part('shop', 'handover');
    assert.match(view.standing, /^0 of 9 responsibilities have moved, 2 need attention/);
    assert.equal(cell(view, /^Changes/, 4)?.tone, 'attention');
    assert.match(cell(view, /^Capacity/, 4)?.text ?? '', /in the future/);
    assert.equal(view.next[0]?.title, 'Record whether changes and rollouts moved');
    assert.equal(view.next[0]?.action?.values.row, 'changes');
  });

  it('is complete only when all rows moved and backing is agreed, and then proposes the state', async () => {
    const { part, act } = await engaged(shop);
    for (const id of ids.slice(0, -1)) await act('shop', 'handover.moved', { row: id, to: 'bard' });
    await act('shop', 'handover.none', { row: 'continuity', reason: 'the platform pays' });
    const almost = await part('shop', 'handover');
    assert.notEqual(almost.tone, 'good');
    assert.deepEqual(
      almost.next.map(({ title }) => title),
      ['Agree who supports the new owners, and until which date'],
    );
    await act('shop', 'handover.backing', { names: 'Mia, Jon', until: '2027-01-10' });
    const done = await part('shop', 'handover');
    assert.equal(done.tone, 'good');
    assert.match(
      done.standing,
      /^All 9 responsibilities have moved. Mia and Jon support the new owners until 2027-01-10/,
    );
    const [step] = done.next;
    assert.deepEqual([step?.action?.id, step?.action?.values], ['state.record', { state: 'onboarded' }]);
    await act('shop', 'state.record', { state: 'onboarded' });
    assert.deepEqual((await part('shop', 'handover')).next, []);
  });

  it('a row that does not apply can apply after all', async () => {
    const { part, act } = await engaged(shop);
    await act('shop', 'handover.none', { row: 'data', reason: 'keeps nothing' });
    assert.equal(cell(await part('shop', 'handover'), /^Data/, 4)?.text, 'not applicable');
    await act('shop', 'handover.back', { row: 'data', reason: 'it has a cache' });
    assert.match(cell(await part('shop', 'handover'), /^Data/, 5)?.text ?? '', /it has a cache/);
  });

  it('says when the backing is over, too short, or by somebody who left', async () => {
    const { part } = await engaged({
      ...shop,
      '.prr/rotations/bard.yaml': rotation('former:\n  - { name: Mia, left: 2026-11-01 }\n'),
      [file]: `rows:\n  watch: { to: bard, done: 2026-11-02, by: Bo, date: 2026-11-02 }\n  changes: { to: mia, on: 2026-12-01, by: Bo, date: 2026-11-02 }\nbacking: { names: [Mia, Jon], until: 2026-11-15, by: Bo, date: 2026-10-01 }\n`,
    });
    const view = await part('shop', 'handover');
    assert.match(view.standing, /Mia \(who left the rotation on 2026-11-01\) and Jon ended on 2026-11-15/);
    assert.ok(
      lines(view).some(({ text, tone }) => text === 'Mia left the rotation on 2026-11-01' && tone === 'attention'),
    );
    assert.ok(lines(view).some(({ text }) => text === 'It ends before the last step'));
    assert.deepEqual(
      [cell(view, /^Changes/, 2)?.text, cell(view, /^Changes/, 2)?.tone],
      ['mia (left on 2026-11-01)', 'attention'],
    );
    assert.match(cell(view, /^Changes/, 5)?.text ?? '', /mia left the rotation/);
  });

  it('asks about a pager that goes to nobody of the rotation', async () => {
    const { part, act } = await engaged({ ...shop, '.prr/rotations/bard.yaml': rotation() });
    await act('shop', 'handover.plan', { row: 'pager', to: 'quince' });
    assert.match(
      cell(await part('shop', 'handover'), /^Pager/, 5)?.text ?? '',
      /quince is neither a member nor a team/,
    );
    for (const to of ['Team Bard', 'ada', 'bard']) {
      await act('shop', 'handover.plan', { row: 'pager', to });
      assert.doesNotMatch(cell(await part('shop', 'handover'), /^Pager/, 5)?.text ?? '', /neither/, to);
    }
  });

  it('refuses what cannot be, and loses nothing', async () => {
    const { act, files } = await engaged(shop);
    await assert.rejects(act('shop', 'handover.plan', { row: 'changes' }), /at least one field/);
    await assert.rejects(act('shop', 'handover.plan', { row: 'changes', on: '2026-02-30' }), /not a valid date/);
    await assert.rejects(act('shop', 'handover.moved', { row: 'changes' }), /fill in the new owner/);
    await assert.rejects(
      act('shop', 'handover.moved', { row: 'changes', to: 'bard', on: '2026-12-24' }),
      /in the future/,
    );
    await assert.rejects(act('shop', 'handover.backing', { names: ' , ', until: '2027-01-01' }), /name the developers/);
    await assert.rejects(act('shop', 'handover.plan', { row: 'No Row', to: 'bard' }), /row/);
    assert.equal(files.get(file), undefined);
    files.set(file, '# ours\nrows:\n  own-thing: { to: bard, by: Bo, date: 2026-10-01 }\n');
    const text = await act('shop', 'handover.plan', { row: 'pager', to: 'bard' });
    assert.match(text, /# ours[\s\S]*own-thing/);
    files.set(file, '<<<<<<< a\nrows: {}\n');
    await assert.rejects(act('shop', 'handover.plan', { row: 'pager', to: 'bard' }), /fix it first/);
    assert.equal(files.get(file), '<<<<<<< a\nrows: {}\n');
  });

  it('gives a page that both sides can keep', async () => {
    const { part, act } = await engaged(shop);
    await act('shop', 'handover.plan', { row: 'pager', from: 'folio', to: 'bard | west', on: '2026-12-01' });
    const [page] = (await part('shop', 'handover')).documents;
    assert.match(page?.text ?? '', /\| Pager \| folio \| bard \\\| west \| 2026-12-01 \| planned for 2026-12-01 \|/);
    assert.match(page?.text ?? '', /No support period is agreed\./);
    assert.match(page?.text ?? '', /ShopErrorsHigh has no runbook\. .*\(rules\/shop\.yaml:4\)/);
  });
});
