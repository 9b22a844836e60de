import assert from 'node:assert/strict';
import type { PartView, Row } from '../../server/src/model/engagement.ts';
import { engaged } from './engaged.ts';

const file = '.prr/rotations/bard.yaml';
const service = (name: string) => ({
  [`${name}/package.json`]: `{"name":"${name}"}`,
  [`${name}/Dockerfile`]: 'FROM node:22\n',
});
const shop = {
  ...service('shop'),
  ...service('store'),
  '.prr/services/shop.yaml':
    'owner: folio\nrotation: { name: bard, backup: second }\ndependencies: [{ name: store, hard: true }]\n',
  '.prr/services/store.yaml': 'owner: group:default/quince\n',
};
const members = (count: number, more: (i: number) => string = () => '') =>
  `members:\n${Array.from({ length: count }, (_, i) => `  - { name: P${i}${more(i)} }\n`).join('')}`;

const rows = ({ blocks }: PartView): readonly Row[] =>
  blocks.flatMap((each) => (each.kind === 'list' ? each.rows : []));
function find(view: PartView, text: RegExp): Row {
  const found = rows(view).find((each) => text.test(each.text));
  assert.ok(
    found,
    `no row ${String(text)} among ${rows(view)
      .map((each) => each.text)
      .join(' / ')}`,
  );
  return found;
}
const none = (view: PartView, text: RegExp) =>
  assert.ok(!rows(view).some((each) => text.test(each.text)), `there is a row ${String(text)}`);
const shown = async (rotation: string, more: Readonly<Record<string, string>> = {}) => {
  const { part } = await engaged({ ...shop, ...more, [file]: rotation });
  return part('shop', 'oncall');
};

