import assert from 'node:assert/strict';
import { htmlSummary } from '../../server/src/report/summary/html.ts';
import { markdownSummary } from '../../server/src/report/summary/markdown.ts';
import { summarise } from '../../server/src/report/summary/summary.ts';
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
      assert.doesNotMatch(JSON.stringify(summary.next), /Fix/);
      assert.match(
        markdownSummary(summary),
        new RegExp(`${decision === 'declined' ? 'Declined' : 'Deferred'} by Ana on 2026-11-01`),
      );
    });

  it('is asked of whoever took it, until the day that was agreed', async () => {
    const summary = await summaryWith({ decision: 'accepted', owner: 'Bo', due: '2026-12-01' });
    assert.deepEqual(
      summary.next.filter(({ who }) => who === 'Bo').map(({ kind, due }) => [kind, due]),
      [['fix', '2026-12-01']],
    );
    assert.match(markdownSummary(summary), /Planned: Bo, due 2026-12-01/);
    assert.match(markdownSummary(summary), /1\. Fix “[^”]+” in 1 location \(Bo, due 2026-12-01\)/);
  });

  it('has no owner and no date while nobody has taken it', async () => {
    const summary = await summaryWith({ decision: 'accepted' });
    assert.match(markdownSummary(summary), /Planned: no owner yet, no due date/);
  });
});

describe('what was decided of improvements', () => {
  const decided = async (id: string, planned: object) => {
    const plan = new Map([[id, { decision: 'proposed' as const, ...said, ...planned }]]);
    const titles = new Map([['own-limit', 'Limit retries']]);
    return (await summarise(input({ plan, titles }))).decisions;
  };

  it('is among the decisions with reason, who and when', async () => {
    const cases: readonly (readonly [object, string])[] = [
      [{ decision: 'declined', until: '2027-03-01' }, 'declined'],
      [{ decision: 'deferred' }, 'deferred'],
      [{ decision: 'deferred', until: '2027-03-01' }, 'deferred until 2027-03-01'],
      [{ decision: 'counter', proposal: 'a queue' }, 'replaced by: a queue'],
      [{ decision: 'counter' }, 'replaced by another change'],
      [{ decision: 'accepted' }, 'accepted, no owner yet'],
      [{ decision: 'accepted', owner: 'Bo', due: '2026-12-01' }, 'accepted, Bo, due 2026-12-01'],
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
    assert.match(htmlSummary(summary), /“own-a”: declined\. Reason: a proxy does it \(Ana, 2026-11-01\)/);
    assert.match(
      markdownSummary(summary),
      /## What was decided\n\n- “own-b”: replaced by: a queue.*a proxy does it \(Ana, 2026-11-02\)\n- “own-a”: declined/,
    );
  });

  it('is no decision while it is proposed', async () => {
    assert.deepEqual(await decided('own-limit', { decision: 'proposed' }), []);
  });
});
