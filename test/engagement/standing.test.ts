import assert from 'node:assert/strict';
import { engaged } from './engaged.ts';

const service = {
  'shop/package.json': '{"name":"shop","dependencies":{"express":"4"}}',
  'shop/Dockerfile': 'FROM node:22\n',
};

describe('where an engagement stands', () => {
  it('is self-supported until somebody records otherwise', async () => {
    const { engagement } = await engaged(service);
    const { state, standing, history } = await engagement('shop');
    assert.equal(state, 'self-supported');
    assert.match(standing, /^Self-supported: its developers run it/);
    assert.deepEqual(history, []);
  });

  it('records a state with who and when, and keeps the one before', async () => {
    const { engagement, act, at } = await engaged(service);
    await act('shop', 'state.record', { state: 'consulted', reason: 'asked about timeouts' });
    at('2026-12-01T12:00:00Z');
    const text = await act('shop', 'state.record', { state: 'engagement', next: '2027-01-10' }, 'Bo');
    assert.match(text, /^state: engagement\nsince: 2026-12-01\nby: Bo\n/m);
    const { state, history } = await engagement('shop');
    assert.equal(state, 'engagement');
    assert.deepEqual(
      history.map(({ state: was, since, by, reason }) => [was, since, by, reason]),
      [
        ['consulted', '2026-11-21', 'Ana', 'asked about timeouts'],
        ['engagement', '2026-12-01', 'Bo', undefined],
      ],
    );
  });

  it('takes the last record back, and the one before holds again', async () => {
    const { engagement, act, at, files } = await engaged(service);
    await act('shop', 'state.record', { state: 'consulted', reason: 'asked', agreement: 'two hours' });
    at('2026-12-01T12:00:00Z');
    await act('shop', 'state.record', { state: 'onboarded', next: '2027-01-10' }, 'Bo');
    const last = { state: 'onboarded', since: '2026-12-01' };
    await assert.rejects(act('shop', 'state.back', { ...last, since: '2026-11-21' }), /has changed since/);
    await act('shop', 'state.back', last);
    const { standing, history, actions } = await engagement('shop');
    assert.match(standing, /^Consulted: .*, since 2026-11-21 \(Ana\)\.$/);
    assert.equal(history.length, 1);
    assert.match(files.get('.prr/engagement/shop/state.yaml') ?? '', /agreement: two hours/);
    await act('shop', 'state.back', actions.find(({ id }) => id === 'state.back')?.values);
    const first = await engagement('shop');
    assert.deepEqual([first.state, first.problems, first.actions.length], ['self-supported', [], 1]);
  });

  it('tells that a hand-over is in view once the engagement leads to one', async () => {
    const { act, of } = await engaged(service);
    const inView = async () => (await of('shop')).profile.traits.some(({ id }) => id === 'handover');
    assert.equal(await inView(), false);
    await act('shop', 'state.record', { state: 'analysis' });
    assert.equal(await inView(), true);
  });

  it('refuses what does not fit, and a file with a mistake, and writes nothing', async () => {
    const { act, files, engagement } = await engaged({ ...service, '.prr/engagement/shop/state.yaml': 'state: [\n' });
    await assert.rejects(act('shop', 'state.record', { state: 'gone' }), /state/);
    await assert.rejects(act('shop', 'state.record', { state: 'consulted' }), /fix it first/);
    await assert.rejects(act('shop', 'nothing.here'), /there is no action/);
    assert.equal(files.get('.prr/engagement/shop/state.yaml'), 'state: [\n');
    const { problems } = await engagement('shop');
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', /state\.yaml/);
  });

  it('goes on from a former name of the service', async () => {
    const { engagement, act, files } = await engaged({
      ...service,
      '.prr/services/shop.yaml': 'was: [store]\n',
      '.prr/engagement/store/state.yaml': 'state: consulted\nsince: 2026-01-02\nby: Bo\n',
    });
    assert.equal((await engagement('shop')).state, 'consulted');
    await act('shop', 'state.record', { state: 'candidate' });
    assert.match(files.get('.prr/engagement/shop/state.yaml') ?? '', /history:\n {2}- state: consulted/);
    assert.match(files.get('.prr/engagement/store/state.yaml') ?? '', /^state: consulted/);
  });

  it('tells mistakes of its files at their line, and folders of services that are not there', async () => {
    const { review } = await engaged({
      ...service,
      '.prr/engagement/shop/advice.yaml': 'answers:\n  growth: { answer: orders, by: Ana, date: yesterday }\n',
      '.prr/engagement/gone/state.yaml': 'state: consulted\nsince: 2026-01-02\nby: Bo\n',
      '.prr/platform.yaml': '<<<<<<< ours\nname: a\n=======\nname: b\n>>>>>>> theirs\n',
    });
    const told = (await review.problems()).map(({ file, message }) => `${file}: ${message}`);
    assert.equal(told.length, 3, told.join('\n'));
    assert.ok(told.some((each) => /advice\.yaml: .*date/.test(each)));
    assert.ok(told.some((each) => each.includes('There is no service gone')));
    assert.ok(told.some((each) => each.startsWith('.prr/platform.yaml: Merge conflict')));
  });

  it('says on the page of a service of which nothing is written that it may have had another name', async () => {
    const store = { '.prr/engagement/store/state.yaml': 'state: consulted\nsince: 2026-01-02\nby: Bo\n' };
    const { engagement, write } = await engaged({ ...service, ...store });
    const { problems } = await engagement('shop');
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', /add was: \[store\] to \.prr\/services\/shop\.yaml/);
    await write({ '.prr/services/shop.yaml': 'was: [store]\n' });
    const known = await engagement('shop');
    assert.deepEqual([known.state, known.problems], ['consulted', []]);
  });

  it('takes any state that somebody records, and says what is missing for it', async () => {
    const { engagement, act } = await engaged(service);
    await act('shop', 'state.record', { state: 'onboarded' });
    assert.match((await engagement('shop')).standing, /9 of 9 responsibilities have not moved\.$/);
  });

  it('takes nothing from a service that is still there, whatever a description says', async () => {
    const { engagement } = await engaged({
      ...service,
      'cart/package.json': '{"name":"cart","dependencies":{"express":"4"}}',
      'cart/Dockerfile': 'FROM node:22\n',
      '.prr/services/cart.yaml': 'was: [shop]\n',
      '.prr/engagement/shop/state.yaml': 'state: consulted\nsince: 2026-01-02\nby: Bo\n',
    });
    assert.equal((await engagement('shop')).state, 'consulted');
    assert.equal((await engagement('cart')).state, 'self-supported');
  });

  it('says what comes when as the plan does: what is done there, by whomever, comes no more', async () => {
    const postmortem = (status: string) =>
      `# Down, 2026-10-01\n\n## Impact\n\nAll.\n\n## Action items\n\n| Action | Owner | Status |\n| --- | --- | --- |\n| Try more load | Bo | ${status} |\n`;
    const { engagement, part, act, write, review, at } = await engaged({
      ...service,
      'docs/postmortems/2026-10-01.md': postmortem('open'),
    });
    const rows = async () =>
      (await part('shop', 'plan')).blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
    const promise = async (title: string) => {
      const found = (await rows()).find(({ cells }) => cells[0]?.text === title);
      const values = found?.actions?.find(({ id }) => id === 'plan.decide')?.values ?? assert.fail(title);
      await act('shop', 'plan.decide', { ...values, decision: 'accepted' });
      await act('shop', 'plan.own', { ...values, owner: 'Orlando', due: '2026-12-18' });
      return values;
    };
    const coming = async () => (await engagement('shop')).dates.map(({ what }) => what);
    await promise('Try more load');
    const { note } = await review.addNote({ kind: 'risk', text: 'One disk', service: 'shop', by: 'Ana' });
    await promise('One disk');
    await act('shop', 'plan.add', { title: 'A switch' });
    const own = await promise('A switch');
    const answer = { service: 'shop', item: 'em-runbooks', by: 'Ana', reason: 'none yet' };
    await review.answer({ ...answer, answer: 'no' });
    await act('shop', 'plan.decide', { id: 'em-runbooks', decision: 'accepted' });
    await act('shop', 'plan.own', { id: 'em-runbooks', due: '2026-12-18' });
    assert.equal((await coming()).length, 4);
    await act('shop', 'plan.done', { ...own, done: '2026-11-20' });
    await write({ 'docs/postmortems/2026-10-01.md': postmortem('done') });
    await review.answer({ ...answer, answer: 'yes' });
    assert.deepEqual(await coming(), ['Fix “One disk”']);
    await review.changeNote(note.id, { change: 'resolve', by: 'Ana' });
    assert.deepEqual(await coming(), []);
    // What nothing tells of stays, and says so.
    await write({ 'docs/postmortems/2026-10-01.md': postmortem('') });
    at('2026-12-19T12:00:00Z');
    assert.deepEqual(await coming(), ['Fix “Try more load” (unknown whether it is done): late']);
  });
});
