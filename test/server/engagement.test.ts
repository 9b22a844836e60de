import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { method } from '../../server/src/protocol.ts';
import type { ChangeView } from '../../server/src/protocol/checklist.ts';
import type { DraftView, EngagementPage } from '../../server/src/protocol/engagement.ts';
import { connect, type Session } from './connect.ts';

const files = {
  'shop/package.json': '{"name":"shop","dependencies":{"express":"4"}}',
  'shop/Dockerfile': 'FROM node:22\n',
  'cart/package.json': '{"name":"cart","dependencies":{"express":"4"}}',
  'cart/Dockerfile': 'FROM node:22\n',
};

// Any editor has what ours has: the page as data, its forms, its drafts.
describe('the engagement over the protocol', () => {
  let session: Session;
  before(async () => {
    session = await connect(files);
    await session.ready();
  });
  after(() => session.close());
  const ask = <R>(request: string, params: object) => session.connection.sendRequest<R>(request, params);
  const page = (service: string) => ask<EngagementPage>(method.engagement, { service });

  it('gives the page of the service that is asked for, and of the first where it is gone', async () => {
    const { state, view, services } = await page('shop');
    assert.equal(state, 'ready');
    assert.equal(view?.service, 'shop');
    assert.deepEqual(services.map(({ name }) => name).sort(), ['cart', 'shop']);
    assert.ok((await page('gone')).view);
  });

  it('does what a form says, writes one small file, and can take it back', async () => {
    const values = { question: 'importance', answer: 'many' };
    const change = await ask<ChangeView>(method.act, { service: 'shop', action: 'advice.answer', values, by: 'Ada' });
    const file = path.join(session.folder, change.file);
    assert.match(readFileSync(file, 'utf8'), /importance:\n {4}answer: many\n {4}by: Ada/);
    await ask(method.undo, change);
    assert.throws(() => readFileSync(file, 'utf8'));
  });

  it('refuses with a sentence for people', async () => {
    const act = (params: object) => ask(method.act, { service: 'shop', by: 'Ada', values: {}, ...params });
    await assert.rejects(act({ action: 'none.such' }), /there is no action none\.such/);
    await assert.rejects(
      act({ action: 'advice.answer', values: { question: 'importance', answer: 'perhaps' } }),
      /one of/,
    );
    await assert.rejects(act({ service: 'gone', action: 'state.record' }), /there is no service gone/);
    await assert.rejects(act({ action: 'state.record', values: { state: 'consulted' }, by: ' ' }), /enter your name/);
  });

  it('keeps the words of drafts until one is opened', async () => {
    const { view } = await page('shop');
    const drafts = view?.parts.flatMap(({ documents }) => documents) ?? [];
    assert.ok(drafts.length > 0);
    assert.ok(drafts.every(({ text }) => text === ''));
    const draft = await ask<DraftView>(method.draft, { service: 'shop', part: 'platform', draft: 'pack' });
    assert.match(draft.text, /^# A pack for your module/);
    await assert.rejects(ask(method.draft, { service: 'shop', part: 'platform', draft: 'none' }), /no draft/);
  });
});
