import assert from 'node:assert/strict';
import type { ClaimReading } from '../../server/src/model/claim.ts';
import type { Answer, ChecklistItem } from '../../server/src/model/review.ts';
import type { Site, Verdict } from '../../server/src/model/site.ts';
import type { ServiceProfile } from '../../server/src/model/profile.ts';
import { checklistStatus, type ChecklistInput } from '../../server/src/review/checklist.ts';
import { answerFormat } from '../../server/src/review/formats.ts';
import { readFormat } from '../../server/src/review/read-format.ts';
import { countClaims, itemStateName, progressWords } from '../../server/src/review/states.ts';
import { evidenceOf, fingerprint } from '../../server/src/review/staleness.ts';

const item: ChecklistItem = {
  id: 'x',
  title: 'X',
  question: 'Is it so?',
  why: 'w',
  aspect: 'change',
  phases: ['build'],
  tiers: [1, 2, 3],
  when: [],
  kinds: ['service'],
  priority: 'medium',
  months: 12,
  guide: 'g',
  claims: [{ id: 'own', text: 'It is so', checks: ['rule'] }],
  evidence: 'e',
  source: 's',
  asks: {},
};
const site = (verdict: Verdict, rule = 'rule'): Site => ({
  rule,
  verdict,
  file: 'a.ts',
  span: { start: 1, end: 2 },
  message: verdict,
  related: [],
  fixes: [],
  fact: { kind: 'page', span: { start: 1, end: 2 }, anchors: [], role: 'other' },
});
const place = { file: 'package.json', span: { start: 0, end: 1 } };
const claim = (id: string, checks: string[] = []) => ({ id, text: `Claim ${id}`, checks });
const profile: ServiceProfile = {
  kind: { value: 'service', because: 'it serves' },
  tier: { value: 2, because: 'assumed', assumed: true },
  dependencies: [],
  traits: [],
};
const given: Answer = { item: 'x', service: 'web', answer: 'yes', reason: 'r', by: 'Ada', date: '2026-11-01' };

function status(
  sites: Site[],
  change: Partial<ChecklistItem> = {},
  answers: Answer[] = [],
  unread = '',
  more: Partial<ChecklistInput> = {},
) {
  const input = {
    items: [{ ...item, ...change }],
    sites,
    waived: new Map(),
    unread: new Map(unread ? [['rule', unread]] : []),
    answers,
    rules: new Set(['rule', 'other']),
    today: '2026-11-21',
    profile,
    withdrawn: new Map(),
    covered: new Map(),
    moved: [],
    off: new Set<string>(),
    read: () => undefined,
    ...more,
  };
  return checklistStatus(input)[0]!;
}