describe('on call', () => {
  it('asks who is on call where nobody says it', async () => {
    const { part } = await engaged(service('bare'));
    const view = await part('bare', 'oncall');
    assert.match(view.standing, /^It is not recorded who is on call/);
    assert.equal(view.tone, 'open');
    assert.equal(find(view, /No rotation is named/).tone, 'open');
    assert.equal(view.next[0]?.action?.id, 'oncall.member');
  });

  it('judges the size by the numbers of the Guide', async () => {
    for (const [rotation, text, tone] of [
      [members(3), /^3 people$/, 'bad'],
      [members(4), /^4 people$/, 'attention'],
      [members(7, () => ', site: Verona'), /^7 people on one site$/, 'attention'],
      [members(8, () => ', site: Verona'), /^8 people on one site$/, 'good'],
      [members(12, (i) => `, site: ${i % 2 ? 'Verona' : 'Padua'}`), /^12 people at two sites$/, 'good'],
      [members(11, (i) => `, site: ${i % 2 ? 'Verona' : 'Padua'}`), /^11 people at two sites$/, 'attention'],
      [members(9, (i) => (i > 6 ? '' : ', site: Verona')), /^9 people$/, 'open'],
      [members(18, (i) => `, site: S${i % 3}`), /^18 people at 3 sites$/, 'open'],
    ] as const) {
      const row = find(await shown(rotation), text);
      assert.equal(row.tone, tone, row.text);
    }
  });

  it('tells the time on call, doubled by a backup, and does not take silence for one', async () => {
    const alone = find(await shown(`${members(8)}shift: { backup: false }\n`), /^On call about 13 %/);
    assert.equal(alone.tone, 'good');
    assert.equal(find(await shown(`${members(8)}shift: { backup: true }\n`), /^On call about 25 %/).tone, 'good');
    assert.equal(find(await shown(`${members(7)}shift: { backup: true }\n`), /^On call about 29 %/).tone, 'attention');
    const silent = await shown(members(8));
    assert.equal(find(silent, /^Backup: not set/).tone, 'open');
    assert.equal(find(silent, /^On call about 13 % of the time, if one/).tone, 'open');
  });

  it('counts a person of two teams once, and not as the engineer of both', async () => {
    const view = await shown(
      'members:\n  - { name: Mia, team: folio }\n  - { name: mia, team: quince }\n  - { name: Ada, team: folio }\nservices: [shop, store]\n',
    );
    assert.match(view.standing, /^2 people/);
    assert.equal(find(view, /^Mia is listed for folio and quince/).tone, 'attention');
    assert.equal(find(view, /quince provides Mia, who are also counted for another team/).tone, 'attention');
    assert.equal(find(view, /^folio provides Mia and Ada/).tone, 'good');
  });

  it('names the team that hands in a service and gives nobody', async () => {
    const view = await shown(`${members(8, () => ', team: folio')}services: [shop, store]\n`);
    assert.equal(find(view, /quince provides no engineer$/).tone, 'bad');
    assert.match(view.next.map(({ title }) => title).join(), /Ask each owning team/);
    const joined = `${members(8, () => ', team: folio')}services: [shop, store]\njoined: [{ team: quince, engineer: P3, service: store, date: 2026-01-01 }]\n`;
    // P3 is listed for the other team.
    assert.equal(find(await shown(joined), /quince provides P3, who are also counted/).tone, 'attention');
    const own = `members:\n  - { name: Ada, team: folio }\n  - { name: Bo }\nservices: [shop, store]\n`;
    assert.equal(find(await shown(own), /quince provides no engineer, as far as recorded/).tone, 'open');
    assert.equal(
      find(await shown(`${own}joined: [{ team: Quince, engineer: Bo, date: 2026-01-01 }]\n`), /quince provides Bo/)
        .tone,
      'good',
    );
  });

  it('does not apply the rule to one team, and cannot tell for services elsewhere', async () => {
    const one = await shown(`${members(8, () => ', team: folio')}services: [shop]\n`);
    assert.equal(find(one, /^All services belong to folio/).tone, 'none');
    const away = await shown(`${members(8, () => ', team: folio')}services: [shop, elsewhere]\n`);
    assert.equal(find(away, /Unknown owner: elsewhere/).tone, 'open');
    none(away, /^All services are of/);
  });

  it('says who left and is still listed, and who joined and is not', async () => {
    const view = await shown(
      `${members(8)}former: [{ name: p2, left: 2026-10-01 }, { name: Gone, left: 2026-10-01 }, { name: P3, left: 2027-10-01 }]\njoined: [{ team: quince, engineer: Gone, date: 2026-01-01 }]\n`,
    );
    assert.equal(find(view, /^p2 left on 2026-10-01, but is still a member/).tone, 'attention');
    assert.equal(find(view, /^Gone joined for quince, but is not a member/).tone, 'attention');
    none(view, /P3 left/);
  });

  it('adds members, lets them leave and come back', async () => {
    const { act, part } = await engaged(shop);
    const text = await act('shop', 'oncall.member', { rotation: 'bard', name: 'Ada', team: 'folio', site: 'Verona' });
    assert.match(text, /members:\n {2}- name: Ada\n {4}team: folio\n {4}site: Verona\nservices:\n {2}- shop\n/);
    await assert.rejects(act('shop', 'oncall.member', { rotation: 'bard', name: 'ada' }), /already a member/);
    await act('shop', 'oncall.member', { rotation: 'bard', name: 'Bo' });
    const left = await act('shop', 'oncall.leave', { rotation: 'bard', name: 'Ada' });
    assert.match(left, /former:\n {2}- name: Ada\n {4}team: folio\n {4}site: Verona\n {4}left: 2026-11-21/);
    assert.match((await part('shop', 'oncall')).standing, /^1 person in the rotation bard/);
    await assert.rejects(act('shop', 'oncall.leave', { rotation: 'bard', name: 'Ada' }), /not a member/);
    assert.doesNotMatch(await act('shop', 'oncall.member', { rotation: 'bard', name: 'Ada' }), /left:/);
    assert.match(
      await act('shop', 'oncall.shift', { rotation: 'bard', hours: '12', nights: 'no' }),
      /shift:\n {2}hours: 12\n {2}nights: false/,
    );
    assert.match(
      await act('shop', 'oncall.joined', { rotation: 'bard', team: 'quince', engineer: 'Cy', service: 'store' }),
      /name: Cy\n {4}team: quince/,
    );
    await assert.rejects(act('shop', 'oncall.member', { rotation: '../x', name: 'Ada' }), /rotation/);
  });

  it('takes a member back who was written by mistake, without a trace', async () => {
    const { act, part, files } = await engaged({ ...shop, [file]: 'members: [{ name: Ada }, { name: Adda }]\n' });
    const table = (await part('shop', 'oncall')).blocks.find((each) => each.kind === 'table');
    const row = table?.kind === 'table' ? table.rows.find(({ cells }) => cells[0]?.text === 'Adda') : undefined;
    const back = row?.actions?.find(({ id }) => id === 'oncall.remove');
    await act('shop', 'oncall.remove', back?.values);
    assert.doesNotMatch(files.get(file) ?? '', /Adda/);
    assert.match(files.get(file) ?? '', /Ada/);
    await assert.rejects(act('shop', 'oncall.remove', back?.values), /has changed since/);
  });

  it('counts weeks once each, and none that is still to come or cannot be', async () => {
    const { act, part, files } = await engaged({ ...shop, [file]: `${members(8)}shift: { nights: true }\n` });
    await assert.rejects(
      act('shop', 'oncall.week', { rotation: 'bard', from: '2026-11-23', pages: '1' }),
      /in the future/,
    );
    await assert.rejects(
      act('shop', 'oncall.week', { rotation: 'bard', from: '2026-11-09', pages: '1', noise: '2' }),
      /more than all 1 pages/,
    );
    await assert.rejects(act('shop', 'oncall.week', { rotation: 'bard', from: '2026-11-09', pages: 'many' }), /pages/);
    await act('shop', 'oncall.week', {
      rotation: 'bard',
      from: '2026-11-09',
      pages: '40',
      incidents: '30',
      noise: '10',
    });
    await act('shop', 'oncall.week', { rotation: 'bard', from: '2026-11-02', pages: '3', incidents: '1', noise: '0' });
    const busy = await part('shop', 'oncall');
    const chart = busy.blocks.find((each) => each.kind === 'chart');
    assert.deepEqual(chart?.labels, ['2026-11-02', '2026-11-09']);
    assert.equal(find(busy, /^At most 30 incidents/).tone, 'bad');
    assert.match(find(busy, /^10 of 43 pages needed no action/).because ?? '', /2 weeks/);
    await act('shop', 'oncall.week', { rotation: 'bard', from: '2026-11-09', pages: '4', incidents: '2' });
    assert.equal((files.get(file)?.match(/2026-11-09/g) ?? []).length, 1);
    assert.equal(find(await part('shop', 'oncall'), /^At most 2 incidents/).tone, 'good');
    const undo = find(await part('shop', 'oncall'), /^Last recorded week: 2026-11-09/).actions?.[0];
    assert.ok(undo);
    await act('shop', undo.id, undo.values);
    assert.doesNotMatch(files.get(file) ?? '', /2026-11-09/);
  });

  it('leaves weeks of the future out, says so, and marks old ones', async () => {
    const view = await shown(
      `${members(8)}weeks: [{ from: 2027-05-03, pages: 90 }, { from: 2026-02-31, pages: 2 }, { from: 2026-08-03, pages: 1 }]\n`,
    );
    assert.match(find(view, /week of 2027-05-03 is ignored/).because ?? '', /in the future/);
    assert.match(find(view, /week of 2026-02-31 is ignored/).because ?? '', /not a valid date/);
    assert.equal(find(view, /^Last recorded week: 2026-08-03/).tone, 'attention');
    assert.equal(find(view, /^At most 1 page/).tone, 'good');
  });

  it('does not count a week that overlaps the one before, and tells it', async () => {
    const view = await shown(
      `${members(8)}weeks: [{ from: 2026-11-02, pages: 3 }, { from: 2026-11-05, pages: 90 }, { from: 2026-11-09, pages: 1 }]\n`,
    );
    assert.match(find(view, /week of 2026-11-05 is ignored/).because ?? '', /overlaps the week before/);
    none(view, /week of 2026-11-09 is ignored/);
    find(view, /^At most 3 pages/);
  });

  it('cannot tell incidents from pages alone where there are many', async () => {
    const view = await shown(`${members(8)}shift: { nights: true }\nweeks: [{ from: 2026-11-09, pages: 40 }]\n`);
    assert.match(find(view, /^At most 40 pages/).because ?? '', /One incident may page several times/);
  });

  it('says of a file with a mistake that it cannot tell, and nothing of what is missing in it', async () => {
    for (const text of ['members: [\n', '<<<<<<< a\nmembers: []\n', 'members:\n  - { team: folio }\n']) {
      const { part, act, files } = await engaged({ ...shop, [file]: text });
      const view = await part('shop', 'oncall');
      assert.match(view.standing, /^Could not determine who is on call/, text);
      assert.equal(find(view, /bard\.yaml has a mistake/).tone, 'bad');
      none(view, /No member|provides no engineer|not set$/);
      await assert.rejects(act('shop', 'oncall.member', { rotation: 'bard', name: 'Ada' }), /fix it first/);
      assert.equal(files.get(file), text);
    }
  });

  it('says where description and rotation do not agree', async () => {
    assert.equal(find(await shown(members(8)), /does not list shop/).tone, 'attention');
    const two = await shown(`${members(8)}services: [shop]\n`, { '.prr/rotations/other.yaml': 'services: [shop]\n' });
    assert.equal(find(two, /^other lists it too/).tone, 'attention');
    const { part } = await engaged({
      ...service('bare'),
      '.prr/rotations/night.yaml': `${members(8)}services: [bare]\n`,
    });
    assert.equal(find(await part('bare', 'oncall'), /^Rotation: night/).tone, 'attention');
  });

  it('counts pages without runbook or without for, and looks at what a stranger needs', async () => {
    const view = await shown(members(8), {
      'rules/shop.yaml': `groups:
  - name: shop
    rules:
      - { alert: ShopDown, expr: shop_up < 1, labels: { severity: page } }
      - { alert: ShopSlow, expr: shop_latency > 1, for: 5m, labels: { severity: critical }, annotations: { runbook_url: docs/runbooks/shop.md } }
      - { alert: ShopOdd, expr: shop_odd > 1 }
`,
      'docs/runbooks/shop.md': '# Shop\n\nLast tried: 2024-01-05.\n\n## Meaning\n\nIt is slow.\n',
    });
    assert.match(find(view, /^2 of 3 alerts page$/).because ?? '', /ShopDown and ShopSlow/);
    assert.equal(find(view, /^1 page without runbook/).at?.file, 'rules/shop.yaml');
    assert.match(find(view, /^1 page without for/).because ?? '', /ShopDown/);
    assert.match(find(view, /^1 alert without severity/).because ?? '', /ShopOdd/);
    const table = view.blocks.find((each) => each.kind === 'table' && each.head.includes('Missing'));
    assert.ok(table?.kind === 'table');
    const slow = table.rows.find(({ cells }) => cells[0]?.text === 'ShopSlow');
    assert.equal(slow?.cells[3]?.text, 'impact, diagnosis, mitigation, escalation and a command to copy');
    assert.equal(slow?.cells[4]?.tone, 'attention');
  });

  it('shows owner and goal of each direct dependency', async () => {
    const view = await shown('members:\n  - { name: Ada, team: quince }\n');
    const table = view.blocks.find((each) => each.kind === 'table' && each.head.includes('Owner'));
    assert.ok(table?.kind === 'table');
    assert.deepEqual(
      table.rows[0]?.cells.map(({ text }) => text),
      [
        'store',
        'declared, fails without it',
        'yes, not found in files',
        'group:default/quince',
        'none in this workspace',
        'Ada',
      ],
    );
  });

  it('says that no generic alert can be made where no metric is seen', async () => {
    const bare = await shown(members(8));
    assert.match(
      bare.documents[0]?.text ?? '',
      /Not generated: No metric of this service was found[\s\S]*groups: \[\]/,
    );
    assert.equal(find(bare, /^No generic alert can be made/).tone, 'open');
  });

  it('shows goals of all services, recent postmortems, and the drills that are ready', async () => {
    const bare = await shown(members(8));
    assert.match(
      find(bare, /^0 of 2 services of this workspace have an SLO/).because ?? '',
      /No SLO was found for shop and store/,
    );
    assert.equal(find(bare, /^No postmortem was found/).tone, 'open');
    const report = (title: string) =>
      `# Postmortem: ${title}\n\n## Impact\n\nThe shop failed.\n\n## Root causes\n\nA lock.\n\n## Actions\n\n- Add a limit\n`;
    const view = await shown(members(8), {
      'docs/postmortems/2026-09-01-lock.md': report('the lock, 2026-09-01'),
      'docs/postmortems/2019-09-01-old.md': report('the old one, 2019-09-01'),
      '.prr/engagement/shop/training.yaml':
        'drills:\n  - { what: x, date: 2026-11-01, by: Bo }\n  - { what: y, date: 2027-11-01, by: Bo }\n',
    });
    const row = find(view, /^1 postmortem in the last year/);
    assert.equal(row.at?.file, 'docs/postmortems/2026-09-01-lock.md');
    assert.doesNotMatch(row.because ?? '', /the old one/);
    assert.equal(find(view, /^1 drill played, the last on 2026-11-01/).tone, 'good');
  });
});
