import assert from 'node:assert/strict';
import { htmlSummary } from '../../server/src/report/summary-html.ts';
import { markdownSummary } from '../../server/src/report/summary-markdown.ts';
import { summarise } from '../../server/src/report/summary.ts';
import { finding, input, status } from './summary-input.ts';

const violated = () => status({ state: 'violated', because: '1 place where it is not met', sites: [finding()] });
const said = { by: 'Ana', date: '2026-11-01', reason: 'a proxy does it' };
const summaryWith = (planned: object) =>
  summarise(
    input({
      items: [violated()],
      findings: [finding()],
      plan: new Map([['dep-timeouts', { decision: 'proposed' as const, ...said, ...planned }]]),
    }),
  );

describe('a risk whose improvement was decided on', () => {
  for (const decision of ['declined', 'deferred'] as const)
    it(`is left as it is where it was ${decision}: with who and why, and asked of nobody`, async () => {
      const summary = await summaryWith({ decision, until: '2027-03-01' });
      assert.match(
        summary.risks[0]?.accepted?.reason ?? '',
        new RegExp(`^${decision} until 2027-03-01: a proxy does it`),
      );
      assert.doesNotMatch(JSON.stringify([summary.asks, summary.next]), /Mend/);
      assert.match(
        markdownSummary(summary),
        new RegExp(`${decision === 'declined' ? 'Declined' : 'Deferred'} by Ana on 2026-11-01`),
      );
    });

  it('is asked of whoever took it, until the day that was agreed', async () => {
    const summary = await summaryWith({ decision: 'accepted', owner: 'Bo', due: '2026-12-01' });
    assert.deepEqual(
      summary.asks.filter(({ who }) => who === 'Bo').flatMap(({ asks }) => asks.map(({ text }) => text)).length,
      1,
    );
    assert.match(JSON.stringify(summary.asks), /until 2026-12-01, as planned/);
    assert.match(markdownSummary(summary), /Planned: Bo, until 2026-12-01/);
  });

  it('is asked of the owner of the service while nobody has taken it', async () => {
    const summary = await summaryWith({ decision: 'accepted' });
    assert.equal(summary.asks[0]?.who, 'team-web');
    assert.match(summary.asks[0].asks[0]?.text ?? '', /^Mend the risk/);
    assert.match(markdownSummary(summary), /Planned: nobody has taken it yet, no date/);
  });
});

describe('what was decided of improvements', () => {
  const decided = async (id: string, planned: object) => {
    const plan = new Map([[id, { decision: 'proposed' as const, ...said, ...planned }]]);
    const titles = new Map([['own-limit', 'Limit retries']]);
    return (await summarise(input({ plan, titles }))).decisions;
  };

  it('stands among the decisions where it was not accepted, with reason, who and when', async () => {
    const cases: readonly (readonly [object, string])[] = [
      [{ decision: 'declined', until: '2027-03-01' }, 'declined'],
      [{ decision: 'deferred' }, 'deferred'],
      [{ decision: 'deferred', until: '2027-03-01' }, 'deferred until 2027-03-01'],
      [{ decision: 'counter', proposal: 'a queue' }, 'instead: a queue'],
      [{ decision: 'counter' }, 'something else instead'],
    ];
    for (const [planned, words] of cases)
      assert.deepEqual(await decided('own-limit', planned), [
        { text: `“Limit retries”: ${words}`, outcome: 'decided', ...said },
      ]);
    assert.equal((await decided('own-other', { decision: 'declined' }))[0]?.text, '“own-other”: declined');
  });

  it('is shown on the page, the newest first', async () => {
    const both = new Map([
      ['own-a', { decision: 'declined' as const, ...said }],
      ['own-b', { decision: 'counter' as const, ...said, date: '2026-11-02', proposal: 'a queue' }],
    ]);
    const summary = await summarise(input({ plan: both }));
    assert.match(htmlSummary(summary), /“own-a”: declined<\/span>: a proxy does it/);
    assert.match(
      markdownSummary(summary),
      /## What was decided\n\n- 2026-11-02 Ana: “own-b”: instead: a queue.*a proxy does it\n- 2026-11-01 Ana: “own-a”: declined/,
    );
  });

  it('is no decision while it is proposed, and is planned where it was accepted', async () => {
    for (const decision of ['proposed', 'accepted']) assert.deepEqual(await decided('own-limit', { decision }), []);
  });
});
