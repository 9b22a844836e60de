import assert from 'node:assert/strict';
import type { ItemStatus } from '../../server/src/model/review.ts';
import { brief, wordsIn } from '../../server/src/report/blocks/blocks.ts';
import { htmlSummary } from '../../server/src/report/summary/html.ts';
import { markdownSummary } from '../../server/src/report/summary/markdown.ts';
import { mostWords } from '../../server/src/report/summary/first.ts';
import { summarise } from '../../server/src/report/summary/summary.ts';
import { countClaims } from '../../server/src/review/states.ts';
import { claimsOf, finding, input, manualClaim, note, status, unreached } from './summary-input.ts';

const cut = '\n## Appendix\n';
const firstOf = (page: string) => page.slice(0, page.indexOf(cut));
const count = (page: string, words: string) => page.split(words).length - 1;
/** What a browser shows of the page before its appendix. */
const shown = (html: string) =>
  html
    .slice(html.indexOf('<main>'), html.indexOf('<h2 id="appendix">'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/&[a-z]+;/g, ' ');

const long = (words: string) => `${`${words} of the shop that nobody can read in one breath, `.repeat(8)}and so on.`;
const ruleIds = [
  'outbound-call-timeout',
  'server-timeouts',
  'probe-missing',
  'error-swallowed',
  'signal-lost',
] as const;

/** A service with 300 findings, 45 open items, and long words everywhere. */
function crowded() {
  const findings = Array.from({ length: 300 }, (_, at) =>
    finding({
      rule: ruleIds[at % ruleIds.length] ?? '',
      file: `web/src/a-folder-with-a-long-name/file-${at}.ts`,
      message: long(`finding ${at}`),
    }),
  );
  const failed = ruleIds.map((rule) =>
    status({
      item: { id: rule, title: `Item of ${rule}`, why: long(`effect ${rule}`), claims: claimsOf([rule]) },
      ask: `Does ${rule} hold?`,
      state: 'violated',
      claims: [{ ...manualClaim, verdict: 'violated' }],
      sites: findings.filter((each) => each.rule === rule),
    }),
  );
  const open = Array.from({ length: 45 }, (_, at) =>
    status({
      item: { id: `open-${at}`, title: `Open ${at}`, claims: claimsOf([]) },
      ask: `Is question number ${at} answered?`,
      state: 'unanswered',
      because: 'Manual answer required',
      claims: [manualClaim],
    }),
  );
  const notes = Array.from({ length: 9 }, (_, at) => ({
    note: note({ id: `2026-11-01-${at}`, kind: at % 2 ? 'risk' : 'decision', text: long(`note ${at}`) }),
  }));
  const profile = { ...input().review.profile, description: long('What it does') };
  return input({ items: [...failed, ...open], findings, notes, profile });
}

describe('the first two pages of a summary', () => {
  it(`have at most ${mostWords} words, whatever a service has`, async () => {
    const summary = await summarise(crowded());
    const first = firstOf(markdownSummary(summary));
    const words = wordsIn(first);
    assert.ok(words <= mostWords, `${words} words`);
    assert.ok(words > mostWords / 2, `${words} words say something`);
    assert.equal([...first.matchAll(/^### \d\. /gm)].length, 5, 'the five top risks');
    const next = first.slice(first.indexOf('## What comes next'), first.indexOf('## What changed'));
    assert.ok([...next.matchAll(/^\d\. /gm)].length <= 7);
    for (const part of ['How ready it is', 'Top 5 of 9 risks', 'What was decided', 'What comes next', 'What changed'])
      assert.match(first, new RegExp(`^## ${part}$`, 'm'));
    assert.ok(wordsIn(shown(htmlSummary(summary))) <= mostWords);
  });

  it('are followed by an appendix in which each open question is asked once', async () => {
    const summary = await summarise(crowded());
    for (const page of [markdownSummary(summary), htmlSummary(summary)])
      for (let at = 0; at < 45; at++) assert.equal(count(page, `Is question number ${at} answered?`), 1);
  });

  it('have one table of checks, whose rows add up to its sum and to what is counted elsewhere', async () => {
    const verdicts = ['shown', 'violated', 'cannot-tell', 'manual', 'shown'] as const;
    const items = ['architecture', 'monitoring', 'change'].flatMap((aspect, at): ItemStatus[] =>
      verdicts.slice(at).map((verdict, nth) =>
        status({
          item: { id: `${aspect}-${nth}`, aspect: aspect as 'change' },
          state: verdict === 'manual' ? 'unanswered' : verdict,
          claims: [
            { ...manualClaim, verdict },
            { ...manualClaim, verdict: 'not-applicable' },
          ],
        }),
      ),
    );
    const summary = await summarise(input({ items }));
    const rows = [...firstOf(markdownSummary(summary)).matchAll(/^\| ([\w* ]+) \| (\d.*) \|$/gm)].map(
      ([, name = '', cells = '']) => ({ name, cells: cells.split(' | ').map(Number) }),
    );
    const sum = rows.pop();
    assert.equal(sum?.name, '**Sum**');
    const added = [0, 1, 2, 3, 4].map((column) => rows.reduce((all, { cells }) => all + (cells[column] ?? 0), 0));
    assert.deepEqual(sum.cells, added);
    for (const { cells } of rows)
      assert.equal(
        cells[4],
        cells.slice(0, 4).reduce((all, each) => all + each, 0),
      );
    const { passed, failed, inconclusive, manual, applicable } = countClaims(items);
    assert.deepEqual(sum.cells, [passed, failed, inconclusive, manual, applicable]);
    assert.ok(passed > 1 && failed > 1 && manual > 1);
  });

  it('show a risk at its line on the way of a request, with its effect, its fix and what that takes', async () => {
    const span = { start: 0, end: 1 };
    const steps = [
      { file: 'web/src/server.ts', span, words: 'the route POST /checkout' },
      { file: 'web/src/server.ts', span, words: 'calls reserve' },
    ];
    const summary = await summarise(
      input({
        items: [status({ state: 'violated', sites: [finding()] })],
        findings: [finding({ message: '`fetch` has no timeout' })],
        reaches: {
          ...unreached,
          of: () => ({ by: 'request', who: 'request', because: '', steps, callers: 3, environment: 'production' }),
        },
      }),
    );
    const first = firstOf(markdownSummary(summary));
    assert.match(
      first,
      /- Where: route POST \/checkout → reserve → `web\/src\/load\.ts:7`: `fetch` has no timeout\n- Effect: One slow dependency/,
    );
    assert.match(first, /\n- Fix: .*timeout.*\n- Effort: code in one place \(based on 1 finding\)\n- Owner: team-web/);
    assert.match(shown(htmlSummary(summary)), /route POST \/checkout → reserve →/);
  });

  it('leave what was accepted to the decisions', async () => {
    const answer = {
      item: 'x',
      service: 'web',
      answer: 'no',
      reason: 'until 2027',
      by: 'Ben',
      date: '2026-10-01',
    } as const;
    const summary = await summarise(
      input({ items: [status({ item: { claims: claimsOf([]) }, state: 'no', answer })] }),
    );
    const first = firstOf(markdownSummary(summary));
    assert.match(first, /## Risks\n\nNo risk is known/);
    assert.match(first, /- “Timeouts on outgoing calls”: no, accepted\. Reason: until 2027 \(Ben, 2026-10-01\)/);
  });
});

describe('the appendix of a summary', () => {
  it('folds proofs into one line an item, with a count and at most three locations', async () => {
    const sites = Array.from({ length: 12 }, (_, at) => ({
      ...finding({ file: `web/src/${at}.ts`, message: `call ${at} has a timeout` }),
      verdict: 'shown' as const,
    }));
    const summary = await summarise(input({ items: [status({ because: '12 passed', sites })] }));
    const page = markdownSummary(summary);
    assert.match(
      page,
      /- \*\*Passed\*\* Timeouts on outgoing calls: Has every call a limit\? 12 passed; 12 locations pass: `web\/src\/0\.ts:7`, `web\/src\/1\.ts:7`, `web\/src\/2\.ts:7` and 9 more\n/,
    );
    assert.equal(count(page, 'has a timeout'), 0);
  });

  it('has code where a message has it, and never an escaped backtick', async () => {
    const messages = ['`server.requestTimeout = 0` switches it off', 'a ` alone', '`'];
    const findings = messages.map((message, at) => finding({ message, file: `web/src/${at}_a.ts` }));
    const page = markdownSummary(
      await summarise(input({ items: [status({ state: 'violated', sites: findings })], findings })),
    );
    assert.doesNotMatch(page, /\\`/);
    assert.match(page, /: `server\.requestTimeout = 0` switches it off/);
    assert.match(page, /: a ' alone/);
  });
});

describe('brief words', () => {
  it('keep whole sentences, then clauses, then words, and close code', () => {
    assert.equal(brief('One two three. Four five six.', 4), 'One two three.');
    assert.equal(brief('One two three, four five six seven.', 5), 'One two three …');
    assert.equal(brief('Set `a b c d e` here.', 3), 'Set `a b` …');
    assert.equal(brief('Short enough.', 9), 'Short enough.');
  });
});
