import assert from 'node:assert/strict';
import { differenceOf } from '../../server/src/report/difference/difference.ts';
import { commentMark, differenceMarkdown } from '../../server/src/report/difference/markdown.ts';
import type { ReadinessState, StateFinding, StateItem } from '../../server/src/report/difference/state.ts';
import { differenceText } from '../../server/src/report/difference/text.ts';

const nothing: ReadinessState = {
  findings: [],
  items: [],
  services: [{ name: 'shop' }],
  dependencies: [],
  routes: [],
  metrics: [],
  alerts: [],
  users: [],
};
const finding = (fields: Partial<StateFinding> = {}): StateFinding => ({
  rule: 'outbound-call-timeout',
  severity: 'warning',
  message: 'fetch has no timeout',
  file: 'a.ts',
  line: 3,
  text: 'await fetch(url);',
  ...fields,
});
const item = (state: StateItem['state'], fields: Partial<StateItem> = {}): StateItem => ({
  service: 'shop',
  id: 'timeouts',
  title: 'Timeouts',
  state,
  because: 'because',
  ...fields,
});
const compare = (before: Partial<ReadinessState>, after: Partial<ReadinessState>, renamed: [string, string][] = []) =>
  differenceOf({ ...nothing, ...before }, { ...nothing, ...after }, { since: 'main', renamed: new Map(renamed) });
const findings = (before: StateFinding[], after: StateFinding[], renamed: [string, string][] = []) => {
  const { fresh, gone } = compare({ findings: before }, { findings: after }, renamed);
  return { fresh: fresh.map(({ line }) => line), gone: gone.map(({ line }) => line) };
};

describe('what a change does to readiness', () => {
  it('takes a finding for the same where only its line, its text, its file or its words are other', () => {
    const none = { fresh: [], gone: [] };
    assert.deepEqual(findings([finding()], [finding({ line: 9 })]), none);
    assert.deepEqual(findings([finding()], [finding({ text: 'return fetch(url);' })]), none);
    assert.deepEqual(findings([finding()], [finding({ message: 'fetch never ends' })]), none);
    assert.deepEqual(findings([finding()], [finding({ file: 'b.ts' })]), none);
    assert.deepEqual(findings([finding()], [finding({ file: 'b.ts', text: 'fetch()' })], [['a.ts', 'b.ts']]), none);
  });

  it('counts equal findings, and tells other ones apart', () => {
    const two = [finding({ line: 1 }), finding({ line: 2 })];
    assert.deepEqual(findings([finding()], two), { fresh: [2], gone: [] });
    assert.deepEqual(findings(two, [finding()]), { fresh: [], gone: [2] });
    assert.deepEqual(findings([finding({ rule: 'rpc-deadline' })], [finding({ line: 4 })]), { fresh: [4], gone: [3] });
    assert.deepEqual(findings([finding()], [finding({ file: 'b.ts', text: 'fetch()', line: 5 })]), {
      fresh: [5],
      gone: [3],
    });
  });

  it('names items that were or are decided, those that fail now first', () => {
    const { items } = compare(
      {
        items: [
          item('Passed'),
          item('Passed', { id: 'b' }),
          item('Manual answer required', { id: 'c' }),
          item('Passed', { id: 'd' }),
        ],
      },
      {
        items: [
          item('Passed'),
          item('Inconclusive', { id: 'b' }),
          item('Not applicable', { id: 'c' }),
          item('Failed', { id: 'e' }),
        ],
      },
    );
    assert.deepEqual(
      items.map(({ id, before, after }) => [id, before, after]),
      [
        ['e', undefined, 'Failed'],
        ['b', 'Passed', 'Inconclusive'],
        ['d', 'Passed', undefined],
      ],
    );
  });

  it('has no items of a service that is new', () => {
    const { items, picture } = compare(
      { services: [] },
      { services: [{ name: 'shop', at: { file: 'shop.yaml', line: 2 } }], items: [item('Failed')] },
    );
    assert.deepEqual(items, []);
    assert.deepEqual(picture, [
      { what: 'service', change: 'appears', name: 'shop', at: { file: 'shop.yaml', line: 2 }, missedBy: [] },
    ]);
  });

  it('names what still asks for a metric that vanishes, unless another brings its series', () => {
    const metric = (name: string, series = [name]) => ({ name, series });
    const users = [{ name: 'alert HighErrors', at: { file: 'rules.yaml', line: 4 }, asks: ['hits_total'] }];
    const missed = (after: ReturnType<typeof metric>[]) =>
      compare({ metrics: [metric('hits_total')], users }, { metrics: after, users }).picture.map(
        ({ change, name, missedBy }) => [change, name, missedBy.length],
      );
    assert.deepEqual(missed([]), [['vanishes', 'hits_total', 1]]);
    assert.deepEqual(missed([metric('hits', ['hits_total'])]), [
      ['appears', 'hits', 0],
      ['vanishes', 'hits_total', 0],
    ]);
  });

  it('is one comment that stays under GitHub’s limit, whatever it says', () => {
    const hostile = finding({ message: '<script>|`x`\n@team ' + 'x'.repeat(2000), file: 'a|b`.ts' });
    const many = Array.from({ length: 400 }, (_, line) => ({ ...hostile, line, text: String(line) }));
    const page = differenceMarkdown(compare({}, { findings: many }));
    assert.ok(page.startsWith(commentMark));
    assert.ok(page.length < 65_536, String(page.length));
    assert.match(page, /… and 375 more\./);
    assert.doesNotMatch(page, /<script>/);
    // Each row has its five bars and no other.
    const rows = page.split('\n').filter((line) => line.startsWith('| warning'));
    for (const row of rows) assert.equal(row.match(/(?<!\\)\|/g)?.length, 5, row);
  });

  it('says that nothing changes', () => {
    assert.equal(differenceText(compare({}, {}), { color: false }), 'No change to production readiness since main.\n');
  });
});
