import assert from 'node:assert/strict';
import type { Answer, ChecklistItem } from '../../server/src/model/review.ts';
import type { Site, Verdict } from '../../server/src/model/site.ts';
import type { ServiceProfile } from '../../server/src/model/profile.ts';
import { checklistStatus, type ChecklistInput } from '../../server/src/review/checklist.ts';
import { answerFormat } from '../../server/src/review/formats.ts';
import { readFormat } from '../../server/src/review/read-format.ts';
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
  checks: ['rule'],
  answer: false,
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

  it('what shows nothing by itself counts beside the others alone', () => {
    const parts: Partial<ChecklistItem> = { checks: ['rule', 'other'], beside: ['other'] };
    assert.equal(status([site('shown', 'other')], parts).state, 'cannot-tell');
    assert.equal(status([site('shown', 'other'), site('shown')], parts).state, 'shown');
    assert.equal(status([site('violated', 'other')], parts).state, 'violated');
  });

  it('no site is not applicable, never shown', () => assert.equal(status([]).state, 'not-applicable'));

  it('is no silent pass where the service was not read: cannot tell', () => {
    const { state, because } = status([], {}, [], '12 files of it in Cobol cannot be read yet');
    assert.equal(state, 'cannot-tell');
    assert.match(because, /Cobol/);
  });

  it('never turns shown by itself where a person must say the rest', () => {
    assert.equal(status([site('shown')], { answer: true }).state, 'unanswered');
    assert.equal(status([], { answer: true }).state, 'unanswered');
    assert.equal(status([site('violated')], { answer: true }).state, 'violated');
  });

  it('is not shown by a part of its checks', () => {
    const { state, because } = status([site('shown')], { checks: ['rule', 'still-to-come'] });
    assert.equal(state, 'cannot-tell');
    assert.match(because, /still-to-come is not checked yet/);
  });

  it('is not shown by its manifests alone where the code is not here', () => {
    const unreadCode = 'its code was not found in this workspace';
    const more = { unreadCode, unread: new Map([['other', unreadCode]]) };
    const of = (sites: Site[]) => status(sites, { checks: ['rule', 'other'] }, [], '', more);
    assert.equal(of([site('shown')]).state, 'cannot-tell');
    assert.match(of([site('shown')]).because, /other could not be checked, as its code was not found/);
    assert.equal(of([site('shown'), site('shown', 'other')]).state, 'shown');
    assert.equal(status([site('shown')], { checks: ['rule', 'other'] }).state, 'shown');
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
    assert.deepEqual(changes([a, b], [b]), ['a.ts: no longer seen: not met (a)']);
    assert.deepEqual(changes([a, a], [a]), ['a.ts: no longer seen: not met (a)']);
    assert.deepEqual(changes([a], [a, b]), ['a.ts: new: not met (b)']);
    assert.deepEqual(changes([a, b], [b, { ...site('shown'), message: 'c' }]), ['a.ts: was not met (a); is shown (c)']);
  });

  it('is not shown by what gives it by construction where the phase asks more', () => {
    const at = { file: 'package.json', span: { start: 0, end: 1 } };
    const cover = { name: 'lib', because: 'lib gives it', at, part: false };
    const covered = new Map([['x', cover]]);
    const operated = { ...profile, phase: { value: 'operate', because: 'said' } as const };
    const asks = { operate: 'Is it still enough?' };
    const told = (sites: Site[], change: Partial<ChecklistItem>) =>
      status(sites, { phases: ['operate'], ...change }, [], '', { covered, profile: operated });
    assert.equal(told([], {}).state, 'shown');
    for (const [sites, checks] of [
      [[], item.checks],
      [[site('shown')], item.checks],
      [[], []],
    ] as const) {
      const { state, because } = told([...sites], { asks, checks });
      assert.equal(state, 'unanswered', because);
      assert.match(because, /^lib gives it; .*a person says/);
    }
  });
});
