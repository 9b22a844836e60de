import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { openPostmortems } from '../../server/src/documents/postmortems/postmortems.ts';
import { followupsAt } from '../../server/src/engagement/seen/followups.ts';
import { packSchema } from '../../server/src/knowledge/pack.ts';
import type { Action, PartView, Row } from '../../server/src/model/engagement.ts';
import { engaged } from './engaged.ts';

const fetching = "export const load = async () => (await fetch('https://stock.example.org/level')).json();\n";
const shop = {
  'shop/package.json': '{"name":"shop","type":"module","dependencies":{"express":"4","undici":"7"}}',
  'shop/Dockerfile': 'FROM node:22\n',
  'shop/src/load.ts': `// What stock tells.\n${fetching}`,
};
const postmortem = `# The shop was down, 2026-10-01

## Impact

All.

## Lessons learned

- Nobody limits undici

## Action items

| Action | Owner | Due | Status |
| --- | --- | --- | --- |
| Think | Bo | 2027-01-20 | open |
| Limit \`fetch(\` in \`shop/src/load.ts\` | Bo | 2026-10-20 | open |
| Try it | | | |
| Say sorry | Ana | 2026-10-02 | done |
`;
const withIncident = { ...shop, 'docs/postmortems/2026-10-01.md': postmortem };

function recorded(day: string, items: string, more = ''): Record<string, string> {
  const name = `${day.replaceAll('-', '')}T120000Z-x`;
  return { [`.prr/exports/shop/${name}.yaml`]: `at: ${day}T12:00:00Z\nhash: x${day}\n${more}items: ${items}\n` };
}

function rows(view: PartView): readonly Row[] {
  return view.blocks.flatMap((block) => (block.kind === 'list' ? block.rows : []));
}

function row(view: PartView, text: RegExp): Row {
  const found = rows(view).find((each) => text.test(each.text));
  assert.ok(found, `${String(text)} is not there`);
  return found;
}

function form(view: PartView, text: RegExp, id: string): Action {
  const found = row(view, text).actions?.find((each) => each.id === id);
  assert.ok(found, `${id} is not at ${String(text)}`);
  return found;
}

