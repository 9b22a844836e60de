import assert from 'node:assert/strict';
import { engaged } from './engaged.ts';

const files = {
  'shop/package.json': '{"name":"shop","dependencies":{"express":"4"}}',
  'shop/Dockerfile': 'FROM node:22\n',
  '.prr/services/shop.yaml': 'tier: 2\nphase: operate\nowner: web\nhas: [framework]\n',
  '.prr/engagement/shop/state.yaml': 'state: onboarding\nsince: 2026-11-01\nby: Bo\n',
};
const rows = ['watch', 'incidents', 'changes', 'capacity', 'access', 'dependencies', 'data', 'pager', 'continuity'];
const moved = (which: readonly string[]) =>
  `rows:\n${which.map((row) => `  ${row}: { to: ops, done: 2026-11-10, by: Bo, date: 2026-11-10 }\n`).join('')}`;

describe('what the files of an engagement answer', () => {
  const item = async (more: Readonly<Record<string, string>>, id: string) => {
    const { of } = await engaged({ ...files, ...more });
    const found = (await of('shop')).items.find((each) => each.item.id === id);
    assert.ok(found?.included.value, `${id} is asked`);
    return found;
  };

  it('is not asked again where the file is all that the item asks', async () => {
    const backing = 'backing: { names: [Cleo], until: 2027-01-31, by: Bo, date: 2026-11-10 }\n';
    const handover = { '.prr/engagement/shop/handover.yaml': moved(rows) + backing };
    const transfer = await item(handover, 'on-transfer');
    assert.equal(transfer.state, 'shown');
    assert.equal(transfer.framework?.at.file, '.prr/engagement/shop/handover.yaml');
    assert.equal((await item(handover, 'on-backing')).state, 'shown');
    const pager = '.prr/platform.yaml';
    assert.equal((await item({ [pager]: 'pager: { platform: p, services: s }\n' }, 'fw-split')).state, 'shown');
  });

  it('is told in part where a person must say whether it is enough', async () => {
    const some = { '.prr/engagement/shop/handover.yaml': moved(rows.slice(0, 2)) };
    const transfer = await item(some, 'on-transfer');
    assert.equal(transfer.state, 'unanswered');
    assert.match(transfer.because, /2 of 9 responsibilities have moved/);
    const training = 'sessions:\n  - { what: Design, date: 2026-11-05, by: Bo, attendees: [Cleo] }\n';
    const sessions = await item({ '.prr/engagement/shop/training.yaml': training }, 'tr-sessions');
    assert.equal(sessions.state, 'unanswered');
    assert.match(sessions.because, /1 session held/);
    const read = 'incidents:\n  - { postmortem: docs/a.md, by: Bo, date: 2026-11-05 }\n';
    const recent = await item({ '.prr/engagement/shop/analysis.yaml': read }, 'em-recent');
    assert.equal(recent.state, 'unanswered');
    assert.match(recent.because, /1 postmortem read/);
    const { act, of } = await engaged(files);
    await act('shop', 'agreement.goals', { goals: 'Fewer pages' });
    const agreement = async () => (await of('shop')).items.find((each) => each.item.id === 'en-agreement');
    for (const side of ['developers', 'sre']) await act('shop', 'agreement.sign', { side });
    assert.equal((await agreement())?.state, 'unanswered');
    assert.match((await agreement())?.because ?? '', /Ana signed the agreement for both sides/);
    await act('shop', 'agreement.sign', { side: 'sre' }, 'Bo');
    assert.equal((await agreement())?.state, 'shown');
  });

  it('does not count what is over, still to come, half said or not signed as it stands', async () => {
    const over = 'backing: { names: [Cleo], until: 2026-11-01, by: Bo, date: 2026-10-01 }\n';
    assert.equal((await item({ '.prr/engagement/shop/handover.yaml': over }, 'on-backing')).framework, undefined);
    const half = await item({ '.prr/platform.yaml': 'pager: { platform: p }\n' }, 'fw-split');
    assert.equal(half.framework, undefined);
    const signed =
      'goals: x\nsigned:\n  - { side: developers, by: A, date: 2026-11-01, of: old }\n  - { side: sre, by: B, date: 2026-11-01, of: old }\n';
    assert.equal((await item({ '.prr/engagement/shop/agreement.yaml': signed }, 'en-agreement')).framework, undefined);
  });
});
