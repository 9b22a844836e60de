import assert from 'node:assert/strict';
import type { Action, PartView, Row } from '../../server/src/model/engagement.ts';
import { engaged } from './engaged.ts';

const server = `import express from 'express';
const app = express();
app.get('/basket', (_, res) => res.send('ok'));
app.listen(3000);
`;
const descriptor = (tier: number, phase: string, more = '') => `tier: ${tier}\nphase: ${phase}\nroot: shop\n${more}`;
const base = {
  '.prr/services/shop.yaml': descriptor(3, 'build'),
  'shop/package.json': JSON.stringify({ name: 'shop', dependencies: { express: '5' } }),
  'shop/src/server.ts': server,
};
const postmortem = `# The basket was empty, 2026-10-02

Authors: Ada.

## Impact

For an hour the shop showed empty baskets.

## Root causes

- A release lost the session store.

## Lessons learned

- Baskets need a store of their own.

## Action items

| Action | Owner | Status |
| --- | --- | --- |
| Keep baskets for a day in \`shop/src/server.ts\` | Ada | open |
| Warn when baskets are empty | Bo | done |
`;

function rows({ blocks }: PartView, heading: string): readonly Row[] {
  const at = blocks.findIndex((block) => block.kind === 'heading' && block.text === heading);
  const next = at < 0 ? undefined : blocks[at + 1];
  return next?.kind === 'list' ? next.rows : [];
}

function button({ blocks }: PartView, id: string): Action {
  const all = blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
  const found = all.find((each) => each.id === id);
  assert.ok(found, id);
  return found;
}

const since = 'Changes since the analysis began';

