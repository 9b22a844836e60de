import assert from 'node:assert/strict';
import type { Block, PartView } from '../../server/src/model/engagement.ts';
import { engaged } from './engaged.ts';

const code = {
  'shop/package.json': '{"name":"shop","dependencies":{"express":"4"}}',
  'shop/Dockerfile': 'FROM node:22\n',
};

function under({ blocks }: PartView, heading: string): readonly { text: string; because?: string }[] {
  const at = blocks.findIndex((block) => block.kind === 'heading' && block.text === heading);
  const next: Block | undefined = at < 0 ? undefined : blocks[at + 1];
  return next?.kind === 'list' ? next.rows : [];
}
const titles = (rows: readonly { text: string }[]) => rows.map(({ text }) => text);

async function asked(answers: Readonly<Record<string, string>>, descriptor = 'tier: 2\nphase: operate\n') {
  const all = await engaged({ ...code, '.prr/services/shop.yaml': descriptor });
  for (const [question, answer] of Object.entries(answers))
    await all.act('shop', 'advice.answer', { question, answer });
  return { ...all, view: await all.part('shop', 'advice') };
}

describe('support advice', () => {
  it('cannot tell while nothing is known, and asks what would tell, with its reason', async () => {
    const { part } = await engaged(code);
    const view = await part('shop', 'advice');
    assert.equal(view.standing, 'Not enough is known to choose a kind of support.');
    assert.equal(view.tone, 'open');
    const questions = under(view, 'Questions');
    assert.ok(titles(questions).includes('Who does an outage hurt?'));
    assert.ok(questions.every(({ because }) => because?.startsWith('Asked because')));
    assert.equal(view.next.length, 1);
  });

  it('needs no more than documentation for an experiment', async () => {
    const { view } = await asked({}, 'tier: 3\nphase: operate\n');
    assert.deepEqual(titles(under(view, 'What fits')), ['Documentation']);
  });

  it('is a review for what has outgrown a consultation, and says so first', async () => {
    const { view } = await asked({ importance: 'many', growth: 'orders', asked: 'question' });
    const [first] = under(view, 'What fits');
    assert.equal(first?.text, 'Production readiness review');
    assert.match(first?.because ?? '', /its load grew ten times or more, and an outage hurts many users/);
    assert.match(first?.because ?? '', /Subject to who has time/);
    assert.ok(!titles(under(view, 'What fits')).includes('Consultation'));
  });

  it('never makes an unknown fact into a weaker advice', async () => {
    const { view } = await asked({ importance: 'many' });
    assert.ok(!titles(under(view, 'What fits')).includes('Documentation'));
    assert.ok(titles(under(view, 'What may fit')).includes('Production readiness review'));
  });

  it('is early engagement before the launch only, and consultation where the use is not sure', async () => {
    const known = { importance: 'many', scale: 'yes', within: 'rewrite', value: 'sure' };
    const build = 'tier: 2\nphase: build\n';
    assert.deepEqual(titles(under((await asked(known, build)).view, 'What fits')), [
      'Early engagement',
      'Consultation',
    ]);
    const unsure = (await asked({ ...known, value: 'uncertain' }, build)).view;
    assert.deepEqual(titles(under(unsure, 'What fits')), ['Consultation now, early engagement later']);
    assert.ok(!titles(under((await asked(known)).view, 'What fits')).includes('Early engagement'));
  });

  it('says which single fact would change it', async () => {
    const { view } = await asked({
      importance: 'many',
      growth: 'stable',
      dependants: 'none',
      add: 'yes',
      staffing: 'no',
    });
    const turn = under(view, 'What does not fit').find(({ because }) => because?.includes('the teams have no time'));
    assert.match(turn?.text ?? '', /^Production readiness review/);
  });

  it('proposes to hand back what needs little work, once SREs run it', async () => {
    const { act, engagement } = await asked({ upkeep: 'low', growth: 'stable', dependants: 'none' });
    await act('shop', 'state.record', { state: 'onboarded' });
    const { moves } = await engagement('shop');
    assert.deepEqual(
      moves.map(({ to }) => to),
      ['disengaged'],
    );
  });

  it('speaks of peers and shared rotations where support is voluntary', async () => {
    const { part } = await engaged({
      ...code,
      '.prr/settings.yaml': 'engagement: voluntary\n',
      '.prr/services/shop.yaml': 'tier: 2\nphase: operate\n',
      '.prr/engagement/shop/advice.yaml':
        'answers:\n  importance: { answer: many, by: Ana, date: 2026-11-01 }\n  growth: { answer: orders, by: Ana, date: 2025-10-01 }\n',
    });
    const view = await part('shop', 'advice');
    assert.deepEqual(titles(under(view, 'What fits')), ['Peer review']);
    const table = view.blocks.find((block) => block.kind === 'table');
    const old = table?.rows.map(({ cells }) => cells[2]?.text);
    assert.deepEqual(old, ['Ana, 2026-11-01', 'Ana, 2025-10-01; more than a year old, ask again']);
  });

  it('takes an answer back, and refuses one that is no choice', async () => {
    const { act, part } = await asked({ importance: 'many' });
    await assert.rejects(
      act('shop', 'advice.answer', { question: 'importance', answer: 'perhaps' }),
      /one of many, some, few/,
    );
    const text = await act('shop', 'advice.forget', { question: 'importance' });
    assert.ok(!text.includes('importance'));
    assert.ok(titles(under(await part('shop', 'advice'), 'Questions')).includes('Who does an outage hurt?'));
  });

  it('asks for a consultation at any time, with the question in the record', async () => {
    const { act, engagement } = await asked({});
    await act('shop', 'state.record', { state: 'consulted', reason: 'Is one replica enough?' });
    const { state, history } = await engagement('shop');
    assert.equal(state, 'consulted');
    assert.equal(history.at(-1)?.reason, 'Is one replica enough?');
  });
});
