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

  it('says nothing else than the parts: who left, what is still to come, the latest day', async () => {
    const rotation = {
      '.prr/rotations/ops.yaml':
        'members: [{ name: Dee }, { name: dee }, { name: Eva }]\nformer: [{ name: Cleo, left: 2026-11-01 }]\nservices: [shop]\n' +
        'weeks:\n  - { from: 2026-11-02, pages: 3 }\n  - { from: 2026-11-04, pages: 9 }\n  - { from: 2026-11-30, pages: 9 }\n',
    };
    const backing = 'backing: { names: [Ann, Cleo], until: 2027-01-31, by: Bo, date: 2026-11-10 }\n';
    const left = { ...rotation, '.prr/engagement/shop/handover.yaml': moved(rows) + backing };
    const backed = await item(left, 'on-backing');
    assert.equal(backed.state, 'unanswered');
    assert.match(backed.because, /Cleo \(who left the rotation on 2026-11-01\) back .*Ask whether they still back/);
    const holder = moved(rows).replace('pager: { to: ops', 'pager: { to: Cleo');
    const transfer = await item({ ...rotation, '.prr/engagement/shop/handover.yaml': holder }, 'on-transfer');
    assert.equal(transfer.state, 'unanswered');
    assert.match(transfer.because, /but Cleo left the rotation on 2026-11-01/);
    assert.match((await item(rotation, 'em-rotation')).because, /2 people in the rotation ops/);
    assert.match((await item(rotation, 'em-load')).because, /3 pages in 1 week counted/);
    const training =
      'sessions:\n  - { what: Design, date: 2026-11-05, by: Bo }\n  - { what: Flows, date: 2026-12-05, by: Bo }\n' +
      'drills:\n  - { what: B, date: 2026-11-12, by: Bo }\n  - { what: A, date: 2026-11-05, by: Bo }\n  - { what: C, date: 2026-12-12, by: Bo }\n';
    const tier = { '.prr/services/shop.yaml': files['.prr/services/shop.yaml'].replace('tier: 2', 'tier: 1') };
    const taught = { ...tier, '.prr/engagement/shop/training.yaml': training };
    assert.match((await item(taught, 'tr-sessions')).because, /^1 session held/);
    assert.match((await item(taught, 'em-drills')).because, /^A on 2026-11-05 and B on 2026-11-12 played/);
    const meetings =
      'meetings:\n  - { by: Bo, date: 2026-11-18 }\n  - { by: Bo, date: 2026-11-10 }\n  - { by: Bo, date: 2026-12-10 }\n';
    const trend = { '.prr/engagement/shop/trend.yaml': meetings };
    assert.match((await item(trend, 'ci-rhythm')).because, /the last meeting was on 2026-11-18/);
    const { part } = await engaged({ ...files, ...trend });
    assert.match(
      JSON.stringify((await part('shop', 'trend')).blocks),
      /The last meeting was on 2026-11-18, 3 days ago/,
    );
  });

  it('names the file that was read, also that of a former name', async () => {
    const renamed = { '.prr/services/shop.yaml': `${files['.prr/services/shop.yaml']}was: [store]\n` };
    const training = 'sessions:\n  - { what: Design, date: 2026-11-05, by: Bo, attendees: [Cleo] }\n';
    const former = '.prr/engagement/store/training.yaml';
    const sessions = await item({ ...renamed, [former]: training }, 'tr-sessions');
    assert.equal(sessions.framework?.at.file, former);
    const improvement = '.prr/engagement/store/improvements/dep-timeouts.yaml';
    const decided = 'decision: accepted\nby: Bo\ndate: 2026-11-05\n';
    const plan = await item({ ...renamed, [improvement]: decided }, 'im-plan');
    assert.equal(plan.framework?.at.file, improvement);
  });

  it('quotes who is paged, whatever was typed', async () => {
    const split = 'pager: { platform: "globe-oncall, for the cluster", services: The rotation of the service }\n';
    assert.equal(
      (await item({ '.prr/platform.yaml': split }, 'fw-split')).because,
      'paged for the platform: “globe-oncall, for the cluster”; paged for a service: “The rotation of the service”',
    );
  });
});
