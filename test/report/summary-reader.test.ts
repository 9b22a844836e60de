import assert from 'node:assert/strict';
import { htmlSummary } from '../../server/src/report/summary/html.ts';
import { markdownSummary } from '../../server/src/report/summary/markdown.ts';
import { summarise } from '../../server/src/report/summary/summary.ts';
import { exportedState, hashOf } from '../../server/src/review/exports.ts';
import { claimsOf, manualClaim, finding, input, note, profile, status } from './summary-input.ts';

describe('a summary read by a stranger', () => {
  it('says one number of risks and one first risk wherever it speaks of them', async () => {
    const worse = status({
      item: {
        id: 'probes',
        title: 'Probes',
        risk: 'Users are sent to dead pods',
        priority: 'medium',
        claims: claimsOf(['server-timeouts']),
      },
      state: 'violated',
      sites: [finding({ rule: 'server-timeouts' })],
    });
    const later = status({
      item: { id: 'em-runbooks', title: 'Runbooks', claims: claimsOf(['alert-without-runbook']) },
      state: 'violated',
      sites: [finding({ rule: 'alert-without-runbook', fixes: [{ title: 'Add', safety: 'safe', changes: [] }] })],
    });
    const open = status({ item: { id: 'x', title: 'An objective' }, state: 'unanswered' });
    const summary = await summarise(
      input({
        items: [open, later, worse],
        findings: [finding({ rule: 'alert-without-runbook' }), finding({ rule: 'server-timeouts' })],
        notes: [{ note: note({ kind: 'risk', text: 'All pods in one zone', by: 'Ben' }) }],
      }),
    );
    const { readiness, risks, next } = summary;
    assert.equal(readiness.words, 'Not ready: 3 risks and 1 open question, high priority.');
    assert.equal(
      readiness.because[0],
      'Of the 3 risks, 1 can cause an outage, 1 prolongs outages and 1 was noted by reviewers.',
    );
    assert.deepEqual(
      risks.map(({ title }) => title),
      ['Users are sent to dead pods', 'All pods in one zone', 'Failed: Runbooks'],
    );
    assert.deepEqual(
      next.map(({ title }) => title),
      [
        'Fix “Users are sent to dead pods” in 1 location',
        'Agree what to do about “All pods in one zone”',
        'Fix “Runbooks” in 1 location',
        'Answer “An objective”',
        'Export the summary',
      ],
    );
    assert.match(htmlSummary(summary), /noted by Ben<\/span>/);
    assert.match(htmlSummary(summary), /<a href="#item-x">“An objective”<\/a>/);
    const launch = profile({ phase: { value: 'launch', because: 'its descriptor says so' } });
    const words = (
      await summarise(input({ items: [worse], findings: [finding({ rule: 'server-timeouts' })], profile: launch }))
    ).readiness;
    assert.match(words.words, /^Not ready to launch: 1 risk\.$/);
  });

  it('begins with the risk that a person or a rule alone tells, where that is the worst', async () => {
    const risk = note({ kind: 'risk', text: 'All pods in one zone', by: 'Ben' });
    const noted = await summarise(input({ notes: [{ note: risk }] }));
    assert.equal(noted.next[0]?.title, 'Agree what to do about “All pods in one zone”');
    assert.equal(noted.next[0]?.note, risk.id);
    const ruled = await summarise(input({ findings: [finding({ rule: 'server-timeouts' })] }));
    assert.match(ruled.next[0]?.title ?? '', /^Fix “Failed: /);
    assert.deepEqual(ruled.next[0]?.place, { file: 'web/src/load.ts', line: 7 });
    assert.match(htmlSummary(ruled), /<a href="#risk-server-timeouts">1\. Failed: /);
    assert.match(htmlSummary(ruled), /id="risk-server-timeouts"/);
  });

  it('shows in the row of an item the notes on it, and that what is shown is questioned', async () => {
    const notes = [
      { note: note({ kind: 'risk', item: 'dep-timeouts', text: 'None on the second client' }) },
      { note: note({ id: '2026-11-02-x', by: 'Ben', item: 'dep-timeouts', state: 'resolved' }) },
    ];
    const summary = await summarise(input({ notes }));
    assert.match(markdownSummary(summary), /- \*\*Passed\*\* \(doubted by Ada\) Timeouts on outgoing calls: Has every/);
    assert.match(markdownSummary(summary), / {2}- Note: open risk of Ada\n/);
    assert.match(markdownSummary(summary), / {2}- Note: resolved question of Ben\n/);
    assert.match(htmlSummary(summary), /<em>doubted by Ada<\/em>/);
  });

  it('says that the line of a note has changed, when its state was recorded, and asks nothing where a risk is accepted', async () => {
    const anchor = { file: 'web/src/load.ts', line: 1, text: 'a', before: [], after: [] };
    const placement = { state: 'placed', line: 0, endLine: 0, span: { start: 0, end: 1 }, edited: true } as const;
    const answer = {
      item: 'x',
      service: 'web',
      answer: 'no',
      reason: 'until 2027',
      by: 'Ben',
      date: '2026-10-01',
    } as const;
    const summary = await summarise(
      input({
        items: [status({ item: { claims: claimsOf([]) }, state: 'no', answer })],
        notes: [{ note: note({ anchor }), placement }],
        recorded: { at: '2026-11-21T03:04:05Z', version: '1.2.3' },
      }),
    );
    for (const page of [markdownSummary(summary), htmlSummary(summary)]) {
      assert.match(page, /\(the line has changed since\)/);
      assert.match(page, /Exported 2026-11-21, 03:04 UTC, with Production Readiness 1\.2\.3/);
      assert.match(page, /Accepted by Ben on 2026-10-01: until 2027/);
      assert.doesNotMatch(page, /Fix:/);
    }
  });

  it('calls known, not worse, what nobody could tell before, and tells what is worse first', async () => {
    const ids = ['asked', 'broken', 'back'] as const;
    const first = input({
      items: [
        status({ item: { id: 'asked', title: 'Asked', claims: claimsOf([]) }, state: 'unanswered' }),
        status({ item: { id: 'broken', title: 'Broken' } }),
        status({ item: { id: 'back', title: 'Back', claims: claimsOf([]) }, state: 'no' }),
      ],
    });
    const state = exportedState(first.review, []);
    const answer = {
      item: 'asked',
      service: 'web',
      answer: 'no',
      reason: 'never tried',
      by: 'Ben',
      date: '2026-11-20',
    } as const;
    const second = input({
      items: [
        status({ item: { id: 'asked', title: 'Asked', claims: claimsOf([]) }, state: 'no', answer }),
        status({ item: { id: 'broken', title: 'Broken' }, state: 'violated', sites: [finding()] }),
        status({ item: { id: 'back', title: 'Back', claims: claimsOf([]) }, state: 'unanswered' }),
      ],
      findings: [finding()],
      before: { name: 'a', at: '2026-10-01T08:00:00Z', hash: hashOf(state), after: [], state },
    });
    const summary = await summarise(second);
    assert.deepEqual(
      summary.changes.changes.map(({ direction, item }) => `${direction} ${item ?? ''}`),
      [`worse ${ids[1]}`, `known ${ids[0]}`, `other ${ids[2]}`],
    );
    assert.match(summary.changes.text, /^3 changes since 2026-10-01: 1 worse, 1 now known to fail and 1 other\.$/);
    assert.match(
      markdownSummary(summary),
      /- worse: “Broken”: passed → failed; 1 new finding, in web\/src\/load\.ts\n- now known: Ben answered “Asked”: no, because “never tried”\n/,
    );
  });

  it('lists questions by their weight, and what is not asked by its reason', async () => {
    const aside = (id: string) =>
      status({ item: { id, title: id }, included: { value: false, because: 'no cache was found' } });
    const open = (id: string, priority: 'high' | 'low') =>
      status({ item: { id, title: id, priority }, ask: `${id}?`, state: 'unanswered', claims: [manualClaim] });
    const page = markdownSummary(
      await summarise(input({ items: [open('small', 'low'), open('big', 'high'), aside('one'), aside('two')] })),
    );
    assert.match(
      page,
      /- \*\*big\*\* \(Manual answer required, high priority\): big\?\n[^*]*- \*\*small\*\* \(Manual answer required, low priority\): small\?/,
    );
    assert.match(page, /- no cache was found: one, two\n/);
    assert.match(page, /\| \*\*Sum\*\* \| 0 \| 0 \| 0 \| 2 \| 2 \|/);
  });

  it('does not alarm with calls that it cannot follow where somebody has said what is called', async () => {
    const { portrait } = input();
    const calls = [{ name: 'search', known: true, how: 'declared' }];
    const told = await summarise(input({ portrait: { ...portrait, elsewhere: 2, calls } }));
    assert.doesNotMatch(told.about.text, /not in this workspace/);
    assert.match(markdownSummary(told), /- 2 targets of calls and variables not found in this workspace/);
    const untold = await summarise(input({ portrait: { ...portrait, elsewhere: 2 } }));
    assert.match(untold.about.text, /The targets of 2 calls or variables are not in this workspace/);
  });
});