describe('the analysis', () => {
  it('says why each item is asked, with the place of what was seen, and adds up', async () => {
    const { part, of, write } = await engaged(base);
    await write({ 'shop/src/server.ts': `${server}export const load = () => fetch('http://stock/v1');\n` });
    const { blocks } = await part('shop', 'analysis');
    const table = blocks.find((block) => block.kind === 'table' && block.caption === 'Checklist items, and why');
    assert.ok(table?.kind === 'table');
    const calls = table.rows.find(({ cells }) => cells[0]?.text === 'It makes 1 outgoing call');
    assert.deepEqual([calls?.cells[0]?.at?.file, calls?.cells[0]?.at?.line], ['shop/src/server.ts', 5]);
    const asked = (await of('shop')).items.filter(
      ({ included, state }) => included.value && state !== 'not-applicable',
    );
    const sum = table.rows.reduce((total, { cells }) => total + Number(cells[1]?.text), 0);
    assert.equal(sum, asked.length);
  });

  it('shows the organisation’s own items with their place, asked or not', async () => {
    const item = (id: string, tiers: string) => `  - id: ${id}
    title: Ours ${id}
    question: Is it so?
    why: Users would notice.
    aspect: change
    phases: [build]
    tiers: [${tiers}]
    kinds: [service]
    guide: retries
    answer: true
    evidence: A link.
    source: Gold standard 7
`;
    const { part } = await engaged({
      ...base,
      '.prr/checklists/ours.yaml': `title: Ours\nitems:\n${item('own-one', '1, 2, 3')}${item('own-two', '1')}`,
    });
    const own = rows(await part('shop', 'analysis'), 'From your checklists');
    assert.deepEqual(
      own.map(({ text, tone, at }) => [text, tone, at?.file, at?.line]),
      [
        ['Ours own-one', 'open', '.prr/checklists/ours.yaml', 3],
        ['Ours own-two', 'none', '.prr/checklists/ours.yaml', 15],
      ],
    );
    assert.match(own[0]?.because ?? '', /from Gold standard 7/);
  });

  it('says what was added or left out since it began, and why', async () => {
    const { part, act, write } = await engaged(base);
    const begin = button(await part('shop', 'analysis'), 'analysis.begin');
    const text = await act('shop', begin.id, begin.values);
    assert.match(text, /composition:\n {2}by: Ana\n {2}date: 2026-11-21\n {2}tier: 3\n {2}phase: build\n/);
    assert.equal(rows(await part('shop', 'analysis'), since)[0]?.text, 'No changes');

    await write({ '.prr/services/shop.yaml': descriptor(1, 'build') });
    const raised = rows(await part('shop', 'analysis'), since);
    assert.ok(raised.some(({ because }) => because?.startsWith('the tier was 3 and is 1')));

    await write({ '.prr/services/shop.yaml': descriptor(3, 'operate') });
    const moved = rows(await part('shop', 'analysis'), since);
    const added = moved.find(({ because }) => because?.startsWith('the phase was build and is operate'));
    assert.match(added?.text ?? '', /^Added: /);
    await write({ '.prr/services/shop.yaml': descriptor(3, 'design') });
    const back = rows(await part('shop', 'analysis'), since);
    const left = back.find(({ text: words, item }) => words.startsWith('Removed: ') && item !== undefined);
    assert.match(left?.because ?? '', /this service is in design\. Recorded reason: /);

    await write({
      '.prr/services/shop.yaml': descriptor(3, 'build'),
      'shop/src/server.ts': `${server}export const load = () => fetch('http://stock/v1');\n`,
    });
    const seen = rows(await part('shop', 'analysis'), since).find(({ item }) => item === 'dep-timeouts');
    assert.equal(seen?.because, 'new in the files: it makes 1 outgoing call.');
    assert.equal(seen.at?.line, 5);

    await act('shop', 'analysis.forget');
    assert.match(rows(await part('shop', 'analysis'), since)[0]?.text ?? '', /not recorded/);
  });

  it('does not record a list that is not whole', async () => {
    const { act, files } = await engaged(base);
    for (const items of ['', 'x', '[]', '{"a":"b"}', '{"a":["NO"]}'])
      await assert.rejects(act('shop', 'analysis.begin', { items }), items === '' ? /items/ : /incomplete/);
    assert.ok(!files.has('.prr/engagement/shop/analysis.yaml'));
  });

  it('asks for its incidents, shows open follow-ups, and proposes their lessons', async () => {
    const { part, act, write } = await engaged({ ...base, 'docs/postmortems/2026-10-02.md': postmortem });
    const view = await part('shop', 'analysis');
    const incidents = rows(view, 'Incidents');
    assert.equal(incidents[0]?.tone, 'open');
    assert.deepEqual(
      incidents.slice(1).map(({ text, at }) => [text.slice(0, 30), at?.line]),
      [['Follow-up: Keep baskets for a ', 21]],
    );
    const read = incidents[0]?.actions?.[0];
    await act('shop', read?.id ?? '', { ...read?.values, remark: 'The store is the weak point' });
    const after = rows(await part('shop', 'analysis'), 'Incidents')[0];
    assert.equal(after?.tone, 'good');
    assert.match(after?.because ?? '', /read \(Ana, 2026-11-21\): The store is the weak point\./);
    const lesson = rows(view, 'Lessons')[0];
    assert.equal(lesson?.text, 'Baskets need a store of their own.');
    await act('shop', 'analysis.lesson', lesson?.actions?.[0]?.values);
    assert.equal(rows(await part('shop', 'analysis'), 'Lessons')[0]?.tone, 'good');
    await assert.rejects(act('shop', 'analysis.lesson', lesson?.actions?.[0]?.values), /already exists/);
    await act('shop', 'analysis.dropLesson', { of: lesson?.text ?? '' });
    assert.equal(rows(await part('shop', 'analysis'), 'Lessons')[0]?.tone, 'open');
    await write({ 'docs/postmortems/2026-10-02.md': '# Moved\n' });
    assert.match(
      rows(await part('shop', 'analysis'), 'Incidents')[0]?.because ?? '',
      /this postmortem no longer exists/,
    );
    await act('shop', 'analysis.unread', { of: 'docs/postmortems/2026-10-02.md' });
    assert.match(rows(await part('shop', 'analysis'), 'Incidents')[0]?.because ?? '', /there may have been incidents/);
  });

  it('proposes what a related service answered no to and nobody has said here, and of no other service', async () => {
    const other = (name: string, more: string) => ({
      [`.prr/services/${name}.yaml`]: `tier: 2\nphase: build\nroot: ${name}\n${more}`,
      [`${name}/package.json`]: JSON.stringify({ name, dependencies: {} }),
      [`${name}/main.ts`]: 'export const one = 1;\n',
      [`.prr/answers/${name}/em-controls.yaml`]: `answer: no\nreason: Nobody has looked at ${name}\nby: Bo\ndate: '2026-11-01'\n`,
    });
    const { part, act } = await engaged({
      ...base,
      '.prr/services/shop.yaml': descriptor(2, 'build', 'owner: team-shop\n'),
      ...other('stock', 'owner: team-shop\n'),
      ...other('mail', 'owner: team-mail\n'),
    });
    const found = rows(await part('shop', 'analysis'), 'Lessons').find(({ item }) => item === 'em-controls');
    assert.equal(
      found?.because,
      'stock has the same owner, and Bo answered no on 2026-11-01: Nobody has looked at stock.',
    );
    assert.ok(!JSON.stringify(await part('shop', 'analysis')).includes('mail'));
    await act('shop', 'analysis.lesson', found.actions?.[0]?.values);
    assert.match(rows(await part('shop', 'analysis'), 'Lessons')[0]?.because ?? '', /^from stock .*; here: open/);
  });

  it('asks those who run what it depends on, and keeps who was asked', async () => {
    const { part, act } = await engaged({
      ...base,
      '.prr/services/shop.yaml': descriptor(
        3,
        'build',
        'owner: a\ndependencies: [{ name: ledger, owner: team-money }]\n',
      ),
    });
    const heading = 'People consulted';
    const [row] = rows(await part('shop', 'analysis'), heading);
    assert.equal(row?.text, 'Ask team-money about ledger');
    assert.equal(row.at?.file, '.prr/services/shop.yaml');
    await act('shop', 'analysis.expert', { name: 'Kim', about: 'how ledger fails' });
    assert.deepEqual(
      rows(await part('shop', 'analysis'), heading).map(({ text }) => text),
      ['Kim: how ledger fails'],
    );
    await act('shop', 'analysis.expert', { of: 'Kim: how ledger fails', name: 'Kim', about: 'ledger and its limits' });
    await act('shop', 'analysis.dropExpert', { of: 'Kim: ledger and its limits' });
    assert.equal(rows(await part('shop', 'analysis'), heading)[0]?.text, 'Ask team-money about ledger');
  });

  it('names the first important open item as the next step once it has begun, and nothing before', async () => {
    const { part, act, of } = await engaged(base);
    assert.deepEqual((await part('shop', 'analysis')).next, []);
    await act('shop', 'state.record', { state: 'analysis' });
    const [step] = (await part('shop', 'analysis')).next;
    const item = (await of('shop')).items.find(({ item: { title } }) => step?.title === `Answer “${title}”`);
    assert.equal(item?.item.priority, 'high');
    assert.ok(item.state === 'unanswered' || item.state === 'cannot-tell');
  });

  it('keeps a file with conflict markers, and goes on without what it says', async () => {
    const file = '.prr/engagement/shop/analysis.yaml';
    const broken = '<<<<<<< HEAD\nexperts: []\n=======\nlessons: []\n>>>>>>> main\n';
    const { part, act, files, engagement } = await engaged({ ...base, [file]: broken });
    assert.match((await part('shop', 'analysis')).standing, /^Inconclusive: .*analysis\.yaml/);
    await assert.rejects(act('shop', 'analysis.expert', { name: 'Kim', about: 'x' }), /mistake/);
    assert.equal(files.get(file), broken);
    assert.ok((await engagement('shop')).problems.some((each) => each.includes(file)));
  });
});
