import assert from 'node:assert/strict';
import type { Block, PartView } from '../../server/src/model/engagement.ts';
import { nameFor } from '../../server/src/engagement/kit/names.ts';
import { engaged } from './engaged.ts';

const serviceAt = (folder: string, name = folder.slice(folder.lastIndexOf('/') + 1)) => ({
  [`${folder}/package.json`]: JSON.stringify({ name, dependencies: { express: '4' } }),
  [`${folder}/Dockerfile`]: 'FROM node:22\n',
  [`${folder}/src/load.ts`]: 'export const load = 1;\n',
});
const file = 'docs/postmortems/2026-10-01-down.md';
const incident = ({ title = 'Down, 2026-10-01', head = '', impact = 'All.', actions = '' }) => ({
  [file]: `# ${title}\n\n${head}\n\n## Impact\n\n${impact}\n\n## Action items\n\n${actions || '- [ ] Say sorry'}\n`,
});

function words(view: PartView): string {
  return JSON.stringify(view.blocks);
}
function table(view: PartView): readonly (readonly string[])[] {
  const found = view.blocks.find(
    (block): block is Extract<Block, { kind: 'table' }> =>
      block.kind === 'table' && block.caption.startsWith('Postmortems'),
  );
  return (found?.rows ?? []).map(({ cells }) => cells.map(({ text }) => text));
}
/** Services of the workspace that the postmortem concerns. */
async function concerned(texts: Readonly<Record<string, string>>): Promise<string[]> {
  const { core, part } = await engaged(texts);
  const found: string[] = [];
  for (const { name } of core.services()) if (table(await part(name, 'trend')).length > 0) found.push(name);
  return found.sort();
}

describe('the services that a postmortem concerns', () => {
  const two = { ...serviceAt('frontend'), ...serviceAt('stock') };

  it('keeps those whose file it names, when the file has another name now', async () => {
    const actions = '- [ ] Limit how long it waits, in `frontend/src/client.ts`\n- [ ] Try more load';
    const { part, act } = await engaged({ ...two, ...incident({ actions }) });
    const view = await part('frontend', 'trend');
    assert.deepEqual(table(view), [
      ['Down, 2026-10-01', '2026-10-01', '2 open', 'root causes, trigger, detection, lessons, timeline'],
    ]);
    // What names a file of the one is not the other's, though the file is gone.
    assert.deepEqual(table(await part('stock', 'trend')), []);
    await act('stock', 'analysis.incident', { postmortem: file });
    assert.equal(table(await part('stock', 'trend'))[0]?.[2], '1 open');
  });

  it('takes no route and no bare words for a file that is gone', async () => {
    const actions =
      '- [ ] Answer GET /stock/v1/level.json from a cache\n- [ ] See https://example.org/stock/a.ts and frontend/stock ratios';
    assert.deepEqual(await concerned({ ...two, ...incident({ actions }) }), []);
  });

  it('keeps what people took up: read, followed up or planned', async () => {
    const actions = '- [ ] Try more load';
    const id = 'docs/postmortems/2026-10-01-down#try-more-load';
    const { part, act } = await engaged({ ...two, ...incident({ actions }) });
    assert.deepEqual(table(await part('frontend', 'trend')), []);
    await act('frontend', 'trend.followup', { id, state: 'open' });
    assert.equal(table(await part('frontend', 'trend'))[0]?.[2], '1 open');
    await act('frontend', 'trend.unfollow', { id });
    assert.deepEqual(table(await part('frontend', 'trend')), []);
    await act('frontend', 'analysis.incident', { postmortem: file });
    assert.equal(table(await part('frontend', 'trend'))[0]?.[2], '1 open');
    const plan = await part('frontend', 'plan');
    assert.match(words(plan), /Try more load/);
    const name = nameFor('pm', 'docs/postmortems/2026-10-01-down#try-more-load-in-stock-src-load-ts');
    const { part: planned } = await engaged({
      ...two,
      ...incident({ actions: '- [ ] Try more load, in `stock/src/load.ts`' }),
      [`.prr/engagement/frontend/improvements/${name}.yaml`]:
        'title: Try more load\ndecision: accepted\nby: Ana\ndate: 2026-11-01\n',
    });
    const kept = words(await planned('frontend', 'plan'));
    assert.match(kept, /docs\/postmortems\/2026-10-01-down\.md/);
    assert.doesNotMatch(kept, /no longer exists/);
  });

  it('reads a name in two words where it stands for the service', async () => {
    for (const texts of [
      { title: 'Front end down, 2026-10-01' },
      { head: 'The load took the front end away.' },
      { head: 'A front-end release stopped.' },
      { head: "Yesterday's\nfront end was slow." },
      { head: '**Services:** store, front end' },
      { impact: 'Half of the front\nend pods.' },
    ])
      assert.deepEqual(await concerned({ ...two, ...incident(texts) }), ['frontend'], JSON.stringify(texts));
    for (const head of ['Users stood in front.\nEnd of story.', 'In front end users wait.', 'Frontenders met.'])
      assert.deepEqual(await concerned({ ...two, ...incident({ head }) }), [], head);
  });

  it('does not take verbs and short names apart', async () => {
    const shops = { ...serviceAt('checkout'), ...serviceAt('web-app'), ...serviceAt('api') };
    for (const head of ['Users could not check out.', 'We ask all to check out the web app.', 'Anne applied an a pi.'])
      assert.deepEqual(await concerned({ ...shops, ...incident({ head }) }), [], head);
    assert.deepEqual(await concerned({ ...shops, ...incident({ head: 'The check-out failed, the API did not.' }) }), [
      'api',
      'checkout',
    ]);
  });

  it('knows a service by its title, and by the names that it had', async () => {
    const books = {
      ...serviceAt('services/books'),
      ...serviceAt('services/stock'),
      '.prr/services/books.yaml': 'title: The Ledger of Sales\nwas: [ledger]\n',
      '.prr/services/stock.yaml': 'title: Stock\n',
    };
    for (const texts of [
      { head: 'The ledger of\nsales was wrong.' },
      { title: 'ledger down, 2026-10-01' },
      { actions: '- [ ] Mend `services/ledger/main.go`' },
    ])
      assert.deepEqual(await concerned({ ...books, ...incident(texts) }), ['books'], JSON.stringify(texts));
    assert.deepEqual(await concerned({ ...books, ...incident({ head: 'Sales were low.' }) }), []);
    // Another service has that name now.
    const taken = { ...books, ...serviceAt('services/ledger') };
    assert.deepEqual(await concerned({ ...taken, ...incident({ title: 'ledger down, 2026-10-01' }) }), ['ledger']);
  });

  it('names those that name no service, and none that the table has', async () => {
    const { part, act } = await engaged({ ...two, ...incident({}) });
    const view = await part('frontend', 'trend');
    assert.match(words(view), /1 postmortem names no service of this workspace/);
    const rows = view.blocks.flatMap((block) => (block.kind === 'list' ? block.rows : []));
    assert.deepEqual(rows.find(({ text }) => text === 'Down, 2026-10-01')?.at, { file, line: 1 });
    await act('frontend', 'analysis.incident', { postmortem: file });
    assert.doesNotMatch(words(await part('frontend', 'trend')), /names no service/);
    const { part: ofPath } = await engaged({
      ...two,
      ...incident({ actions: '- [ ] Mend `frontend/src/load.ts`' }),
    });
    assert.doesNotMatch(words(await ofPath('frontend', 'trend')), /names no service/);
  });
});
