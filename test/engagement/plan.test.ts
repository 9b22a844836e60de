import assert from 'node:assert/strict';
import type { Action, PartView, TableRow } from '../../server/src/model/engagement.ts';
import { partMarkdown } from '../../server/src/report/engagement-markdown.ts';
import { engaged } from './engaged.ts';

const fetching = "export const load = async () => (await fetch('https://stock.example.org/level')).json();\n";
const bounded =
  "export const load = async () =>\n  (await fetch('https://stock.example.org/level', { signal: AbortSignal.timeout(500) })).json();\n";
const shop = {
  'shop/package.json': '{"name":"shop","type":"module","dependencies":{"express":"4"}}',
  'shop/Dockerfile': 'FROM node:22\n',
  'shop/src/load.ts': fetching,
};
const postmortem = `# The shop was down, 2026-10-01

## Impact

All.

## Action items

- [ ] Page @ana/shop when \`fetch(\` in \`shop/src/load.ts\` is slow (owner: Bo, due 2026-10-20)
- [x] Say sorry
- Write a runbook
`;
const improvement = '.prr/engagement/shop/improvements/dep-timeouts.yaml';

function rows(view: PartView, caption: RegExp): readonly TableRow[] {
  return view.blocks.flatMap((block) => (block.kind === 'table' && caption.test(block.caption) ? block.rows : []));
}

function row(view: PartView, caption: RegExp, title: RegExp): { words: string[]; actions: readonly Action[] } {
  const found = rows(view, caption).find(({ cells }) => title.test(cells[0]?.text ?? ''));
  assert.ok(found, `${String(title)} is not under ${String(caption)}`);
  const [name, score, ...rest] = found.cells;
  // The reasons of a score stand below it.
  const words = [name?.text ?? '', score?.text ?? '', score?.because ?? '', ...rest.map(({ text }) => text)];
  return { words, actions: found.actions ?? [] };
}

function past(view: PartView): string[] {
  return view.blocks.flatMap((block) =>
    block.kind === 'list' ? block.rows.map(({ text, because }) => `${text}: ${because ?? ''}`) : [],
  );
}

const waits = /without a timeout/;

