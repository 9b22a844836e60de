import assert from 'node:assert/strict';
import { differenceOf } from '../../server/src/report/difference/difference.ts';
import { commentMark, differenceMarkdown } from '../../server/src/report/difference/markdown.ts';
import type { ReadinessState, StateFinding, StateItem } from '../../server/src/report/difference/state.ts';
import { differenceText } from '../../server/src/report/difference/text.ts';

const nothing: ReadinessState = {
  findings: [],
  ignored: [],
  unread: [],
  problems: [],
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
const compare = (
  before: Partial<ReadinessState>,
  after: Partial<ReadinessState>,
  renamed: [string, string][] = [],
  changed: string[] = [],
) =>
  differenceOf(
    { ...nothing, ...before },
    { ...nothing, ...after },
    { since: 'main', renamed: new Map(renamed), changed },
  );
const findings = (before: StateFinding[], after: StateFinding[], renamed: [string, string][] = []) => {
  const { fresh, gone } = compare({ findings: before }, { findings: after }, renamed);
  return { fresh: fresh.map(({ line }) => line), gone: gone.map(({ line }) => line) };
};

describe('what a change does to readiness', () => {
  it('takes a finding for the same where only its line, its text, its file or its words are other', () => {
    const none = { fresh: [], gone: [] };
    assert.deepEqual(findings([finding()], [finding({ line: 9 })]), none);
    assert.deepEqual(findings([finding()], [finding({ text: 'await fetch(url, { headers });' })]), none);
    assert.deepEqual(findings([finding()], [finding({ message: 'fetch never ends' })]), none);
    assert.deepEqual(findings([finding()], [finding({ file: 'b.ts' })]), none);
    assert.deepEqual(
      findings([finding()], [finding({ file: 'b.ts', text: 'await fetch(url, { headers })' })], [['a.ts', 'b.ts']]),
      none,
    );
  });

  it('counts equal findings, and tells other ones apart', () => {
    const two = [finding({ line: 1 }), finding({ line: 2 })];
    assert.deepEqual(findings([finding()], two), { fresh: [2], gone: [] });
    assert.deepEqual(findings(two, [finding()]), { fresh: [], gone: [2] });
    assert.deepEqual(findings([finding({ rule: 'rpc-deadline' })], [finding({ line: 4 })]), { fresh: [4], gone: [3] });
    // One is fixed, and another one written into the same file.
    assert.deepEqual(findings([finding()], [finding({ text: 'return fetch(other);', line: 7 })]), {
      fresh: [7],
      gone: [3],
    });
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

  it('does not take for fixed what is only ignored, or can no longer be read', () => {
    const before = {
      findings: [finding(), finding({ file: 'b.yaml', text: 'image: a' })],
      routes: [{ name: 'GET /b', at: { file: 'b.yaml', line: 1 } }],
    };
    const after = { ignored: [finding()], unread: [{ file: 'b.yaml', message: 'Missing brace' }] };
    const { gone, ignored, notices, picture } = compare(before, after);
    assert.deepEqual([gone, picture], [[], []]);
    assert.equal(ignored.length, 1);
    assert.deepEqual(notices, ['b.yaml can no longer be read in full (Missing brace); it is not compared']);
    assert.deepEqual(compare({ ...before, unread: after.unread }, after).notices, [], 'as it could not be before');
    assert.deepEqual(compare({ ignored: [finding()] }, { ignored: [finding({ line: 9 })] }).ignored, []);
  });

  it('names new mistakes, and files that decide what is looked at', () => {
    const problem = { file: 'kustomization.yaml', message: 'a.yaml is not in this workspace' };
    const { notices } = compare({}, { problems: [problem] }, [], ['svc/.gitignore', '.prr/settings.yaml', 'a.ts']);
    assert.equal(notices.length, 3);
    assert.deepEqual(compare({ problems: [problem] }, { problems: [problem] }).notices, []);
  });

  it('names an alert that says something else under its name', () => {
    const alert = (says: string, name = 'Down') => ({ name, says });
    const changes = (before: ReturnType<typeof alert>[], after: ReturnType<typeof alert>[]) =>
      compare({ alerts: before }, { alerts: after }).picture.map(({ change, name }) => `${change} ${name}`);
    assert.deepEqual(changes([alert('severity=page')], [alert('severity=none')]), ['changes Down']);
    assert.deepEqual(changes([alert('a'), alert('b')], [alert('b'), alert('a')]), []);
    assert.deepEqual(changes([alert('a')], [alert('a'), alert('c', 'Up')]), ['appears Up']);
  });

  it('notifies nobody and links nowhere by what files say', () => {
    const page = differenceMarkdown(
      compare({}, { findings: [finding({ message: '@octocat fixes #1 https://evil.example www.evil.example' })] }),
    );
    assert.doesNotMatch(page, /@octocat|#1|:\/\/evil|www\.evil/);
    assert.match(page, /@\u200boctocat/);
  });

  it('is marked for its folder, whatever that is called', () => {
    assert.match(
      differenceMarkdown(compare({}, {}), 'services/api/'),
      /^<!-- production-readiness services\/api\/ -->/,
    );
    assert.match(commentMark('a--> <script>'), /^<!-- production-readiness a__+script_ -->$/);
  });

  it('is one comment that stays under GitHub’s limit, whatever it says', () => {
    const hostile = finding({ message: '<script>|`x`\n@team ' + 'x'.repeat(2000), file: 'a|b`.ts' });
    const many = Array.from({ length: 400 }, (_, line) => ({ ...hostile, line, text: String(line) }));
    const page = differenceMarkdown(compare({}, { findings: many }));
    assert.ok(page.startsWith(commentMark('')));
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
