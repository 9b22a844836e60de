import assert from 'node:assert/strict';
import { partIds, type Block, type PartView } from '../../server/src/model/engagement.ts';
import { engaged } from './engaged.ts';

const files = {
  'shop/package.json': '{"name":"shop"}',
  'shop/Dockerfile': 'FROM node:22\n',
  '.prr/engagement/shop/state.yaml': 'state: onboarding\nsince: 2026-11-01\nby: Bo\n',
};
const rotation = (weeks: string, services = 'shop') => ({
  '.prr/rotations/ops.yaml': `members: [{ name: Ada }]\nservices: [${services}]\nweeks:\n${weeks}`,
});
const met = { '.prr/engagement/shop/trend.yaml': 'meetings:\n  - { by: Bo, date: 2026-11-09 }\n' };

const agenda = async (more: Readonly<Record<string, string>>) => {
  const { part } = await engaged({ ...files, ...more });
  return (await part('shop', 'trend')).documents.find(({ id }) => id === 'minutes')?.text ?? '';
};

describe('what is known', () => {
  it('fills the agenda: pages since the last meeting; what is not known is asked for in words', async () => {
    const weeks =
      '  - { from: 2026-11-02, pages: 9, nights: 3 }\n  - { from: 2026-11-09, pages: 2, nights: 1, noise: 1 }\n  - { from: 2026-11-16, pages: 3, nights: 0 }\n';
    const text = await agenda({ ...met, ...rotation(weeks) });
    assert.match(text, /^Pages since the meeting of 2026-11-09: 5 in 2 weeks since 2026-11-09, 1 at night\.$/m);
    assert.match(text, /^Error budget left: read it/m);
    assert.match(
      await agenda(rotation(weeks, 'shop, other')),
      /^Pages: 3 in the week from 2026-11-16 for all services of ops, 0 at night\.$/m,
    );
    assert.match(
      await agenda(met),
      /^Pages since the meeting of 2026-11-09: no data; export them from the paging tool\.$/m,
    );
    for (const all of [text, await agenda({}), await agenda(met)]) assert.doesNotMatch(all, /: \.|:\s*$/m);
  });

  it('names who receives what is handed over on a day of the calendar', async () => {
    const calendar =
      'calendar:\n  - { what: The pager moves, kind: handover, date: 2027-01-11 }\n  - { what: Meet, kind: meeting, date: 2027-01-11 }\n  - { what: Gone, kind: handover, date: 2027-01-12 }\n';
    const handover =
      'rows:\n  pager: { to: ops, on: 2027-01-11, by: Bo, date: 2026-11-10 }\n  watch: { to: web, on: 2027-01-11, done: 2026-11-10, by: Bo, date: 2026-11-10 }\n';
    const { part } = await engaged({
      ...files,
      '.prr/engagement/shop/agreement.yaml': calendar,
      '.prr/engagement/shop/handover.yaml': handover,
    });
    const view = await part('shop', 'agreement');
    const table = view.blocks.find((each) => each.kind === 'table' && each.caption === 'Dates');
    assert.ok(table?.kind === 'table');
    assert.deepEqual(
      table.rows.map(({ cells }) => [cells[1]?.text, cells[3]?.text]),
      [
        ['The pager moves', 'to ops'],
        ['Meet', 'not set'],
        ['Gone', 'not set'],
      ],
    );
    const page = view.documents.find(({ id }) => id === 'agreement')?.text ?? '';
    assert.match(page, /\| 2027-01-11 \| The pager moves \| to ops \|/);
  });

  it('is the same in On call and in Training: what a page says of itself, and what was drilled', async () => {
    const alerts = {
      'rules/shop.yaml': `groups:
  - name: shop
    rules:
      - { alert: ShopSlow, expr: shop_latency > 1, for: 5m, labels: { severity: page }, annotations: { runbook_url: docs/runbooks/shop.md } }
`,
      'docs/runbooks/shop.md': '# Shop\n\nLast tried: 2026-11-12.\n\n## Meaning\n\nIt is slow.\n',
    };
    const cells = async (more: Readonly<Record<string, string>>) => {
      const { part } = await engaged({ ...files, ...alerts, ...more });
      const last = ({ blocks }: PartView, caption: RegExp) => {
        const table = blocks.find((each) => each.kind === 'table' && caption.test(each.caption));
        return table?.kind === 'table' ? table.rows[0]?.cells.at(-1)?.text : undefined;
      };
      return [last(await part('shop', 'oncall'), /^Runbooks$/), last(await part('shop', 'training'), /^Drills$/)];
    };
    assert.deepEqual(await cells({}), [
      'page: 2026-11-12; no drill is recorded',
      'no drill is recorded; page: 2026-11-12',
    ]);
    const drills = 'drills:\n  - { what: ShopSlow, date: 2026-11-14, by: Bo }\n';
    assert.deepEqual(await cells({ '.prr/engagement/shop/training.yaml': drills }), [
      'page: 2026-11-12; drill: 2026-11-14',
      '2026-11-14',
    ]);
  });

  it('stands under each heading, or a sentence that says that nothing is', async () => {
    const says = (block: Block | undefined) =>
      block !== undefined &&
      block.kind !== 'heading' &&
      block.kind !== 'actions' &&
      (block.kind !== 'list' || block.rows.length > 0);
    for (const more of [{}, { '.prr/rotations/ops.yaml': 'members: 5\nservices: [shop]\n' }, rotation('  []\n')]) {
      const { part } = await engaged({ ...files, ...more });
      for (const id of partIds) {
        const { blocks } = await part('shop', id);
        for (const [i, block] of blocks.entries()) {
          if (block.kind !== 'heading') continue;
          const end = blocks.findIndex((each, at) => at > i && each.kind === 'heading');
          const under = blocks.slice(i + 1, end < 0 ? undefined : end);
          assert.ok(under.some(says), `${id}: nothing stands under ${block.text}`);
        }
      }
    }
  });
});