describe('trend', () => {
  it('knows a review of the present state again, with what was decided in the engagement', async () => {
    const { core, act, part } = await engaged(shop);
    await act('shop', 'state.record', { state: 'improvements' });
    await act('shop', 'plan.decide', { id: 'dep-timeouts', decision: 'accepted' });
    const [service] = core.services();
    assert.ok(service);
    await (await core.summaries()).record(service);
    const chart = (await part('shop', 'trend')).blocks.find((block) => block.kind === 'chart');
    assert.ok(chart?.kind === 'chart');
    assert.deepEqual(chart.labels, ['2026-11-21'], 'it is the state of now');
  });

  it('has no trend without reviews, and says how one begins', async () => {
    const { part } = await engaged(shop);
    const view = await part('shop', 'trend');
    assert.match(view.standing, /^No earlier review is recorded\.$/);
    assert.equal(view.tone, 'open');
    assert.ok(!view.blocks.some(({ kind }) => kind === 'chart'));
  });

  it('draws the share of good items by aspect, and says what got worse, with the place', async () => {
    const { part } = await engaged({
      ...shop,
      ...recorded('2026-09-01', '{ dep-timeouts: { state: violated }, dep-security: { state: unanswered } }'),
      ...recorded(
        '2026-10-01',
        '{ dep-timeouts: { state: shown }, dep-security: { state: yes, stale: true }, gone: { state: yes } }',
      ),
    });
    const view = await part('shop', 'trend');
    const chart = view.blocks.find((block) => block.kind === 'chart');
    assert.ok(chart?.kind === 'chart');
    assert.deepEqual(chart.labels, ['2026-09-01', '2026-10-01', 'now']);
    assert.deepEqual(chart.lines.find(({ name }) => name === 'Architecture')?.values.slice(0, 2), [0, 50]);
    // Nothing was asked of capacity then.
    assert.equal(chart.lines.find(({ name }) => name === 'Capacity planning')?.values[0], null);
    const worse = row(view, /Timeouts.*: passed → failed/);
    assert.deepEqual(worse.at, { file: 'shop/src/load.ts', line: 2 });
    assert.equal(worse.item, 'dep-timeouts');
    assert.equal(view.tone, 'bad');
    assert.match(view.next[0]?.title ?? '', /got worse/);
  });

  it('names what is better, and where nothing turned says so', async () => {
    const texts = {
      'shop/package.json': '{"name":"shop","type":"module","dependencies":{"express":"4"}}',
      'shop/Dockerfile': 'FROM node:22@sha256:0123456789012345678901234567890123456789012345678901234567890123\n',
      '.prr/answers/shop/dep-security.yaml':
        'item: dep-security\nanswer: yes\nreason: reviewed\nby: Ana\ndate: 2026-11-01\n',
    };
    const items = '{ dep-security: { state: no, by: Bo, date: 2026-09-01 }, chg-build: { state: violated } }';
    const { part, review } = await engaged({ ...texts, ...recorded('2026-10-01', items) });
    assert.ok(review);
    const view = await part('shop', 'trend');
    assert.match(view.standing, /^Since the review of 2026-10-01: 2 better \(Security review and Pinned versions\)/);
    assert.equal(row(view, /Ana answered “Security review”: yes/).tone, 'good');
    assert.equal(row(view, /Pinned versions.*: failed → passed/).tone, 'good');
    const headings = view.blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []));
    assert.ok(headings.includes('Better than in the last review (2)'));
    assert.ok(!headings.some((each) => each.startsWith('Worse')));
    assert.match(view.documents[0]?.text ?? '', /## Better than in the last review\n\n- .*Security review/);
    const same = await engaged({ ...texts, ...recorded('2026-10-01', '{ dep-third-party: { state: unanswered } }') });
    assert.match(
      (await same.part('shop', 'trend')).standing,
      /^Nothing got worse or better since the review of 2026-10-01/,
    );
  });

  it('takes the date that the plan agreed on since, and does not ask for what was declined', async () => {
    const { part, act, files } = await engaged(withIncident);
    const plan = await part('shop', 'plan');
    const forms = plan.blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
    const form = forms.find(({ cells }) => cells[0]?.text.startsWith('Limit'))?.actions?.[0];
    const id = form?.values['id'] ?? '';
    await act('shop', 'plan.own', { id, owner: 'Ana', due: '2026-12-24' });
    assert.match(row(await part('shop', 'trend'), /^Limit/).because ?? '', /Owner: Ana; it is due on 2026-12-24/);
    assert.doesNotMatch((await part('shop', 'trend')).standing, /overdue/);
    await act('shop', 'plan.decide', { id, decision: 'declined', reason: 'a proxy does it' });
    assert.ok(
      !rows(await part('shop', 'trend')).some(({ text }) => text.startsWith('Limit')),
      [...files.keys()].join(),
    );
  });

  it('shows follow-ups at the code that they concern, late ones first, and asks where nothing is said', async () => {
    const { part, core } = await engaged(withIncident);
    const view = await part('shop', 'trend');
    const late = row(view, /^Limit/);
    assert.ok(rows(view).indexOf(late) < rows(view).indexOf(row(view, /^Think/)));
    assert.equal(late.tone, 'bad');
    assert.deepEqual(late.at, { file: 'shop/src/load.ts', line: 2 });
    assert.match(
      late.because ?? '',
      /\(docs\/postmortems\/2026-10-01\.md:16\); it is open\. Owner: Bo; it was due on 2026-10-20/,
    );
    const untold = row(view, /^Try it/);
    assert.match(untold.because ?? '', /its state is not recorded.*Ask /);
    assert.deepEqual(untold.at, { file: 'docs/postmortems/2026-10-01.md', line: 17 });
    assert.ok(!rows(view).some(({ text }) => text === 'Say sorry'));
    assert.match(view.standing, /2 follow-ups of postmortems are open, 1 overdue; it is unknown whether 1 is done/);
    assert.equal(view.next[0]?.weight, 2);
    const [service] = core.services();
    assert.ok(service);
    const engagements = await core.engagements();
    const { said } = await engagements.said(service);
    const { index } = core.live;
    const at = await followupsAt({
      index,
      text: (file) => core.live.text(file),
      services: core.services(),
      service,
      said,
      today: '2026-11-21',
      postmortems: () =>
        openPostmortems({ index: core.live.index, text: (file) => core.live.text(file) })(async () => core.services()),
    });
    assert.deepEqual(
      at.map(({ file, line, postmortem: { file: from } }) => [file, line, from]),
      [['shop/src/load.ts', 2, 'docs/postmortems/2026-10-01.md']],
    );
  });

  it('lets people say what became of a follow-up, and take it back', async () => {
    const { part, act } = await engaged(withIncident);
    const say = form(await part('shop', 'trend'), /^Limit/, 'trend.followup');
    await assert.rejects(act('shop', 'trend.followup', { ...say.values, state: 'dropped' }), /give a reason/);
    const text = await act('shop', 'trend.followup', { ...say.values, state: 'done', reason: 'in #4' });
    assert.match(text, /followups:\n.*2026-10-01#limit-fetch-in-shop-src-load-ts/);
    const view = await part('shop', 'trend');
    assert.match(row(view, /^Limit/).because ?? '', /^Ana recorded it as done on 2026-11-21: in #4\.$/);
    assert.doesNotMatch(view.standing, /overdue/);
    // The plan follows.
    const planned = (await part('shop', 'plan')).blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
    assert.ok(!planned.some(({ cells }) => /^Limit/.test(cells[0]?.text ?? '')));
    await act('shop', 'trend.unfollow', { ...say.values });
    assert.equal(row(await part('shop', 'trend'), /^Limit/).tone, 'bad');
  });

  it('proposes a fresh look when the owner changed or the load grew, until somebody answers', async () => {
    const { part, act, write } = await engaged({
      ...shop,
      '.prr/services/shop.yaml': 'owner: team-a\n',
    });
    assert.ok(!rows(await part('shop', 'trend')).some(({ text }) => /owner has changed/.test(text)));
    await write({
      '.prr/answers/shop/dep-security.yaml':
        'answer: yes\nreason: see docs\nby: Ana\ndate: 2026-11-01\nowner: team-b\n',
    });
    const view = await part('shop', 'trend');
    assert.match(
      row(view, /owner has changed/).because ?? '',
      /^1 answer was given while team-b owned it; team-a owns it now\.$/,
    );
    await act('shop', 'trend.look', { ...form(view, /owner has changed/, 'trend.look').values, outcome: 'Read it.' });
    const answered = await part('shop', 'trend');
    assert.match(row(answered, /owner has changed/).because ?? '', /Ana on 2026-11-21: Read it\.$/);
    assert.doesNotMatch(answered.standing, /new review/);
    await act('shop', 'trend.unlook', { ...form(answered, /owner has changed/, 'trend.unlook').values });
    assert.match((await part('shop', 'trend')).standing, /1 reason for a new review/);
    await act('shop', 'advice.answer', { question: 'growth', answer: 'orders' });
    assert.match(row(await part('shop', 'trend'), /Its load has grown/).because ?? '', /grown ten times or more/);
  });

  it('proposes one when much has changed or a year has passed since the last review', async () => {
    const { part, at } = await engaged({ ...shop, ...recorded('2026-10-01', '{ dep-timeouts: { state: shown } }') });
    assert.match(row(await part('shop', 'trend'), /^Much has changed/).because ?? '', /of \d+ items differ/);
    assert.ok(!rows(await part('shop', 'trend')).some(({ text }) => /over a year/.test(text)));
    at('2027-11-21T12:00:00Z');
    row(await part('shop', 'trend'), /over a year old/);
  });

  it('keeps the rhythm of meetings, and drafts the next agenda', async () => {
    const { part, act, at } = await engaged(withIncident);
    await assert.rejects(act('shop', 'trend.meet', { date: '2027-01-01' }), /today or earlier/);
    await assert.rejects(act('shop', 'trend.meet', { date: 'monday' }), /a date like/);
    await act('shop', 'trend.meet', { minutes: 'docs/minutes/1.md' });
    at('2026-12-11T12:00:00Z');
    const view = await part('shop', 'trend');
    assert.ok(view.blocks.some((block) => block.kind === 'text' && /on 2026-11-21, 20 days ago/.test(block.text)));
    assert.match(view.documents.find(({ id }) => id === 'minutes')?.text ?? '', /- Limit .*: Bo, 2026-10-20, overdue/);
    assert.ok(!view.next.some(({ title }) => /^Schedule a meeting/.test(title)));
    await act('shop', 'state.record', { state: 'onboarding' });
    assert.ok((await part('shop', 'trend')).next.some(({ title }) => /^Schedule a meeting/.test(title)));
    await act('shop', 'trend.unmeet', { date: '2026-11-21', by: 'Ana' });
    assert.ok(!rows(await part('shop', 'trend')).some(({ text }) => text === '2026-11-21'));
  });

  it('makes drafts of a lesson: a page of the Guide, and what checks know where it names a library', async () => {
    const { part, act } = await engaged(withIncident);
    const keep = form(await part('shop', 'trend'), /^Nobody limits undici/, 'trend.lesson');
    await act('shop', 'trend.lesson', { ...keep.values });
    await assert.rejects(act('shop', 'trend.lesson', { ...keep.values }), /already exists/);
    const view = await part('shop', 'trend');
    const document = (id: RegExp) => view.documents.find((each) => id.test(each.id))?.text ?? '';
    assert.match(document(/^guide-/), /draft: true[\s\S]*# Nobody limits undici[\s\S]*Ana on 2026-11-21/);
    const pack = packSchema.safeParse(parse(document(/^pack-/)));
    assert.ok(pack.success, String(pack.error));
    assert.deepEqual(pack.data.modules, ['undici']);
    const fixture = document(/^fixture-/).split('\n');
    const marked = fixture.findIndex((line) => line.includes('violated'));
    const at = fixture[marked]?.indexOf('^^^') ?? -1;
    assert.equal(fixture[marked - 1]?.slice(at, at + 3), 'get');
    await act('shop', 'trend.became', { text: 'Nobody limits undici', became: '.prr/packs/undici.yaml' });
    assert.deepEqual(
      (await part('shop', 'trend')).documents.map(({ id }) => id),
      ['minutes'],
    );
    await act('shop', 'trend.unlearn', { text: 'Nobody limits undici' });
    form(await part('shop', 'trend'), /^Nobody limits undici/, 'trend.lesson');
  });

  it('says what is wrong in a file, keeps it, and shows the rest', async () => {
    const file = '.prr/engagement/shop/trend.yaml';
    const { engagement, part, act, files } = await engaged({
      ...withIncident,
      [file]:
        'meetings:\n  - { by: Ana, date: soon }\nlessons:\n  - { text: Kept, from: here, by: Ana, date: 2026-11-01 }\n',
      ...recorded('2026-10-01', 'broken'),
    });
    const { problems } = await engagement('shop');
    assert.match(problems.join('\n'), /trend\.yaml: meetings\.0\.date: a date like/);
    row(await part('shop', 'trend'), /^Kept$/);
    await assert.rejects(act('shop', 'trend.meet', {}), /fix it first/);
    assert.match(files.get(file) ?? '', /date: soon/);
  });
});
