import assert from 'node:assert/strict';
import type { PartView } from '../../server/src/model/engagement.ts';
import { engaged } from './engaged.ts';

const pack = `id: acme
name: Acme's framework
language: javascript
libraries: ['@acme/service']
concerns: [instrumentation, request-logs]
owner: platform-team
covers:
  mon-metrics: { because: it measures all calls }
conformance:
  - { id: version, title: it is validated, atLeast: '4.2' }
  - { id: alone, title: nothing bypasses the client, without: [axios] }
  - { id: settings, title: settings have a schema, file: 'config/**/*.schema.json', contains: '"required"' }
`;
const built = (dependencies: object) =>
  JSON.stringify({ name: 'shop', dependencies: { express: '4', ...dependencies } });
const base = {
  '.prr/packs/acme.yaml': pack,
  '.prr/services/shop.yaml': 'tier: 2\nphase: operate\nroot: shop\n',
  'shop/Dockerfile': 'FROM node:22\n',
  'shop/src/index.ts': "import express from 'express';\nexpress().listen(3000);\n",
};
const good = { 'shop/config/a/b.schema.json': '{ "required": [] }' };

function rows({ blocks }: PartView, heading: string) {
  const at = blocks.findIndex((block) => block.kind === 'heading' && block.text === heading);
  const next = at < 0 ? undefined : blocks[at + 1];
  return next?.kind === 'list' ? next.rows : [];
}

describe('frameworks and platform', () => {
  it('says that no module is known, without a judgement', async () => {
    const { part } = await engaged({ ...base, 'shop/package.json': built({}) });
    const view = await part('shop', 'platform');
    assert.equal(view.tone, 'none');
    assert.match(view.standing, /^No module that covers a checklist item/);
  });

  it('shows conformance with its places, and the item whole', async () => {
    const { part, of } = await engaged({ ...base, ...good, 'shop/package.json': built({ '@acme/service': '^4.3.1' }) });
    const view = await part('shop', 'platform');
    assert.equal(view.tone, 'good');
    assert.deepEqual(
      rows(view, 'Conformance').map(({ tone, at }) => [tone, at?.file]),
      [
        ['good', 'shop/package.json'],
        ['good', undefined],
        ['good', 'shop/config/a/b.schema.json'],
      ],
    );
    const item = (await of('shop')).items.find((each) => each.item.id === 'mon-metrics');
    assert.equal(item?.framework?.name, "Acme's framework");
    assert.ok(!item.because.includes('does not conform'));
  });

  for (const [what, dependencies, extra, expected] of [
    ['an old version', { '@acme/service': '~4.1' }, good, /is at 4\.1; the oldest validated version is 4\.2/],
    ['a library beside it', { '@acme/service': '4.2', axios: '1' }, good, /also depends on axios/],
    ['no file', { '@acme/service': '4.2' }, {}, /there is no config/],
    ['a file without the text', { '@acme/service': '4.2' }, { 'shop/config/x.schema.json': '{}' }, /does not contain/],
  ] as const) {
    it(`${what} fails, is the next step, and the item is no longer shown whole`, async () => {
      const { part, of } = await engaged({ ...base, ...extra, 'shop/package.json': built(dependencies) });
      const view = await part('shop', 'platform');
      assert.equal(view.tone, 'bad');
      assert.equal(view.next.length, 1);
      assert.match(view.next[0]?.because ?? '', expected);
      const item = (await of('shop')).items.find((each) => each.item.id === 'mon-metrics');
      assert.notEqual(item?.state, 'shown');
      assert.match(item?.framework?.because ?? '', /does not conform/);
    });
  }

  it('cannot tell a version that is not written', async () => {
    const { part } = await engaged({ ...base, ...good, 'shop/package.json': built({ '@acme/service': 'latest' }) });
    const view = await part('shop', 'platform');
    assert.equal(rows(view, 'Conformance')[0]?.tone, 'open');
    assert.deepEqual(view.next, []);
  });

  it('names where services of one language part', async () => {
    const { part } = await engaged({
      'a/package.json': '{"name":"a","dependencies":{"express":"4","pino":"9"}}',
      'a/Dockerfile': 'FROM node:22\n',
      'b/package.json': '{"name":"b","dependencies":{"express":"4","winston":"3"}}',
      'b/Dockerfile': 'FROM node:22\n',
    });
    const [row] = rows(await part('a', 'platform'), 'Differences');
    assert.equal(row?.text, 'Request logs in JavaScript and TypeScript: 2 ways');
    assert.match(row.because ?? '', /pino in a; winston in b/);
  });

  it('refuses a pack whose path has too many stars', async () => {
    const stars = pack.replace('config/**/*.schema.json', '**/**/**/**/**/x');
    const { core } = await engaged({ ...base, '.prr/packs/acme.yaml': stars, 'shop/package.json': built({}) });
    assert.match(
      core
        .problems()
        .map(({ message }) => message)
        .join(),
      /at most four asterisks/,
    );
  });
});

describe('shared responsibility', () => {
  it('is the team, unless a module covers the item or somebody says otherwise', async () => {
    const { part, act } = await engaged({ ...base, ...good, 'shop/package.json': built({ '@acme/service': '4.2' }) });
    const row = async (item: string) => {
      const view = await part('shop', 'shared');
      for (const block of view.blocks) {
        if (block.kind !== 'table') continue;
        const found = block.rows.find(({ cells }) => cells[0]?.item === item);
        if (found) return found.cells.map(({ text }) => text).slice(1);
      }
      return [];
    };
    assert.deepEqual(await row('mon-metrics'), [
      "Acme's framework (platform-team): it measures all calls",
      'correct use',
    ]);
    assert.deepEqual(await row('chg-rollback'), []);
    const text = await act('shop', 'shared.split', { item: 'chg-rollback', platform: 'the deploy tool rolls back' });
    assert.match(text, /chg-rollback:\n {4}platform: the deploy tool rolls back/);
    assert.deepEqual(await row('chg-rollback'), ['the deploy tool rolls back', 'nothing more']);
    await act('shop', 'shared.split', { item: 'chg-rollback' });
    assert.deepEqual(await row('chg-rollback'), []);
  });

  it('asks who is paged for the platform, and is settled by the answer', async () => {
    const { part, act } = await engaged({ ...base, ...good, 'shop/package.json': built({ '@acme/service': '4.2' }) });
    assert.equal((await part('shop', 'shared')).next.length, 1);
    await act('shop', 'shared.pager', { platform: 'platform-oncall', services: 'the rotation of its team' });
    const view = await part('shop', 'shared');
    assert.equal(view.tone, 'good');
    assert.deepEqual(view.next, []);
    assert.match(view.documents[0]?.text ?? '', /Paged for the platform: platform-oncall\./);
  });
});