describe('plan', () => {
  it('cannot tell what was decided where the file has a conflict or a word of a newer version, and does not ask again', async () => {
    const said = (decision: string) => `decision: ${decision}\nby: Bo\ndate: 2026-11-01\n`;
    for (const text of [`<<<<<<< a\n${said('accepted')}=======\n${said('declined')}>>>>>>> b\n`, said('parked')]) {
      const { part } = await engaged({ ...shop, [improvement]: text });
      const view = await part('shop', 'plan');
      const { words, actions } = row(view, /^Decision could not be read/, waits);
      assert.equal(words[3], `Inconclusive: ${improvement} has a mistake.`);
      assert.deepEqual(actions, []);
      assert.match(view.standing, /1 with an unreadable decision/);
      assert.ok(!view.next.some(({ title }) => waits.test(title)));
      assert.ok(view.next.some(({ title }) => title === `Fix ${improvement}`));
    }
  });

  it('ranks what is wrong by its score, with the arithmetic and the reasons', async () => {
    const { part } = await engaged(shop);
    const view = await part('shop', 'plan');
    assert.match(view.standing, /^\d+ improvements?: \d+ to decide\.$/);
    const { words } = row(view, /^To decide/, waits);
    assert.match(words[1] ?? '', /^4 × 3 \/ \d = [\d.]+$/);
    assert.match(
      words[2] ?? '',
      /^Impact 4: it can cause an outage\. Likelihood 3: its finding is a warning\. Effort \d: /,
    );
    const scores = rows(view, /^To decide/).map(({ cells }) => Number(/= ([\d.]+)$/.exec(cells[1]?.text ?? '')?.[1]));
    assert.deepEqual(
      scores,
      scores.toSorted((a, b) => b - a),
    );
    const evidence = rows(view, /^To decide/)[0]?.cells[0]?.at;
    assert.ok(evidence);
    assert.equal(view.next[0]?.weight, 3);
    assert.match(view.next[0].title, /^Decide on “/);
  });

  it('takes what people weigh in place of the facts, and gives it back', async () => {
    const { part, act } = await engaged(shop);
    await act('shop', 'plan.weigh', { id: 'dep-timeouts', impact: '2', effort: '4' });
    const { words } = row(await part('shop', 'plan'), /^To decide/, waits);
    assert.equal(words[1], '2 × 3 / 4 = 1.5');
    assert.match(words[2] ?? '', /Impact 2: set by a person; the facts suggest 4\./);
    assert.doesNotMatch(await act('shop', 'plan.weigh', { id: 'dep-timeouts' }), /impact/);
    assert.match(row(await part('shop', 'plan'), /^To decide/, waits).words[1] ?? '', /^4 × 3/);
    await assert.rejects(act('shop', 'plan.weigh', { id: 'dep-timeouts', impact: '9' }), /from 1 to 5/);
  });

  it('negotiates item by item, and keeps what was said before', async () => {
    const { part, act, at } = await engaged(shop);
    await assert.rejects(act('shop', 'plan.decide', { id: 'dep-timeouts', decision: 'declined' }), /give a reason/);
    await assert.rejects(act('shop', 'plan.decide', { id: 'dep-timeouts', decision: 'counter' }), /instead/);
    await assert.rejects(
      act('shop', 'plan.decide', { id: 'dep-timeouts', decision: 'deferred', until: '2026-11-01' }),
      /future/,
    );
    await assert.rejects(
      act('shop', 'plan.decide', { id: 'dep-timeouts', decision: 'deferred', until: '2027-02-31' }),
      /a date like/,
    );
    await act('shop', 'plan.decide', { id: 'dep-timeouts', decision: 'declined', reason: 'a mock' });
    assert.match(row(await part('shop', 'plan'), /^Declined/, waits).words[3] ?? '', /by Ana on 2026-11-21: a mock\.$/);
    at('2026-11-25T12:00:00Z');
    await act('shop', 'plan.decide', { id: 'dep-timeouts', decision: 'deferred', until: '2026-12-01' }, 'Bo');
    assert.match(row(await part('shop', 'plan'), /^Deferred/, waits).words[3] ?? '', /until 2026-12-01 by Bo/);
    at('2026-12-01T12:00:00Z');
    const view = await part('shop', 'plan');
    assert.match(row(view, /^To decide/, waits).words[3] ?? '', /That was until 2026-12-01/);
    assert.equal(view.next[0]?.weight, 2);
    const text = await act('shop', 'plan.decide', { id: 'dep-timeouts', decision: 'counter', proposal: 'a proxy' });
    assert.match(text, /history:\n {2}- decision: declined\n {4}reason: a mock\n {4}by: Ana/);
    assert.doesNotMatch(text, /^until/m);
    assert.match(row(await part('shop', 'plan'), /^Agreed/, waits).words[3] ?? '', /Instead: a proxy\./);
    await act('shop', 'plan.decide', { id: 'dep-timeouts', decision: 'proposed' });
    assert.equal(
      row(await part('shop', 'plan'), /^To decide/, waits).words[3],
      'Proposed. It was replaced by Ana on 2026-12-01. Ana undid that on 2026-12-01.',
    );
  });

  it('gives a new decision no reason of an old one, and loses none that was given', async () => {
    const { part, act } = await engaged(shop);
    const id = 'dep-timeouts';
    const form = async (caption: RegExp) =>
      row(await part('shop', 'plan'), caption, waits).actions.find((each) => each.id === 'plan.decide') ??
      assert.fail();
    // For what a field is needed stands at the field.
    assert.deepEqual(
      (await form(/^To decide/)).fields.map(({ label, needed, help }) => [label, needed, help]),
      [
        ['Decision', undefined, undefined],
        ['Why', 'needed to decline', undefined],
        ['Defer until', 'needed to defer', undefined],
        ['What is done instead', 'needed to do something else', undefined],
      ],
    );
    await act('shop', 'plan.decide', { id, decision: 'declined', reason: 'mesh' }, 'Cleo');
    const { fields } = await form(/^Declined/);
    assert.deepEqual(
      fields.map(({ name, value }) => [name, value]),
      [
        ['decision', 'declined'],
        ['reason', undefined],
        ['until', undefined],
        ['proposal', undefined],
      ],
    );
    await act('shop', 'plan.decide', { id, decision: 'accepted' }, 'Bo');
    assert.equal(row(await part('shop', 'plan'), /^Agreed/, waits).words[3], 'Accepted by Bo on 2026-11-21.');
    // The same decision again keeps what was said of it.
    await act('shop', 'plan.decide', { id, decision: 'counter', reason: 'dear', proposal: 'a proxy' }, 'Bo');
    await act('shop', 'plan.decide', { id, decision: 'counter' }, 'Bo');
    assert.match(
      row(await part('shop', 'plan'), /^Agreed/, waits).words[3] ?? '',
      /by Bo on 2026-11-21: dear\. Instead: a proxy\.$/,
    );
    await act('shop', 'plan.decide', { id, decision: 'deferred', until: '2026-12-01' }, 'Bo');
    const text = await act('shop', 'plan.decide', { id, decision: 'proposed' }, 'Bo');
    assert.match(text, /decision: declined\n {4}reason: mesh\n {4}by: Cleo/);
    assert.match(text, /decision: counter\n {4}reason: dear\n {4}proposal: a proxy\n {4}by: Bo/);
    assert.match(text, /decision: deferred\n {4}until: 2026-12-01\n {4}by: Bo/);
    assert.doesNotMatch(text, /^(reason|until|proposal)/m);
  });

  it('asks for an owner and a date, and says what is overdue and how often the date moved', async () => {
    const { part, act, at } = await engaged(shop);
    await act('shop', 'plan.decide', { id: 'dep-timeouts', decision: 'accepted' });
    assert.match((await part('shop', 'plan')).next[0]?.title ?? '', /^Name an owner for “/);
    await act('shop', 'plan.own', { id: 'dep-timeouts', owner: 'Bo', due: '2026-11-30' });
    assert.equal(row(await part('shop', 'plan'), /^Agreed/, waits).words[4], 'Bo, due 2026-11-30');
    at('2026-12-01T12:00:00Z');
    const late = await part('shop', 'plan');
    assert.match(late.standing, /1 overdue/);
    assert.match(late.next[0]?.because ?? '', /due on 2026-11-30, and Bo owns it/);
    const text = await act(
      'shop',
      'plan.own',
      { id: 'dep-timeouts', owner: 'Bo', due: '2026-12-10', reason: 'ill' },
      'Bo',
    );
    assert.match(text, /decision: accepted/);
    assert.match(text, /by: Ana\n/);
    assert.match(row(await part('shop', 'plan'), /^Agreed/, waits).words[4] ?? '', /moved once$/);
  });

  it('is done when the finding is gone, by itself, and says when it comes back', async () => {
    const { part, act, write, at } = await engaged({
      ...shop,
      '.prr/exports/shop/20261122T120000Z-a.yaml':
        'at: 2026-11-22T12:00:00Z\nhash: a\nitems: { dep-timeouts: { state: violated } }\n',
      '.prr/exports/shop/20261129T120000Z-b.yaml':
        'at: 2026-11-29T12:00:00Z\nhash: b\nafter: [20261122T120000Z-a]\nitems: { dep-timeouts: { state: shown } }\n',
    });
    await act('shop', 'plan.decide', { id: 'dep-timeouts', decision: 'accepted' });
    at('2026-12-01T12:00:00Z');
    await write({ 'shop/src/load.ts': bounded });
    const done = await part('shop', 'plan');
    assert.match(
      past(done)[0] ?? '',
      /^Outgoing calls without a timeout: Done: its finding is gone \(1 passed\), first in the export of 2026-11-29\. It was accepted by Ana/,
    );
    assert.match(done.standing, /1 done/);
    await write({ 'shop/src/load.ts': fetching });
    const back = await part('shop', 'plan');
    assert.match(row(back, /^Agreed/, waits).words[3] ?? '', /Its finding came back: it was gone on 2026-11-29\./);
    assert.match(back.next[0]?.title ?? '', /^Look again/);
  });

  it('is not done where nothing can be told, or where a finding is only ignored', async () => {
    const said = 'decision: accepted\nby: Ana\ndate: 2026-11-01\n';
    const { part } = await engaged({
      ...shop,
      'shop/src/load.ts': `// prr-ignore outbound-call-timeout: run by hand\n${fetching}`,
      [improvement]: said,
      '.prr/engagement/shop/improvements/slo-defined.yaml': said,
      '.prr/engagement/shop/improvements/vanished.yaml': said,
    });
    const told = past(await part('shop', 'plan'));
    assert.ok(
      told.some((each) =>
        /^Outgoing calls without a timeout.*No longer wanted: a finding is ignored with a reason/.test(each),
      ),
      told.join('\n'),
    );
    assert.ok(
      told.some((each) => /^vanished: It is unknown whether it is done/.test(each)),
      told.join('\n'),
    );
    assert.ok(!told.some((each) => /Done:/.test(each)), told.join('\n'));
  });

  it('takes open actions of postmortems, with owner and date, until somebody says that they are done', async () => {
    const { part, act, at } = await engaged({ ...shop, 'docs/postmortems/2026-10-01.md': postmortem });
    const view = await part('shop', 'plan');
    const { words, actions } = row(view, /^To decide/, /^Page @ana/);
    assert.match(words[4] ?? '', /^Bo, its date 2026-10-20 has passed$/);
    assert.ok(
      view.blocks.some(
        (block) => block.kind === 'text' && /^1 action of postmortems is not in this plan/.test(block.text),
      ),
    );
    // The finding on the very line that the postmortem quotes is likelier.
    assert.match(row(view, /^To decide/, waits).words[2] ?? '', /Likelihood 4: .*asks to change it/);
    const form = actions.find(({ id }) => id === 'plan.done');
    assert.ok(form);
    await assert.rejects(act('shop', 'plan.done', { ...form.values, done: '2026-12-24' }), /today or earlier/);
    await act('shop', 'plan.done', { ...form.values, done: '2026-11-20' });
    assert.ok(
      past(await part('shop', 'plan')).some((each) => /Done: its improvement was done on 2026-11-20/.test(each)),
    );
    // A clock that jumps back makes nothing done that is not, and is told.
    at('2026-11-19T12:00:00Z');
    const { words: early } = row(await part('shop', 'plan'), /^To decide/, /^Page @ana/);
    assert.match(early[3] ?? '', /Its date 2026-11-21 is in the future/);
  });

  it('takes what a person adds, once', async () => {
    const { part, act } = await engaged(shop);
    const text = await act('shop', 'plan.add', { title: 'Ümlaut: 日本 / x', reason: 'fun' });
    assert.match(text, /^title: "?Ümlaut/);
    await assert.rejects(act('shop', 'plan.add', { title: 'Ümlaut: 日本 / x' }), /already exists/);
    const { actions } = row(await part('shop', 'plan'), /^To decide/, /^Ümlaut/);
    const done = actions.find(({ id }) => id === 'plan.done');
    await act('shop', 'plan.done', { ...done?.values, done: '2026-11-21' });
    row(await part('shop', 'plan'), /^Done/, /^Ümlaut/);
  });

  it('writes issues that GitHub and GitLab take, without calling people or running commands', async () => {
    const { part, act } = await engaged({ ...shop, 'docs/postmortems/2026-10-01.md': postmortem });
    await act('shop', 'plan.add', { title: 'Say "why", please', reason: 'told by\n/close @bo' });
    const documents = (await part('shop', 'plan')).documents;
    const text = (id: string) => documents.find((each) => each.id === id)?.text ?? '';
    const issues = text('issues-github')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { title: string; body: string; labels: string[] });
    const first = issues.find(({ title }) => waits.test(title));
    assert.match(first?.body ?? '', /`shop\/src\/load\.ts:1`/);
    assert.match(first?.body ?? '', /4 × 4 \/ /);
    assert.ok(issues.every(({ body }) => !/(?<!`)@(ana|bo)/.test(body)));
    const csv = text('issues-gitlab');
    assert.match(csv, /^"title","description","due_date"\n/);
    assert.match(csv, /\n"Say ""why"", please","/);
    assert.match(csv, /","2026-10-20"\n/);
    assert.deepEqual(
      csv.match(/^\/\w+/gm)?.filter((command) => command !== '/label'),
      [],
    );
    assert.match(text('issues-markdown'), /^# Say "why", please$/m);
    // Once something is agreed, only that goes out; and no second time where it is worked on already.
    await act('shop', 'plan.decide', { id: 'dep-timeouts', decision: 'accepted' });
    const agreed = await part('shop', 'plan');
    assert.equal(
      agreed.documents
        .find(({ id }) => id === 'issues-github')
        ?.text.trim()
        .split('\n').length,
      1,
    );
    await act('shop', 'plan.own', { id: 'dep-timeouts', issue: '#12' });
    assert.deepEqual(
      (await part('shop', 'plan')).documents.map(({ id }) => id),
      ['issues-markdown'],
    );
  });

  it('says what is wrong in a file, keeps it, and shows the rest', async () => {
    const { engagement, part, act, files } = await engaged({
      ...shop,
      [improvement]: '<<<<<<< HEAD\nby: Ana\n=======\nby: Bo\n>>>>>>> b\n',
      '.prr/engagement/shop/improvements/perf-shutdown.yaml': 'by: Ana\ndate: yesterday\n',
    });
    const { problems } = await engagement('shop');
    assert.equal(problems.length, 2);
    assert.match(problems.join('\n'), /Merge conflict/);
    await assert.rejects(act('shop', 'plan.decide', { id: 'dep-timeouts', decision: 'accepted' }), /fix it first/);
    await assert.rejects(act('shop', 'plan.decide', { id: '../x', decision: 'accepted' }), /id/);
    assert.match(files.get(improvement) ?? '', /^<<<<<<< HEAD/);
    row(await part('shop', 'plan'), /^Decision could not be read/, waits);
  });

  it('leads with the worst place of an item, and counts the rest in a sentence of its own', async () => {
    const { part } = await engaged({
      ...shop,
      'deploy/shop.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec:
      containers:
        - name: first
          image: registry.local/first:1
          resources: { requests: { cpu: 100m, memory: 64Mi } }
        - name: second
          image: registry.local/second:1
`,
    });
    const because = rows(await part('shop', 'plan'), /^To decide/).map(({ cells }) => cells[0]?.because ?? '');
    // A warning goes before a remark, wherever they stand.
    assert.ok(
      because.some((each) => /^second .*\w\. There is 1 more location\.$/.test(each)),
      because.join('\n'),
    );
    assert.ok(because.every((each) => !/ and \d+ more place/.test(each)));
  });

  it('gives each of its tables a heading', async () => {
    const { part, act } = await engaged(shop);
    await act('shop', 'plan.add', { title: 'A switch' });
    await act('shop', 'plan.decide', { id: 'dep-timeouts', decision: 'declined', reason: 'a mesh' });
    const { blocks } = await part('shop', 'plan');
    const tables = blocks.flatMap((block, at) => (block.kind === 'table' ? [{ block, before: blocks[at - 1] }] : []));
    assert.equal(tables.length, 2);
    for (const { block, before } of tables) assert.deepEqual(before, { kind: 'heading', text: block.caption });
    const markdown = partMarkdown(await part('shop', 'plan'));
    assert.match(markdown, /\n## To decide \(\d+\)\n\n\|/);
    assert.match(markdown, /\n## Declined \(1\)\n\n\|/);
  });

  it('says which improvements the issues leave out, and who asked for one in words of its own', async () => {
    const { part, act } = await engaged({ ...shop, 'docs/postmortems/2026-10-01.md': postmortem });
    await act('shop', 'plan.add', { title: 'A switch', reason: 'less to lose' });
    const own = row(await part('shop', 'plan'), /^To decide/, /^A switch/).actions[0]?.values ?? {};
    await act('shop', 'plan.decide', { ...own, decision: 'accepted', reason: 'cheap' }, 'Bo');
    const body = (await part('shop', 'plan')).documents.find(({ id }) => id === 'issues-markdown')?.text ?? '';
    assert.match(body, /^\*\*Why it matters\.\*\* Proposed by Ana on 2026-11-21: less to lose$/m);
    assert.match(body, /^\*\*Decision\.\*\* Accepted by Bo on 2026-11-21: cheap\.$/m);
    assert.doesNotMatch(body, /Why it matters[\s\S]*Why it matters/);
    await act('shop', 'plan.decide', { id: 'dep-timeouts', decision: 'accepted' });
    await act('shop', 'plan.own', { id: 'dep-timeouts', issue: '#12' });
    const asked = row(await part('shop', 'plan'), /^To decide/, /^Page @ana/).actions[0]?.values ?? {};
    await act('shop', 'plan.decide', { ...asked, decision: 'declined', reason: 'noise' });
    const view = await part('shop', 'plan');
    const told = view.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []));
    assert.ok(
      told.some((each) =>
        /^Left out of the issues for GitHub and GitLab: 1 has a ticket(, \d+ to decide)? and 1 (declined|done or no longer found)\.$/.test(
          each,
        ),
      ),
      told.join('\n'),
    );
  });
});
