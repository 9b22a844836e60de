import assert from 'node:assert/strict';
import type { PartView, Row } from '../../server/src/model/engagement.ts';
import { engaged } from './engaged.ts';

const design = `# Baskets

## Purpose

Readers want to keep what they found, so that they can buy it later.

## Load

TBD
`;
const base = {
  '.prr/services/basket.yaml': 'tier: 2\nphase: design\nowner: team-basket\n',
  'docs/design.md': design,
};
const file = '.prr/engagement/basket/early.yaml';

function rows({ blocks }: PartView, heading: string): readonly Row[] {
  const at = blocks.findIndex((block) => block.kind === 'heading' && block.text === heading);
  const next = at < 0 ? undefined : blocks[at + 1];
  return next?.kind === 'list' ? next.rows : [];
}

describe('early engagement', () => {
  it('goes from a design document to a disengagement, with nothing but the document and a description', async () => {
    const { part, act, engagement, write, at } = await engaged(base);
    const first = await part('basket', 'early');
    assert.equal(first.next[0]?.action?.fields[0]?.value, 'docs/design.md');
    await act('basket', 'early.design', { path: 'docs/design.md' });
    const read = await part('basket', 'early');
    assert.match(
      read.standing,
      /^1 of 14 design questions are answered; 1 is mentioned without an answer, 12 were not found\.$/,
    );
    assert.ok(!JSON.stringify(read.blocks).includes('"bad"'), 'silence is no “no”');
    await act('basket', 'early.answer', { question: 'capacity', answer: '40 a second at launch' });
    assert.match((await part('basket', 'early')).standing, /^2 of 14/);
    await act('basket', 'early.tradeoff', {
      choice: 'The shared store',
      instead: 'one of its own',
      reason: 'six weeks',
      accepted: 'Ines, Lee',
    });
    assert.match(
      rows(await part('basket', 'early'), 'Trade-offs')[0]?.because ?? '',
      /six weeks .*accepted by Ines, Lee/,
    );

    await write({ '.prr/services/basket.yaml': 'tier: 2\nphase: launch\nowner: team-basket\n' });
    assert.ok((await part('basket', 'early')).next.some(({ title }) => title === 'Plan the launch'));
    await act('basket', 'early.launch', {
      date: '2026-11-20',
      dark: 'A copy of 5 % of reads',
      watch: 'errors\nlatency',
      backout: 'The flag, by anybody',
    });
    await act('basket', 'early.stage', { share: '5 %', hold: '2h' });
    await act('basket', 'early.stage', { share: '100', hold: '3d' });
    const late = await part('basket', 'early');
    assert.equal(late.tone, 'attention');
    assert.match(late.next[0]?.title ?? '', /stage of 5 %/);
    await act('basket', 'early.stageDone', { of: '5 % for 2h' });
    await act('basket', 'early.stageDone', { of: '100 % for 3d', date: '2026-11-21' });
    const plan = (await part('basket', 'early')).documents.find(({ id }) => id === 'launch-plan')?.text ?? '';
    for (const words of ['A copy of 5 % of reads', '| 5 % | 2h | 2026-11-21 |', '- latency', 'The flag, by anybody'])
      assert.ok(plan.includes(words), words);
    assert.ok(!plan.includes('kubectl'), 'no workload was seen');
    at('2026-12-10T12:00:00Z');
    assert.ok((await part('basket', 'early')).next.some(({ title }) => title === 'Record what the launch showed'));
    await act('basket', 'early.after', { found: 'Half of the load that was foreseen' });
    await act('basket', 'early.disengage', { reason: 'It is quiet', holder: 'team-basket', lessons: 'Ask earlier' });
    const end = await part('basket', 'early');
    assert.equal(end.tone, 'good');
    assert.deepEqual(end.next, []);
    const note = end.documents.find(({ id }) => id === 'disengagement')?.text ?? '';
    for (const words of [
      'team-basket is on call',
      'It is quiet',
      'Ask earlier',
      'Half of the load',
      'The shared store: six weeks (accepted by Ines and Lee)',
    ])
      assert.ok(note.includes(words), words);
    // What the launch plan said is no longer open.
    assert.doesNotMatch(note, /How is it rolled out/);
    await act('basket', 'state.record', { state: 'early' });
    assert.ok((await engagement('basket')).moves.some(({ to }) => to === 'disengaged'));
    await act('basket', 'early.engageAgain');
    assert.notEqual((await part('basket', 'early')).tone, 'good');
  });

  it('takes what the description, the agreement and the launch plan say as answers to the design', async () => {
    const { part, act } = await engaged({
      ...base,
      '.prr/services/basket.yaml': 'tier: 2\nphase: design\nowner: team-basket\nrotation: { name: basket-oncall }\n',
      [file]: 'design: docs/design.md\n',
    });
    await act('basket', 'agreement.objective', { indicator: 'kept baskets', target: '99.9', agreed: 'yes' });
    await act('basket', 'early.launch', { backout: 'The flag, by anybody' });
    const said = async () => {
      const table = (await part('basket', 'early')).blocks.find((each) => each.kind === 'table');
      return table?.kind === 'table' ? table.rows.map(({ cells }) => cells[1]?.text ?? '') : [];
    };
    const before = await said();
    assert.ok(before.includes('answered: team-basket owns it, basket-oncall is on call'), before.join('\n'));
    assert.ok(before.includes('answered: kept baskets: 99.9 % over 28d'), before.join('\n'));
    assert.ok(!before.some((text) => text.includes('The flag')), 'without stages it is no rollout');
    await act('basket', 'early.stage', { share: '5', hold: '2h' });
    assert.ok((await said()).includes('answered: in 1 stage; rollback: The flag, by anybody'));
  });

  it('offers what the document says was not chosen as a trade-off', async () => {
    const text = `${design}\n## Alternatives\n\nRejected: a store of its own. It would take six weeks of both teams.\n`;
    const { part, act } = await engaged({ ...base, 'docs/design.md': text, [file]: 'design: docs/design.md\n' });
    const [row] = rows(await part('basket', 'early'), 'Trade-offs');
    assert.match(row?.text ?? '', /alternative: “Rejected: a store of its own/);
    const form = row?.actions?.[0];
    assert.deepEqual(form?.values, {});
    assert.equal(form?.fields.find(({ name }) => name === 'instead')?.value, 'a store of its own');
    await act('basket', 'early.tradeoff', {
      choice: 'The shared store',
      instead: 'one of its own',
      reason: 'six weeks',
    });
    assert.doesNotMatch(JSON.stringify(rows(await part('basket', 'early'), 'Trade-offs')), /alternative/);
  });

  it('takes back what the form of a trade-off was sent without', async () => {
    const { act } = await engaged(base);
    const tradeoff = { choice: 'The shared store', reason: 'six weeks' };
    await act('basket', 'early.tradeoff', { ...tradeoff, instead: 'one of its own' });
    const text = await act('basket', 'early.tradeoff', { ...tradeoff, instead: '', of: 'The shared store' });
    assert.doesNotMatch(text, /instead/);
  });

  it('does not speak of an end where there never was an engagement', async () => {
    const { part, act } = await engaged(base);
    const leaving = async () => rows(await part('basket', 'early'), 'Leaving')[0]?.text;
    assert.equal(await leaving(), 'No engagement is recorded');
    await act('basket', 'early.after', { found: 'Half of the load' });
    assert.equal(await leaving(), 'Not ended');
    await act('basket', 'early.dropAfter', { of: 'Half of the load' });
    await act('basket', 'state.record', { state: 'consulted' });
    assert.equal(await leaving(), 'Not ended');
  });

  it('takes no path out of the workspace, and says when a document is not there', async () => {
    const { part, act } = await engaged(base);
    for (const path of [
      '/etc/passwd.md',
      '../x.md',
      'docs/../../x.md',
      'C:\\x.md',
      'file:///x.md',
      '~/x.md',
      'docs\\x.md',
      'docs/design.txt',
    ])
      await assert.rejects(act('basket', 'early.design', { path }), /path in this workspace|Markdown/, path);
    await act('basket', 'early.design', { path: 'docs/gone.md' });
    const view = await part('basket', 'early');
    assert.equal(view.tone, 'attention');
    assert.match(view.standing, /docs\/gone\.md is set as the design document, but it does not exist/);
  });

  it('names the real workload in the way back, and refuses what is no stage', async () => {
    const { part, act } = await engaged({
      ...base,
      'deploy/basket.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: basket, namespace: shop }
spec:
  selector: { matchLabels: { app: basket } }
  template:
    metadata: { labels: { app: basket } }
    spec: { containers: [{ name: basket, image: 'basket:1' }] }
`,
    });
    const plan = (await part('basket', 'early')).documents.find(({ id }) => id === 'launch-plan')?.text ?? '';
    assert.ok(plan.includes('kubectl rollout undo deployment/basket -n shop'));
    for (const values of [
      { share: '0', hold: '1h' },
      { share: '101', hold: '1h' },
      { share: '5', hold: 'a while' },
    ])
      await assert.rejects(act('basket', 'early.stage', values));
    await assert.rejects(act('basket', 'early.launch', { date: '2026-02-30' }), /a date like/);
    await assert.rejects(act('basket', 'early.launch', {}), /at least one field/);
  });

  it('is nobody’s concern in operation, and keeps a file with a mistake', async () => {
    const { part, act, files } = await engaged({
      '.prr/services/basket.yaml': 'tier: 2\nphase: operate\n',
      [file]: 'design: [\n',
    });
    const view = await part('basket', 'early');
    // What is written there is not known, nor that nothing is.
    assert.equal(view.tone, 'open');
    assert.deepEqual(
      view.next.map(({ title }) => title),
      [`Fix ${file}`],
    );
    await assert.rejects(act('basket', 'early.after', { found: 'x' }), /mistake/);
    assert.equal(files.get(file), 'design: [\n');
  });

  it('recommends what others use for what the code does and has not, and nothing that is there', async () => {
    const js = (name: string, dependencies: object) => ({
      [`.prr/services/${name}.yaml`]: `root: ${name}\nphase: build\n`,
      [`${name}/package.json`]: JSON.stringify({ name, dependencies: { express: '5', ...dependencies } }),
      [`${name}/server.ts`]:
        "import express from 'express';\nconst app = express();\napp.get('/a', (_, res) => res.send('a'));\napp.listen(3000);\n",
    });
    const { part } = await engaged({ ...js('one', {}), ...js('two', { 'prom-client': '15' }) });
    const [found] = rows(await part('one', 'early'), 'Components to build on');
    assert.equal(found?.text, 'Instrumentation: prom-client');
    assert.match(found.because ?? '', /it answers \/a, .*two uses it/);
    assert.equal(found.at?.file, 'one/server.ts');
    assert.ok(
      !rows(await part('two', 'early'), 'Components to build on').some(({ text }) =>
        text.startsWith('Instrumentation'),
      ),
    );
  });
});
