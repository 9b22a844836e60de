import assert from 'node:assert/strict';
import { htmlSummary } from '../../server/src/report/summary/html.ts';
import { markdownSummary } from '../../server/src/report/summary/markdown.ts';
import { summarise } from '../../server/src/report/summary/summary.ts';
import { exportedState, hashOf } from '../../server/src/review/exports.ts';
import { claimsOf, manualClaim, finding, input, note, profile, status } from './summary-input.ts';

const violated = () => status({ state: 'violated', because: '1 place where it is not met', sites: [finding()] });

describe('summary', () => {
  it('opens with what the service is, in the words of whoever described it', async () => {
    const { about, profile: said } = await summarise(input());
    assert.ok(about.described);
    assert.match(about.text, /^Shows the pages of the shop to its customers\. It is a service written in TypeScript/);
    assert.deepEqual(
      said.map(({ field, value }) => `${field} ${value}`),
      ['owner team-web', 'tier 1, critical', 'phase in operation'],
    );
  });

  it('says that nobody has described it, and tells what the files tell', async () => {
    const {
      description: _,
      owner: __,
      phase: ___,
      ...bare
    } = profile({
      tier: { value: 2, because: 'assumed until somebody says it', assumed: true },
    });
    const { about, profile: said, next } = await summarise(input({ profile: bare }));
    assert.ok(!about.described);
    assert.match(about.text, /^This service has no description\. It is a service written in TypeScript/);
    assert.deepEqual(
      said.map(({ assumed }) => assumed),
      [true, true, true],
    );
    assert.deepEqual(
      next.flatMap(({ kind, field, who }) => (kind === 'describe' ? [[field, who]] : [])),
      [
        ['tier', undefined],
        ['phase', undefined],
        ['owner', undefined],
        ['description', undefined],
      ],
    );
  });

  it('tells a risk once for all its places, in words of what users feel, with who is asked', async () => {
    const findings = [finding(), finding({ file: 'web/src/other.ts' })];
    const { risks, readiness } = await summarise(input({ items: [violated()], findings }));
    assert.equal(risks.length, 1);
    assert.equal(risks[0]?.feel, 'One slow dependency takes this service down with it.');
    assert.equal(risks[0]?.who, 'team-web');
    assert.deepEqual(
      risks[0]?.places.map(({ place }) => `${place.file}:${place.line}`),
      ['web/src/load.ts:7', 'web/src/other.ts:7'],
    );
    assert.equal(readiness.level, 'not-ready');
    assert.equal(readiness.words, 'Not ready: 1 risk.');
  });

  it('puts an outage before longer outages, and what was accepted last', async () => {
    const runbooks = {
      id: 'em-runbooks',
      title: 'Runbooks',
      claims: claimsOf(['alert-without-runbook']),
      priority: 'high',
    } as const;
    const answer = {
      item: 'x',
      service: 'web',
      answer: 'no',
      reason: 'the cache is small',
      by: 'Ada',
      date: '2026-10-01',
    } as const;
    const { risks, decisions } = await summarise(
      input({
        items: [
          status({ item: { id: 'cap-cache', title: 'Cache', claims: claimsOf([]) }, state: 'no', answer }),
          status({ item: runbooks, state: 'violated' }),
          violated(),
        ],
        findings: [finding({ rule: 'alert-without-runbook' }), finding()],
      }),
    );
    assert.deepEqual(
      risks.map(({ id }) => id),
      ['dep-timeouts', 'em-runbooks', 'cap-cache'],
    );
    assert.deepEqual(risks[2]?.accepted, { by: 'Ada', date: '2026-10-01', reason: 'the cache is small' });
    assert.deepEqual(
      decisions.map(({ outcome, by }) => `${outcome} ${by}`),
      ['no Ada'],
    );
  });

  it('leaves out of the picture what is not asked, and says why', async () => {
    const included = { value: false, because: 'it is asked of tier 1; this is tier 3' };
    const { aspects, notAsked, risks } = await summarise(
      input({ items: [status({ ...violated(), item: violated().item, included })], findings: [] }),
    );
    assert.deepEqual(aspects, []);
    assert.deepEqual(risks, []);
    assert.deepEqual(notAsked, [
      { id: 'dep-timeouts', title: 'Timeouts on outgoing calls', because: included.because },
    ]);
  });

  it('puts a question to the owner, and its answer to who asked', async () => {
    const reply = { by: 'Ben', at: '2026-11-02T10:00:00Z', text: 'An empty page.' };
    const asked = note();
    const answered = note({ id: '2026-11-01-b', comments: [...note().comments, reply] });
    const { next } = await summarise(input({ notes: [{ note: asked }, { note: answered }] }));
    assert.deepEqual(
      next.filter(({ kind }) => kind === 'reply').map(({ title, who }) => [title, who]),
      [
        ['Answer the question of Ada', 'team-web'],
        ['Resolve the question of Ada that Ben answered', 'Ada'],
      ],
    );
  });

  it('says what a note is about', async () => {
    const summary = await summarise(input({ notes: [{ note: note({ item: 'dep-timeouts' }) }] }));
    assert.equal(summary.notes[0]?.about, 'Timeouts on outgoing calls');
    assert.match(
      markdownSummary(summary),
      /- \*\*question\*\* on “Timeouts on outgoing calls”\n {2}- Ada, 2026-11-01: What happens/,
    );
    assert.match(htmlSummary(summary), /question<\/span> on “Timeouts on outgoing calls”/);
  });

  it('does not say ready where too little is known', async () => {
    const open = status({ state: 'unanswered', because: 'only a person can say' });
    assert.equal((await summarise(input({ items: [open] }))).readiness.level, 'unknown');
    assert.equal((await summarise(input({ items: [status()] }))).readiness.level, 'ready');
    const low = status({ state: 'unanswered', item: { id: 'x', priority: 'low' } });
    assert.equal((await summarise(input({ items: [status(), low] }))).readiness.level, 'nearly');
    const old = status({
      state: 'yes',
      stale: 'it is more than 12 months old',
      claims: [manualClaim],
      answer: { item: 'x', service: 'web', answer: 'yes', reason: 'so', by: 'Ada', date: '2024-01-01' },
    });
    const { aspects, next } = await summarise(input({ items: [old] }));
    const counts = { passed: 0, failed: 0, inconclusive: 0, manual: 1, applicable: 1 };
    assert.deepEqual(aspects[0]?.claims, counts, 'a stale answer does not pass');
    assert.deepEqual(
      next.filter(({ kind }) => kind === 'refresh').map(({ title, who }) => [title, who]),
      [['Review the stale answer to “Timeouts on outgoing calls”', 'Ada']],
    );
  });

  it('says what was not read where no risk is known', async () => {
    const reading = {
      read: 1,
      beside: 0,
      unread: [{ file: 'web/a.kt', reason: 'its language cannot be read yet' }],
      leftOut: [],
      others: 0,
    };
    const summary = await summarise(input({ reading }));
    assert.match(
      markdownSummary(summary),
      /No risk is known from the files that were read, but 1 file could not be read/,
    );
    assert.match(htmlSummary(summary), /web\/a\.kt/);
  });

  it('says in plain sentences what has changed', async () => {
    const first = input({
      items: [violated()],
      findings: [finding(), finding({ file: 'web/src/gone.ts', message: 'axios without a timeout' })],
      notes: [{ note: note() }],
    });
    const state = exportedState(first.review, first.notes);
    const before = { name: 'a', at: '2026-10-01T08:00:00Z', hash: hashOf(state), after: [], state };
    const answer = {
      item: 'em-owner',
      service: 'web',
      answer: 'yes',
      reason: 'see the page',
      by: 'Ben',
      date: '2026-11-20',
    } as const;
    const second = input({
      items: [status(), status({ item: { id: 'em-owner', title: 'Owner' }, state: 'yes', answer })],
      findings: [finding({ file: 'web/src/moved.ts' })],
      notes: [
        { note: note({ state: 'resolved' }) },
        { note: note({ id: '2026-11-03-x', kind: 'risk', text: 'One zone only' }) },
      ],
      before,
    });
    const { changes } = await summarise(second);
    assert.equal(changes.since, '2026-10-01');
    assert.deepEqual(
      changes.changes.map(({ direction, text }) => `${direction}: ${text}`),
      [
        'better: “Timeouts on outgoing calls”: failed → passed; 1 finding fixed or gone, in web/src/gone.ts',
        'better: The question was resolved: “What happens when search is down?”',
        'other: Ben answered “Owner”: yes, because “see the page”',
        'other: New in the checklist: Owner',
        'other: Ada noted a risk: “One zone only”',
      ],
    );
    assert.match(changes.text, /^5 changes since 2026-10-01: 2 better and 3 other\.$/);
  });
});
