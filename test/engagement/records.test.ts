import assert from 'node:assert/strict';
import { engaged } from './engaged.ts';

const files = {
  'shop/package.json': '{"name":"shop","dependencies":{"express":"4"}}',
  'shop/Dockerfile': 'FROM node:22\n',
  '.prr/services/shop.yaml': 'tier: 2\nphase: operate\nowner: web\nhas: [framework]\n',
  '.prr/engagement/shop/state.yaml': 'state: onboarding\nsince: 2026-11-01\nby: Bo\n',
};
describe('what the files of an engagement answer', () => {
  const item = async (more: Readonly<Record<string, string>>, id: string) => {
    const { of } = await engaged({ ...files, ...more });
    const found = (await of('shop')).items.find((each) => each.item.id === id);
    assert.ok(found?.included.value, `${id} is asked`);
    return found;
  };

  it('is told in part, as a person decides whether it is enough', async () => {
    const read = 'incidents:\n  - { postmortem: docs/a.md, by: Bo, date: 2026-11-05 }\n';
    const recent = await item({ '.prr/engagement/shop/analysis.yaml': read }, 'em-recent');
    assert.equal(recent.state, 'unanswered');
    assert.match(recent.because, /1 postmortem read/);
    assert.equal(recent.framework?.at.file, '.prr/engagement/shop/analysis.yaml');
  });

  it('says nothing else than the parts: who left, what is still to come, the latest day', async () => {
    const rotation = {
      '.prr/rotations/ops.yaml':
        'members: [{ name: Dee }, { name: dee }, { name: Eva }]\nformer: [{ name: Cleo, left: 2026-11-01 }]\nservices: [shop]\n' +
        'weeks:\n  - { from: 2026-11-02, pages: 3 }\n  - { from: 2026-11-04, pages: 9 }\n  - { from: 2026-11-30, pages: 9 }\n',
    };
    assert.match((await item(rotation, 'em-rotation')).because, /2 people in the rotation ops/);
    assert.match((await item(rotation, 'em-load')).because, /3 pages in 1 week recorded/);
    const meetings =
      'meetings:\n  - { by: Bo, date: 2026-11-18 }\n  - { by: Bo, date: 2026-11-10 }\n  - { by: Bo, date: 2026-12-10 }\n';
    const trend = { '.prr/engagement/shop/trend.yaml': meetings };
    const { part } = await engaged({ ...files, ...trend });
    assert.match(
      JSON.stringify((await part('shop', 'trend')).blocks),
      /The last meeting was on 2026-11-18, 3 days ago/,
    );
  });

  it('names the file that was read, also that of a former name', async () => {
    const renamed = { '.prr/services/shop.yaml': `${files['.prr/services/shop.yaml']}was: [store]\n` };
    const read = 'incidents:\n  - { postmortem: docs/a.md, by: Bo, date: 2026-11-05 }\n';
    const former = '.prr/engagement/store/analysis.yaml';
    assert.equal((await item({ ...renamed, [former]: read }, 'em-recent')).framework?.at.file, former);
  });
});
