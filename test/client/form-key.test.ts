import assert from 'node:assert/strict';
import { formKey } from '../../client/src/engagement/form-key.ts';
import type { PartView } from '../../server/src/model/engagement.ts';
import { engaged } from '../engagement/engaged.ts';

const texts = {
  '.prr/services/shop.yaml':
    'root: shop\nowner: a\ndependencies: [{ name: ledger, owner: team-money }, { name: mail, owner: team-mail }]\n',
  'shop/package.json': JSON.stringify({ name: 'shop', dependencies: { 'prom-client': '15' } }),
  'shop/src/server.ts': `import { Counter, Histogram } from 'prom-client';
export const requests = new Counter({ name: 'shop_requests_total', help: 'Requests.', labelNames: ['code'] });
export const seconds = new Histogram({ name: 'shop_request_duration_seconds', help: 'Time.' });
`,
};

/** Names of all forms of a part, in the order of the page. */
function keys({ id, blocks }: PartView): string[] {
  const actions = blocks.flatMap((block) => {
    if (block.kind === 'actions') return block.actions;
    return block.kind === 'list' || block.kind === 'table' ? block.rows.flatMap((row) => row.actions ?? []) : [];
  });
  return actions.map((action) => formKey(action, id));
}

describe('the name of a form', () => {
  it('is its own, so that it opens in one place', async () => {
    const { part } = await engaged(texts);
    for (const id of ['agreement', 'analysis'] as const) {
      const view = await part('shop', id);
      const asked = id === 'agreement' ? 'agreement.objective' : 'analysis.expert';
      const found = keys(view);
      assert.equal(found.filter((key) => key.includes(asked)).length, 3, 'two that are proposed, and one of any');
      assert.deepEqual([...new Set(found)], found);
    }
  });

  it('is told by anything that a proposal begins with', () => {
    const form = (value?: string) => ({
      id: 'early.tradeoff',
      title: 'Record…',
      values: {},
      fields: [
        { name: 'choice', label: 'What', type: 'text' as const },
        {
          name: 'instead',
          label: 'Instead',
          type: 'text' as const,
          optional: true as const,
          ...(value ? { value } : {}),
        },
      ],
    });
    assert.notEqual(formKey(form(), 'early'), formKey(form('a store'), 'early'));
  });

  it('stays while somebody else changes what it begins with', () => {
    const form = (value: string) => ({
      id: 'advice.answer',
      title: 'Answer…',
      values: { question: 'growth' },
      fields: [{ name: 'answer', label: 'Answer', type: 'text' as const, value }],
    });
    assert.equal(formKey(form('a'), 'advice'), formKey(form('b'), 'advice'));
  });
});