describe('checklist', () => {
  it('violated wins over cannot tell, which wins over shown', () => {
    assert.equal(status([site('shown'), site('cannot-tell'), site('violated')]).state, 'violated');
    assert.equal(status([site('shown'), site('cannot-tell')]).state, 'cannot-tell');
    assert.equal(status([site('shown')]).state, 'shown');
  });

  it('passes when each claim that applies passed, and names the claim that is open', () => {
    const parts = { claims: [claim('a', ['rule']), claim('b', ['other'])] };
    assert.equal(status([site('shown'), site('shown', 'other')], parts).state, 'shown');
    assert.equal(status([site('shown')], parts).state, 'shown', 'nothing of the kind of the other was found');
    const failed = status([site('shown'), site('violated', 'other')], parts);
    assert.deepEqual([failed.state, failed.because], ['violated', '1 of 2 checks failed: Claim b (1 failed)']);
    const open = status([site('shown'), { ...site('cannot-tell', 'other'), ask: 'How long?' }], parts);
    assert.deepEqual([open.state, open.because], ['cannot-tell', '1 of 2 checks passed; open: Claim b: How long?']);
  });

  it('asks what nothing was found of, where it would pass without it', () => {
    const parts = { claims: [claim('a', ['rule']), { ...claim('b', ['other']), absent: 'What drains it?' }] };
    const open = status([site('shown')], parts);
    assert.equal(open.state, 'cannot-tell');
    assert.match(open.because, /What drains it\?/);
    assert.equal(status([], parts).state, 'not-applicable');
  });
  it('asks a person what neither rules nor readers decide, and counts what passed', () => {
    const parts = { claims: [claim('a', ['rule']), claim('b')] };
    const open = status([site('shown')], parts);
    assert.deepEqual(
      [open.state, open.because],
      ['cannot-tell', '1 of 2 checks passed; open: Claim b: Manual answer required'],
    );
    assert.equal(status([], parts).state, 'unanswered', 'only what a person answers applies');
    assert.equal(status([site('violated')], parts).state, 'violated');
    const answered = status([site('shown')], parts, [given]);
    assert.equal(answered.state, 'yes');
    assert.deepEqual(
      answered.claims.map((each) => each.answered),
      [undefined, 'yes'],
    );
    assert.deepEqual(countClaims([answered]), { passed: 2, failed: 0, inconclusive: 0, manual: 0, applicable: 2 });
    assert.equal(progressWords(countClaims([status([site('violated')], parts)])), '0 of 2 passed, 1 failed');
    const no = status([site('shown')], parts, [{ ...given, answer: 'no' }]);
    assert.deepEqual(countClaims([no]), { passed: 1, failed: 1, inconclusive: 0, manual: 0, applicable: 2 });
  });

  it('does not count an answer that is stale', () => {
    const stale = status([], { claims: [claim('b')] }, [{ ...given, date: '2025-10-01' }]);
    assert.equal(itemStateName(stale), 'Stale');
    assert.deepEqual(countClaims([stale]), { passed: 0, failed: 0, inconclusive: 0, manual: 1, applicable: 1 });
  });

  it('is decided by readers, and leaves to people what no reader is there for', () => {
    const read = (reader: string): ClaimReading | undefined =>
      reader === 'there'
        ? { verdict: 'violated', because: 'Deployment web runs 1 replica', places: [{ ...place, message: 'one' }] }
        : undefined;
    const of = (reader: string) => status([], { claims: [{ ...claim('a'), reader }] }, [], '', { read });
    assert.deepEqual([of('there').state, of('there').because], ['violated', 'Deployment web runs 1 replica']);
    assert.equal(of('to-come').state, 'unanswered');
  });

  it('is not checked where its rule is off: never passed, and a person can answer', () => {
    const more = { off: new Set(['rule']) };
    const open = status([site('shown')], {}, [], '', more);
    assert.deepEqual([open.state, open.because], ['unanswered', 'Not checked: rule is off']);
    assert.equal(itemStateName(open), 'Not checked');
    assert.equal(status([site('violated')], {}, [], '', more).state, 'unanswered', 'what is off fails nothing');
    assert.equal(status([site('shown')], {}, [given], '', more).state, 'yes');
    const both = { claims: [claim('a', ['rule', 'other'])] };
    assert.equal(status([site('shown'), site('shown', 'other')], both, [], '', more).state, 'unanswered');
    assert.equal(status([site('shown'), site('violated', 'other')], both, [], '', more).state, 'violated');
  });

  it('no site is not applicable, never shown', () => assert.equal(status([]).state, 'not-applicable'));

  it('is no silent pass where the service was not read: cannot tell', () => {
    const { state, because } = status([], {}, [], '12 files of it in Cobol cannot be read yet');
    assert.equal(state, 'cannot-tell');
    assert.match(because, /Cobol/);
  });

  it('is not shown by a part of its checks', () => {
    const { state, because } = status([site('shown')], { claims: [claim('a', ['rule', 'still-to-come'])] });
    assert.equal(state, 'unanswered');
    assert.match(because, /there is no rule still-to-come/);
  });

  it('is not shown by its manifests alone where the code is not here', () => {
    const unreadCode = 'its code was not found in this workspace';
    const more = { unreadCode, unread: new Map([['other', unreadCode]]) };
    const of = (sites: Site[]) => status(sites, { claims: [claim('a', ['rule', 'other'])] }, [], '', more);
    assert.equal(of([site('shown')]).state, 'cannot-tell');
    assert.match(of([site('shown')]).because, /other could not be checked: its code was not found/);
    assert.equal(of([site('shown'), site('shown', 'other')]).state, 'shown');
    assert.equal(status([site('shown')], { claims: [claim('a', ['rule', 'other'])] }).state, 'shown');
  });

  it('a person answers what cannot be told, but does not talk a violation away', () => {
    assert.equal(status([site('cannot-tell')], {}, [given]).state, 'yes');
    assert.equal(status([site('violated')], {}, [given]).state, 'violated');
    assert.equal(status([site('violated')], {}, [{ ...given, answer: 'not-applicable' }]).state, 'not-applicable');
    assert.equal(status([site('shown')], {}, [{ ...given, answer: 'no' }]).state, 'no');
  });

  it('an answer wants a fresh look when its evidence changes or after a year', () => {
    const seen = [site('cannot-tell')];
    const answer = { ...given, ...evidenceOf(seen) };
    assert.equal(status(seen, {}, [answer]).stale, undefined);
    assert.match(status([site('shown')], {}, [answer]).stale ?? '', /has changed/);
    assert.match(status(seen, {}, [{ ...answer, date: '2025-10-01' }]).stale ?? '', /12 months/);
  });

  it('moved lines change no evidence', () => {
    const moved: Site = { ...site('shown'), span: { start: 100, end: 101 } };
    assert.equal(fingerprint([site('shown')]), fingerprint([moved]));
  });

  it('what was seen fits into the file of the answer, however long its words are', () => {
    const long = { ...site('shown'), message: 'x'.repeat(5000) };
    const evidence = evidenceOf([long]);
    const file = { file: 'x.yaml', text: JSON.stringify({ ...given, ...evidence }) };
    assert.deepEqual(readFormat(file, answerFormat).problems, []);
    assert.equal(status([long], {}, [{ ...given, ...evidence }]).stale, undefined);
  });

  it('tells which of several places in a file came or went', () => {
    const [a, b] = ['a', 'b'].map((message) => ({ ...site('violated'), message }));
    assert.ok(a && b);
    const changes = (before: Site[], after: Site[]) =>
      status(after, {}, [{ ...given, answer: 'no', ...evidenceOf(before) }]).changes;
    assert.deepEqual(changes([a, b], [b]), ['a.ts: no longer found: failed (a)']);
    assert.deepEqual(changes([a, a], [a]), ['a.ts: no longer found: failed (a)']);
    assert.deepEqual(changes([a], [a, b]), ['a.ts: new: failed (b)']);
    assert.deepEqual(changes([a, b], [b, { ...site('shown'), message: 'c' }]), ['a.ts: was failed (a); is passed (c)']);
  });

  it('is not shown by what provides it by construction where the phase asks more', () => {
    const cover = { name: 'lib', because: 'lib provides it', at: place, part: false };
    const covered = new Map([['x', cover]]);
    const operated = { ...profile, phase: { value: 'operate', because: 'said' } as const };
    const asks = { operate: 'Is it still enough?' };
    const told = (sites: Site[], change: Partial<ChecklistItem>, more: Partial<ChecklistInput> = {}) =>
      status(sites, { phases: ['operate'], ...change }, [], '', { covered, profile: operated, ...more });
    assert.equal(told([], {}).state, 'shown');
    assert.equal(told([site('violated')], {}).state, 'violated');
    for (const sites of [[], [site('shown')]]) {
      const { state, because } = told(sites, { asks });
      assert.equal(state, 'cannot-tell', because);
      assert.match(because, /1 of 2 checks passed; open: Is it still enough\?/);
    }
    assert.equal(told([], { claims: [claim('a')] }).state, 'shown');
    const parts = { claims: [claim('a'), claim('b')] };
    const part = told([], parts, { covered: new Map([['x', { ...cover, part: true }]]) });
    assert.deepEqual([part.state, part.because], ['unanswered', 'lib provides it']);
    const one = told([], parts, { covered: new Map([['x/a', cover]]) });
    assert.equal(one.because, '1 of 2 checks passed; open: Claim b: Manual answer required');
  });
});
