import assert from 'node:assert/strict';
import { nextSteps, type NextStepInput } from '../../server/src/review/next-step.ts';
import { finding, note, profile, status } from './summary-input.ts';

const answer = { item: 'x', service: 'web', answer: 'yes', reason: 'so', by: 'Ada', date: '2025-01-01' } as const;
const steps = (change: Partial<NextStepInput>) =>
  nextSteps({ items: [], profile: profile(), worst: [], notes: [], unexported: false, ...change }).map(
    ({ kind, item, field }) => [kind, item ?? field].filter(Boolean).join(' '),
  );
const broken = (id: string, change: Parameters<typeof status>[0] = {}) =>
  status({ ...change, item: { id, ...change.item }, state: 'violated', sites: [finding()] });
const open = (id: string, priority: 'high' | 'medium' | 'low' = 'high') =>
  status({ item: { id, priority }, state: 'unanswered' });
const assumed = { value: 2, because: 'assumed until somebody says it', assumed: true } as const;

describe('next useful step', () => {
  it('asks first what the list hangs on, one thing at a time', () => {
    const { phase: _, ...unsaid } = profile({ tier: assumed });
    assert.deepEqual(steps({ profile: unsaid, items: [broken('a')] }), ['describe tier', 'fix a', 'describe phase']);
  });

  it('then fixes what hurts users most, then reviews stale answers, then asks', () => {
    const old = status({ item: { id: 'old' }, state: 'yes', stale: 'it is over 12 months old', answer });
    const items = [open('ask'), broken('b'), broken('a'), old, broken('m', { item: { priority: 'medium' } })];
    assert.deepEqual(steps({ items, worst: ['a', 'b', 'm'], notes: [note()] }), [
      'fix a',
      'fix b',
      'refresh old',
      'answer ask',
      'reply',
      'fix m',
    ]);
  });

  it('is not chosen by which fix is offered', () => {
    const fix = { title: 'Give it a limit', safety: 'safe', changes: [] } as const;
    const fixable = { ...broken('b'), sites: [finding({ fixes: [fix] })] };
    assert.deepEqual(steps({ items: [broken('a'), fixable], worst: ['a', 'b'] }), ['fix a', 'fix b']);
    const [step] = nextSteps({ items: [fixable], profile: profile(), worst: [], notes: [], unexported: false });
    assert.doesNotMatch(`${step?.title} ${step?.because}`, /extension|offers/);
  });

  it('does not ask what is not on the list, nor what was decided', () => {
    const aside = { ...open('aside'), included: { value: false, because: 'tier 1 only' } };
    const no = status({ item: { id: 'no' }, state: 'no', answer: { ...answer, answer: 'no' } });
    assert.deepEqual(steps({ items: [aside, no, status()], notes: [note({ state: 'resolved' })] }), []);
  });

  it('ends with the export, and with the next phase where nothing is left', () => {
    const build = profile({ phase: { value: 'build', because: 'its descriptor says so' } });
    assert.deepEqual(steps({ profile: build, unexported: true }), ['export', 'advance phase']);
    assert.deepEqual(steps({ profile: build, items: [open('a', 'low')], unexported: true }), ['answer a', 'export']);
    assert.deepEqual(steps({ unexported: false }), [], 'in operation there is no next phase');
  });
});
