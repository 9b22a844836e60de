import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openReadiness } from '../../server/src/service.ts';
import { openDisk } from '../../server/src/workspace/disk.ts';
import type { EngagementView } from '../../server/src/model/engagement.ts';
import { parts } from '../../server/src/engagement/parts.ts';
import { readBundled } from '../../server/tools/read-bundled.ts';
import { root } from '../analyse.ts';
import { temporaryFolder } from '../server/connect.ts';
import { engaged } from './engaged.ts';

// What people wrote is never lost, whatever git, clocks, hands and other versions did to it.

const service = {
  'shop/package.json': '{"name":"shop","dependencies":{"express":"4"}}',
  'shop/Dockerfile': 'FROM node:22\n',
};
const own = '.prr/engagement/shop';
const rotation = '.prr/rotations/bard.yaml';

type Values = Readonly<Record<string, string>>;

/** A folder on disk, read whole by a core of its own. */
async function onDisk(folder: string) {
  const core = await openReadiness({
    workspace: openDisk(folder),
    workspaceName: 'workspace',
    bundled: readBundled(root).bundled,
    logger: { info: () => {}, warn: () => {} },
    now: () => '2026-11-21T12:00:00Z',
  });
  await core.fill({});
  const engagements = await core.engagements();
  const shop = core.services().find(({ name }) => name === 'shop');
  assert.ok(shop);
  return {
    act: async (action: string, values: Values, by = 'Ana') => engagements.act(shop, { action, values, by }),
    view: async () => engagements.of(shop),
    problems: async () => (await core.review()).problems(),
  };
}

async function inFolder(files: Values, step: (folder: string) => Promise<void>): Promise<void> {
  const { folder, remove } = temporaryFolder({ ...service, ...files });
  try {
    await step(folder);
  } finally {
    remove();
  }
}

const read = (folder: string, file: string) => readFileSync(path.join(folder, file), 'utf8');
const texts = (view: EngagementView) => JSON.stringify(view);

/** Each format's file as hands have left it: with comments and a key of their own, on top and in an entry. */
const written: Readonly<Record<string, string>> = {
  [`${own}/state.yaml`]: `# where we stand
state: consulted # since the outage
since: 2026-01-02
by: Bo
reason: outage
next: 2026-12-24
ticket: 17
history:
  # how it began
  - { state: self-supported, since: 2025-01-02, by: Bo, ticket: 3 }
`,
  [`${own}/advice.yaml`]: `# told in March
answers:
  growth: # by the graph
    answer: grown
    by: Bo
    date: 2026-03-01
    ticket: 17
ticket: 17
`,
  [`${own}/agreement.yaml`]: `# agreed in March
goals: fewer pages # both say so
ticket: 17
objectives:
  - { indicator: answered requests, target: 99.5, window: 28d, agreed: true, by: Bo, date: 2026-03-01, ticket: 3 }
reviewers:
  # until June
  - { name: Cy, team: sre, ticket: 3 }
changes:
  - { what: new database, by: Bo, date: 2026-03-01, ticket: 3 }
calendar:
  - { what: first talk, kind: meeting, date: 2026-12-01, ticket: 3 }
signed:
  - { side: sre, by: Cy, date: 2026-03-02, of: abc, ticket: 3 }
`,
  [`${own}/early.yaml`]: `# before it was built
ticket: 17
tradeoffs:
  - { choice: one database, reason: time, by: Bo, date: 2026-03-01, ticket: 3 }
launch:
  dark: a week # on a tenth
  ticket: 3
  stages:
    - { share: 1, hold: 2h, ticket: 3 }
after:
  - { found: slow start, by: Bo, date: 2026-03-01, ticket: 3 }
`,
  [`${own}/analysis.yaml`]: `# read in March
ticket: 17
incidents:
  - { postmortem: docs/a.md, by: Bo, date: 2026-03-01, ticket: 3 } # a long night
experts:
  - { name: Cy, of: queues, by: Bo, date: 2026-03-01, ticket: 3 }
lessons:
  - { text: limit calls, from: search, by: Bo, date: 2026-03-01, ticket: 3 }
`,
  [`${own}/improvements/own-limit-retries.yaml`]: `# asked in March
title: Limit retries
decision: accepted # in the meeting
reason: it melted
by: Bo
date: 2026-03-01
due: 2026-12-24
ticket: 17
history:
  - { decision: proposed, by: Cy, date: 2026-02-01, ticket: 3 }
`,
  [`${own}/training.yaml`]: `# all by hand
ticket: 17
sessions:
  - { what: Design, date: 2026-03-01, by: Bo, attendees: [Cy], ticket: 3 }
drills:
  # the loud one
  - { what: Queue is full, date: 2026-03-02, by: Bo, who: [Cy], ticket: 3 }
checks:
  - { question: what-pages, answer: the queue, right: true, by: Bo, date: 2026-03-03, ticket: 3 }
`,
  [`${own}/handover.yaml`]: `# step by step
ticket: 17
rows:
  pager: # last of all
    from: shop team
    to: bard
    by: Bo
    date: 2026-03-01
    ticket: 3
backing:
  # until Christmas
  names: [Bo]
  until: 2026-12-24
  by: Bo
  date: 2026-03-01
  ticket: 3
`,
  [`${own}/trend.yaml`]: `# each week
ticket: 17
meetings:
  - { by: Bo, date: 2026-03-01, minutes: calm, ticket: 3 }
looks:
  - { reason: owner, of: bard, outcome: no change, by: Bo, date: 2026-03-01, ticket: 3 }
lessons:
  - { text: limit calls, from: search, by: Bo, date: 2026-03-01, ticket: 3 }
followups:
  docs/a#limit: # by the ticket
    state: open
    by: Bo
    date: 2026-03-01
    ticket: 3
`,
  '.prr/platform.yaml': `# one for all
name: rack
owner: rack team # since May
ticket: 17
items:
  # they roll
  chg-rollback:
    platform: rolls back
    ticket: 3
`,
  [rotation]: `# who calls whom
title: Bard
ticket: 17
members:
  - { name: Ada, team: shop, phone: 12 }
  # at night only
  - { name: Bo, team: bard, phone: 34 }
former:
  - { name: Cy, team: shop, left: 2026-01-01, phone: 56 }
services: [shop]
shift:
  hours: 12 # by law
  ticket: 3
joined:
  - { team: shop, engineer: Ada, service: shop, date: 2026-02-01, ticket: 3 }
weeks:
  # a quiet one
  - { from: 2026-11-02, pages: 2, ticket: 3 }
`,
};

const improvement = { id: 'own-limit-retries' };

/** Valid values for every action, with the file that it changes. What an action takes back is gone with its own words. */
const acts: readonly (readonly [action: string, values: Values, file: string, gone?: readonly string[]])[] = [
  ['state.record', { state: 'candidate', reason: 'busy', next: '2027-01-10' }, `${own}/state.yaml`],
  ['advice.answer', { question: 'growth', answer: 'orders' }, `${own}/advice.yaml`],
  ['advice.forget', { question: 'growth' }, `${own}/advice.yaml`, ['ticket: 17', '# by the graph']],
  ['agreement.goals', { goals: 'no pages at night' }, `${own}/agreement.yaml`],
  ['agreement.objective', { indicator: 'answered requests', target: '99.9' }, `${own}/agreement.yaml`],
  ['agreement.objective', { indicator: 'fast requests', target: '99' }, `${own}/agreement.yaml`],
  ['agreement.dropObjective', { of: 'answered requests' }, `${own}/agreement.yaml`, ['ticket: 3']],
  ['agreement.reviewer', { name: 'Dee', team: 'sre' }, `${own}/agreement.yaml`],
  ['agreement.dropReviewer', { of: 'Cy' }, `${own}/agreement.yaml`, ['ticket: 3', '# until June']],
  ['agreement.change', { what: 'new queue' }, `${own}/agreement.yaml`],
  ['agreement.dropChange', { of: 'new database' }, `${own}/agreement.yaml`, ['ticket: 3']],
  ['agreement.date', { what: 'launch', kind: 'launch', date: '2027-01-01' }, `${own}/agreement.yaml`],
  ['agreement.dropDate', { of: '2026-12-01 first talk' }, `${own}/agreement.yaml`, ['ticket: 3']],
  ['agreement.sign', { side: 'developers' }, `${own}/agreement.yaml`],
  ['agreement.unsign', { side: 'sre' }, `${own}/agreement.yaml`, ['ticket: 3']],
  ['analysis.begin', { items: '{"always":["em-load"]}', tier: '1' }, `${own}/analysis.yaml`],
  ['analysis.forget', {}, `${own}/analysis.yaml`],
  ['analysis.incident', { postmortem: 'docs/a.md', remark: 'again' }, `${own}/analysis.yaml`],
  ['analysis.incident', { postmortem: 'docs/b.md' }, `${own}/analysis.yaml`],
  ['analysis.unread', { of: 'docs/a.md' }, `${own}/analysis.yaml`, ['ticket: 3', '# a long night']],
  ['analysis.expert', { name: 'Dee', about: 'disks' }, `${own}/analysis.yaml`],
  ['analysis.dropExpert', { of: 'Cy: queues' }, `${own}/analysis.yaml`, ['ticket: 3']],
  ['analysis.lesson', { text: 'cache less', from: 'quotes' }, `${own}/analysis.yaml`],
  ['analysis.dropLesson', { of: 'limit calls' }, `${own}/analysis.yaml`, ['ticket: 3']],
  ['early.design', { path: 'docs/design.md' }, `${own}/early.yaml`],
  ['early.tradeoff', { choice: 'one database', reason: 'money', of: 'one database' }, `${own}/early.yaml`],
  ['early.dropTradeoff', { of: 'one database' }, `${own}/early.yaml`, ['ticket: 3']],
  ['early.launch', { dark: 'two weeks', backout: 'Bo decides' }, `${own}/early.yaml`],
  ['early.stage', { share: '10', hold: '1d' }, `${own}/early.yaml`],
  ['early.stageDone', { of: '1 % for 2h' }, `${own}/early.yaml`],
  ['early.dropStage', { of: '1 % for 2h' }, `${own}/early.yaml`, ['ticket: 3']],
  ['early.after', { found: 'no graph' }, `${own}/early.yaml`],
  ['early.dropAfter', { of: 'slow start' }, `${own}/early.yaml`, ['ticket: 3']],
  ['early.disengage', { reason: 'calm', holder: 'shop team' }, `${own}/early.yaml`],
  ['plan.decide', { ...improvement, decision: 'declined', reason: 'no' }, `${own}/improvements/own-limit-retries.yaml`],
  ['plan.own', { ...improvement, owner: 'Ada', due: '2027-01-10' }, `${own}/improvements/own-limit-retries.yaml`],
  ['plan.weigh', { ...improvement, impact: '5' }, `${own}/improvements/own-limit-retries.yaml`],
  ['plan.done', { ...improvement, done: '2026-11-20' }, `${own}/improvements/own-limit-retries.yaml`],
  ['plan.add', { title: 'Fewer pages' }, `${own}/improvements/`],
  ['training.session', { what: 'Design', attendees: 'Ada, Bo' }, `${own}/training.yaml`],
  ['training.drill', { what: 'Disk is full' }, `${own}/training.yaml`],
  ['training.answer', { question: 'what-pages', answer: 'disks', right: 'no' }, `${own}/training.yaml`],
  [
    'training.remove',
    { kind: 'drill', index: '0', what: 'Queue is full' },
    `${own}/training.yaml`,
    ['ticket: 3', '# the loud one'],
  ],
  ['handover.plan', { row: 'pager', to: 'bard', on: '2027-01-10' }, `${own}/handover.yaml`],
  ['handover.plan', { row: 'capacity', to: 'bard' }, `${own}/handover.yaml`],
  ['handover.unplan', { row: 'pager' }, `${own}/handover.yaml`, ['ticket: 3', '# last of all']],
  ['handover.moved', { row: 'pager' }, `${own}/handover.yaml`],
  ['handover.blocks', { row: 'pager', blocks: 'no runbook' }, `${own}/handover.yaml`],
  ['handover.none', { row: 'pager', reason: 'no pager' }, `${own}/handover.yaml`],
  ['handover.backing', { names: 'Ada', until: '2027-01-10' }, `${own}/handover.yaml`],
  ['handover.noBacking', {}, `${own}/handover.yaml`, ['ticket: 3', '# until Christmas']],
  ['trend.followup', { id: 'docs/a#limit', state: 'done' }, `${own}/trend.yaml`],
  ['trend.unfollow', { id: 'docs/a#limit' }, `${own}/trend.yaml`, ['ticket: 3', '# by the ticket']],
  ['trend.look', { reason: 'load', of: 'x', outcome: 'later' }, `${own}/trend.yaml`],
  ['trend.unlook', { reason: 'owner', of: 'bard' }, `${own}/trend.yaml`, ['ticket: 3']],
  ['trend.meet', { minutes: 'short' }, `${own}/trend.yaml`],
  ['trend.unmeet', { date: '2026-03-01', by: 'Bo' }, `${own}/trend.yaml`, ['ticket: 3']],
  ['trend.lesson', { text: 'cache less', from: 'quotes' }, `${own}/trend.yaml`],
  ['trend.became', { text: 'limit calls', became: 'guide/timeouts.md' }, `${own}/trend.yaml`],
  ['trend.unlearn', { text: 'limit calls' }, `${own}/trend.yaml`, ['ticket: 3']],
  ['shared.split', { item: 'chg-rollback', team: 'says when' }, '.prr/platform.yaml'],
  ['shared.pager', { platform: 'rack team', services: 'shop team', owner: 'rack team' }, '.prr/platform.yaml'],
  ['oncall.member', { rotation: 'bard', name: 'Dee' }, rotation],
  ['oncall.member', { rotation: 'bard', name: 'Cy' }, rotation],
  ['oncall.leave', { rotation: 'bard', name: 'Ada' }, rotation],
  ['oncall.shift', { rotation: 'bard', hours: '8', nights: 'no' }, rotation],
  ['oncall.joined', { rotation: 'bard', team: 'bard', engineer: 'Bo' }, rotation],
  ['oncall.week', { rotation: 'bard', from: '2026-11-02', pages: '5' }, rotation],
  ['oncall.week', { rotation: 'bard', from: '2026-11-09', pages: '1' }, rotation],
  ['oncall.load', { rotation: 'bard', from: '2026-11-02T20:00', pages: '2' }, rotation],
  [
    'oncall.remove',
    { rotation: 'bard', kind: 'week', index: '0', what: '2026-11-02' },
    rotation,
    ['ticket: 3', '# a quiet one'],
  ],
];

/** Comments, and what nobody but a hand can have written. */
const byHand = (text: string): readonly string[] => text.match(/(?<=^|\s)#[^\n]*|\b(?:ticket|phone): \d+/g) ?? [];

function without(list: readonly string[], gone: readonly string[]): string[] {
  const left = [...list];
  for (const each of gone) if (left.includes(each)) left.splice(left.indexOf(each), 1);
  return left.sort();
}

describe('every action of an engagement', () => {
  it('is among those that are tried here', () => {
    const tried = new Set<string>(acts.map(([action]) => action));
    const missing = parts
      .flatMap(({ id, actions }) => Object.keys(actions).map((name) => `${id}.${name}`))
      .filter((action) => !tried.has(action) && action !== 'handover.back' && !action.startsWith('early.'));
    assert.deepEqual(missing, []);
  });

  it('keeps comments and keys that it does not know, on top and in entries', async () => {
    const all = await engaged({ ...service, ...written });
    for (const [action, values, file, gone = []] of acts) {
      for (const [each, text] of Object.entries(written)) all.files.set(each, text);
      const before = written[file] ?? '';
      const after = await all.act('shop', action, values);
      const left: string[] = [...byHand(after)];
      for (const each of without(byHand(before), gone)) {
        const at = left.indexOf(each);
        assert.ok(at >= 0, `${action} lost “${each}” of ${file}:\n${after}`);
        left.splice(at, 1);
      }
      for (const [other, text] of Object.entries(written))
        if (other !== file) assert.equal(all.files.get(other), text, `${action} changed ${other}`);
    }
  });

  it('shows what it wrote, with no mistake left in the file', async () => {
    const all = await engaged({ ...service, ...written });
    assert.deepEqual((await all.engagement('shop')).problems, []);
    for (const [action, values] of acts.filter(([, , , gone]) => gone === undefined))
      await all.act('shop', action, values);
    assert.deepEqual((await all.engagement('shop')).problems, []);
  });

  it('refuses a file with a value of a newer version, names the key, and changes nothing', async () => {
    const newer: Readonly<Record<string, readonly [from: RegExp, to: string, key: RegExp]>> = {
      [`${own}/state.yaml`]: [/state: consulted/, 'state: hypercare', /state: it must be one of/],
      [`${own}/advice.yaml`]: [/date: 2026-03-01/, 'date: 2026-03-01T10:00Z', /answers\.growth\.date/],
      [`${own}/agreement.yaml`]: [/kind: meeting/, 'kind: party', /calendar\.0\.kind/],
      [`${own}/analysis.yaml`]: [/experts:/, 'experts: none\nfriends:', /experts: it must be a list/],
      [`${own}/early.yaml`]: [/share: 1,/, 'share: all,', /launch\.stages\.0\.share/],
      [`${own}/improvements/own-limit-retries.yaml`]: [
        /decision: accepted/,
        'decision: paused',
        /decision: it must be one of/,
      ],
      [`${own}/training.yaml`]: [/right: true/, 'right: partly', /checks\.0\.right/],
      [`${own}/handover.yaml`]: [/until: .*/, 'until: later', /backing\.until/],
      [`${own}/trend.yaml`]: [/state: open/, 'state: parked', /followups\.docs\/a#limit\.state/],
      '.prr/platform.yaml': [/chg-rollback:/, 'Chg Rollback:', /items/],
      [rotation]: [/hours: 12/, 'hours: some', /shift\.hours/],
    };
    for (const [file, [from, to, key]] of Object.entries(newer)) {
      const text = (written[file] ?? '').replace(from, to);
      const all = await engaged({ ...service, ...written, [file]: text });
      const action = acts.find(([, , changes]) => changes === file);
      assert.ok(action);
      await assert.rejects(all.act('shop', action[0], action[1]), (error: Error) => {
        assert.match(error.message, /fix it first/);
        assert.match(error.message, key);
        return true;
      });
      assert.equal(all.files.get(file), text);
      const view = await all.engagement('shop');
      assert.equal(view.problems.length, 1, `${file}: ${view.problems.join('; ')}`);
      assert.match(view.problems[0] ?? '', key);
      // Others are written as before.
      const other = acts.find(([, , changes]) => changes !== file);
      assert.ok(other);
      await all.act('shop', other[0], other[1]);
    }
  });

  it('counts the rest of a file in which one entry is wrong, and says on the page that something may be missing', async () => {
    const { part, engagement } = await engaged({
      ...service,
      [`${own}/training.yaml`]:
        'sessions:\n  - { what: Design, date: 2026-02-31, by: Bo }\n  - { what: Old incidents, date: 2026-03-01, by: Bo }\n',
    });
    const view = await part('shop', 'training');
    assert.match(JSON.stringify(view.blocks), /Old incidents[^}]*2026-03-01|2026-03-01/);
    const [first] = view.blocks;
    assert.ok(first?.kind === 'list');
    assert.match(first.rows[0]?.because ?? '', /sessions\.0\.date: it is not a valid date.*may be missing/);
    assert.deepEqual(first.rows[0]?.at, { file: `${own}/training.yaml`, line: 2 });
    assert.match((await engagement('shop')).problems.join(), /not a valid date/);
  });
});

describe('merges of files of an engagement', () => {
  const git = (folder: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const commit = (folder: string, message: string) => {
    git(folder, 'add', '-A');
    git(folder, 'commit', '-qm', message);
  };
  type Act = readonly [action: string, values: Values];

  /** Two people act on two branches, which are merged; gives the files that conflict. */
  async function merged(
    folder: string,
    { first, ada, ben }: { first: readonly Act[]; ada: readonly Act[]; ben: readonly Act[] },
  ) {
    const run = async (acts: readonly Act[], by: string) => {
      const { act } = await onDisk(folder);
      for (const [action, values] of acts) await act(action, values, by);
      commit(folder, by);
    };
    git(folder, 'init', '-q', '-b', 'main');
    await run(first, 'Bo');
    git(folder, 'checkout', '-qb', 'ada');
    await run(ada, 'Ada');
    git(folder, 'checkout', '-q', 'main');
    git(folder, 'checkout', '-qb', 'ben');
    await run(ben, 'Ben');
    try {
      git(folder, 'merge', '-q', '--no-edit', 'ada');
    } catch {
      // It conflicts: which files is what is asked.
    }
    return git(folder, 'diff', '--name-only', '--diff-filter=U').trim().split('\n').filter(Boolean);
  }

  const row = (name: string): Act => ['handover.plan', { row: name, to: 'bard' }];

  it('are clean where each acted on an improvement, a row, a part or a rotation of their own', async () => {
    await inFolder({ '.gitignore': '*.lock\n' }, async (folder) => {
      const conflicts = await merged(folder, {
        first: [
          ['plan.add', { title: 'Limit retries' }],
          row('capacity'),
          row('pager'),
          row('releases'),
          ['state.record', { state: 'candidate' }],
        ],
        ada: [
          ['plan.add', { title: 'Fewer pages' }],
          ['handover.plan', { row: 'capacity', from: 'shop team' }],
          ['training.session', { what: 'Design' }],
          ['oncall.member', { rotation: 'bard', name: 'Ada' }],
        ],
        ben: [
          ['plan.add', { title: 'Drain before stop' }],
          ['handover.moved', { row: 'releases' }],
          ['trend.meet', {}],
          ['oncall.member', { rotation: 'folio', name: 'Ben' }],
        ],
      });
      assert.deepEqual(conflicts, []);
      const { view, problems } = await onDisk(folder);
      assert.deepEqual(await problems(), []);
      const all = texts(await view());
      for (const words of ['Limit retries', 'Fewer pages', 'Drain before stop']) assert.ok(all.includes(words), words);
      assert.match(read(folder, `${own}/handover.yaml`), /capacity:\n(?: {4}.*\n)* {4}from: shop team\n/);
      assert.match(read(folder, `${own}/handover.yaml`), /done: 2026-11-21/);
    });
  });

  it('that conflict are told at their line, all other files count, nothing is written over, and acting goes on after mending', async () => {
    await inFolder({ '.gitignore': '*.lock\n' }, async (folder) => {
      const decide = (decision: string, reason: string): Act => [
        'plan.decide',
        { id: 'own-x', title: 'X', decision, reason },
      ];
      const conflicts = await merged(folder, {
        first: [
          decide('accepted', 'first'),
          row('pager'),
          ['oncall.shift', { rotation: 'bard', hours: '12' }],
          ['state.record', { state: 'candidate' }],
        ],
        ada: [
          decide('declined', 'Ada says no'),
          ['handover.moved', { row: 'pager' }],
          ['oncall.shift', { rotation: 'bard', hours: '8' }],
          ['state.record', { state: 'engagement' }],
          ['training.session', { what: 'Design', attendees: 'Ada' }],
          ['advice.answer', { question: 'growth', answer: 'orders' }],
        ],
        ben: [
          decide('declined', 'Ben says no'),
          ['handover.blocks', { row: 'pager', blocks: 'no runbook' }],
          ['oncall.shift', { rotation: 'bard', hours: '24' }],
          ['training.session', { what: 'Alerts', attendees: 'Ben' }],
          ['state.record', { state: 'early' }],
        ],
      });
      const file = (name: string) => `${own}/${name}.yaml`;
      assert.deepEqual(
        conflicts.sort(),
        [file('handover'), file('improvements/own-x'), file('state'), file('training'), rotation].sort(),
      );
      const { act, view, problems } = await onDisk(folder);
      const told = await problems();
      for (const conflict of conflicts) {
        const text = read(folder, conflict);
        const problem = told.find((each) => each.file === conflict);
        assert.match(problem?.message ?? '', /^Merge conflict/);
        assert.equal(problem?.span.start, text.indexOf('<<<<<<<'));
      }
      assert.equal(told.length, conflicts.length);
      const seen = await view();
      assert.deepEqual(
        seen.problems.map((each) => each.replace(/: Merge conflict.*/, '')).sort(),
        [...conflicts].sort(),
      );
      assert.match(seen.standing, /^Inconclusive: fix the mistake in .*state\.yaml/);
      assert.deepEqual(seen.moves, []);
      for (const id of ['handover', 'oncall', 'plan'] as const) {
        const part = seen.parts.find((each) => each.id === id);
        assert.match(JSON.stringify(part?.blocks), /has a mistake.*Merge conflict/, id);
        assert.notEqual(part?.tone, 'good', id);
      }
      // What may be answered in a file that is not read is not asked: it is mended first.
      const handover = seen.parts.find(({ id }) => id === 'handover');
      assert.match(handover?.standing ?? '', /^Inconclusive: .*handover\.yaml/);
      assert.deepEqual(
        handover?.next.map(({ title }) => title),
        [`Fix ${file('handover')}`],
      );
      assert.match(seen.next[0]?.title ?? '', /^Fix /);
      const blocks = JSON.stringify(handover?.blocks);
      assert.match(blocks, /Training sessions could not be read/);
      assert.doesNotMatch(blocks, /No training session is recorded/);
      // The file that did not conflict counts.
      assert.match(JSON.stringify(seen.parts.find(({ id }) => id === 'advice')?.blocks), /Answers/);
      const tries: readonly (readonly [string, ...Act])[] = [
        [file('state'), 'state.record', { state: 'analysis' }],
        [file('improvements/own-x'), ...decide('accepted', 'now')],
        [file('handover'), ...row('capacity')],
        [file('training'), 'training.session', { what: 'Drills', attendees: 'Mia' }],
        [rotation, 'oncall.shift', { rotation: 'bard', hours: '6' }],
      ];
      for (const [conflict, action, values] of tries) {
        const before = read(folder, conflict);
        await assert.rejects(act(action, values), /Merge conflict.*fix it first/);
        assert.equal(read(folder, conflict), before);
      }
      for (const [conflict, action, values] of tries) {
        const mended = read(folder, conflict).replace(/^<{7}.*\n([\s\S]*?)^={7}\n[\s\S]*?^>{7}.*\n/gm, '$1');
        writeFileSync(path.join(folder, conflict), mended);
        await act(action, values, 'Mia');
      }
      const after = await view();
      assert.deepEqual(after.problems, []);
      assert.equal(after.state, 'analysis');
      assert.deepEqual(
        after.history.map(({ state }) => state),
        ['candidate', 'early', 'analysis'],
      );
    });
  });

  it('of two cores that act on one file at the same time keep what both said', async () => {
    await inFolder({}, async (folder) => {
      const [one, two] = [await onDisk(folder), await onDisk(folder)];
      await Promise.all(
        Array.from({ length: 12 }, async (_, i) =>
          (i % 2 === 0 ? one : two).act('trend.meet', { minutes: `talk ${i}` }, i % 2 === 0 ? 'Ada' : 'Ben'),
        ),
      );
      const text = read(folder, `${own}/trend.yaml`);
      for (let i = 0; i < 12; i++) assert.match(text, new RegExp(`minutes: talk ${i}\\n`));
      assert.deepEqual((await two.view()).problems, []);
      assert.equal(existsSync(path.join(folder, `${own}/trend.yaml.lock`)), false);
    });
  });
});

describe('a service that was renamed or split', () => {
  const former = Object.fromEntries(
    Object.entries(written).map(([file, text]) => [file.replace('/engagement/shop/', '/engagement/store/'), text]),
  );
  const two = {
    ...service,
    'cart/package.json': '{"name":"cart","dependencies":{"express":"4"}}',
    'cart/Dockerfile': 'FROM node:22\n',
    '.prr/services/shop.yaml': 'was: [store]\n',
    '.prr/services/cart.yaml': 'was: [store]\n',
    ...former,
  };

  it('goes on from what was said under the former name, in files of its own', async () => {
    const all = await engaged(two);
    for (const name of ['shop', 'cart']) {
      const view = await all.engagement(name);
      assert.equal(view.state, 'consulted');
      assert.match(texts(view), /Limit retries/);
      assert.deepEqual(view.problems, []);
    }
    await all.act('shop', 'state.record', { state: 'candidate' });
    await all.act('cart', 'plan.own', { ...improvement, owner: 'Dee' });
    assert.equal((await all.engagement('cart')).state, 'consulted');
    assert.match(all.files.get('.prr/engagement/shop/state.yaml') ?? '', /ticket: 17/);
    const owned = all.files.get('.prr/engagement/cart/improvements/own-limit-retries.yaml') ?? '';
    assert.match(owned, /^# asked in March\ntitle: Limit retries\n[\s\S]*owner: Dee/);
    assert.doesNotMatch(texts(await all.engagement('shop')), /Dee/);
    for (const [file, text] of Object.entries(former)) assert.equal(all.files.get(file), text, file);
    assert.deepEqual(await all.review.problems(), []);
  });

  it('takes back under its own name what was said under the former one', async () => {
    const all = await engaged(two);
    await all.act('shop', 'advice.forget', { question: 'growth' });
    const told = async (name: string) => JSON.stringify((await all.part(name, 'advice')).blocks);
    assert.doesNotMatch(await told('shop'), /Answers/);
    assert.match(await told('cart'), /Answers/);
  });

  it('names the former file where that has a mistake, and makes none of its own', async () => {
    const file = '.prr/engagement/store/handover.yaml';
    const conflict = '<<<<<<< a\nrows: {}\n=======\n>>>>>>> b\n';
    const all = await engaged({ ...two, [file]: conflict });
    await assert.rejects(
      all.act('shop', 'handover.plan', { row: 'pager', to: 'bard' }),
      /engagement\/store\/handover\.yaml has a mistake.*fix it first/,
    );
    assert.equal(all.files.get(file), conflict);
    assert.equal(all.files.has('.prr/engagement/shop/handover.yaml'), false);
    const { blocks } = await all.part('shop', 'handover');
    assert.match(JSON.stringify(blocks[0]), /engagement\/store\/handover\.yaml has a mistake/);
  });
});

describe('clocks that jump', () => {
  it('back, and dates of long ago or ahead, crash nothing, and are told at their line', async () => {
    for (const day of ['1970-01-01', '2026-11-20', '2031-01-01', '9999-12-31']) {
      const ahead = day > '2026-11-22';
      const files = Object.fromEntries(
        Object.entries(written).map(([file, text]) => [
          file,
          text.replace(/(date|since|left): 2026-\d\d-\d\d/g, `$1: ${day}`),
        ]),
      );
      const all = await engaged({ ...service, ...files });
      const view = await all.engagement('shop');
      assert.equal(view.parts.length, parts.length);
      assert.deepEqual(
        new Set(view.problems.map((each) => /is in the future/.test(each))),
        new Set(ahead ? [true] : []),
      );
      if (!ahead) continue;
      const said = await all.review.problems();
      const state = said.find(({ file }) => file === `${own}/state.yaml`);
      assert.match(state?.message ?? '', /^since: \d{4}-\d\d-\d\d is in the future \(today is 2026-11-21\)$/);
      assert.equal(files[`${own}/state.yaml`]?.slice(state?.span.start, state?.span.end), day);
      assert.equal(view.state, 'consulted', 'it counts all the same');
    }
  });

  it('leave the history in the order in which it was said', async () => {
    const { act, at, engagement } = await engaged(service);
    at('2027-05-01T12:00:00Z');
    await act('shop', 'state.record', { state: 'consulted' });
    at('2026-11-21T12:00:00Z');
    await act('shop', 'state.record', { state: 'candidate' });
    const { state, history, problems } = await engagement('shop');
    assert.equal(state, 'candidate');
    assert.deepEqual(
      history.map((each) => each.state),
      ['consulted', 'candidate'],
    );
    assert.match(problems.join(), /history\.0\.since: 2027-05-01 is in the future/);
  });

  it('leave a day to time zones, and say nothing of dates that are meant to be ahead', async () => {
    const { engagement } = await engaged({
      ...service,
      [`${own}/trend.yaml`]: 'meetings: [{ by: Kiri, date: 2026-11-22 }]\n',
      [`${own}/handover.yaml`]: 'rows: { pager: { on: 2027-02-01, by: Bo, date: 2026-11-01 } }\n',
      [`${own}/agreement.yaml`]: 'calendar: [{ what: launch, kind: launch, date: 2027-02-01 }]\n',
    });
    assert.deepEqual((await engagement('shop')).problems, []);
  });
});

describe('somebody who has left', () => {
  it('is named as such where something rests on them, and what they said stays', async () => {
    const all = await engaged({
      ...service,
      [rotation]: 'services: [shop]\nmembers: [{ name: Ada }]\nformer: [{ name: Bo, left: 2026-05-01 }]\n',
      [`${own}/state.yaml`]: 'state: onboarding\nsince: 2026-02-01\nby: Bo\n',
      [`${own}/handover.yaml`]:
        'rows:\n  pager: { from: shop, to: Bo, by: Bo, date: 2026-03-01 }\nbacking: { names: [Bo], until: 2027-01-01, by: Bo, date: 2026-03-01 }\n',
      [`${own}/improvements/own-x.yaml`]:
        'title: Limit it\ndecision: accepted\nowner: Bo\ndue: 2027-01-01\nby: Bo\ndate: 2026-03-01\n',
    });
    const view = await all.engagement('shop');
    assert.match(view.standing, /since 2026-02-01 \(Bo\)/);
    const blocks = (id: string) => JSON.stringify(view.parts.find((each) => each.id === id)?.blocks);
    assert.match(blocks('handover'), /Bo \(left on 2026-05-01\)/);
    assert.match(blocks('handover'), /Bo \(who left the rotation on 2026-05-01\)/);
    assert.match(blocks('plan'), /Bo \(left on 2026-05-01\)/);
  });
});

describe('files that are no sound text of ours', () => {
  const files = Object.keys(written);
  const actionOf = (file: string) => {
    const found = acts.find(([, , changes]) => changes === file);
    assert.ok(found, file);
    return found;
  };

  it('count as nothing written where they are empty or of comments alone, and keep the comments', async () => {
    for (const text of ['', '\n\n', '# to come\n', '---\n# to come\n', '{}\n']) {
      const all = await engaged({ ...service, ...Object.fromEntries(files.map((file) => [file, text])) });
      const { problems, parts: views } = await all.engagement('shop');
      const said = text === '{}\n' ? problems.filter((each) => !/state\.yaml|improvements/.test(each)) : problems;
      assert.deepEqual(said, [], JSON.stringify(text));
      assert.equal(views.length, parts.length);
    }
    const comments = Object.fromEntries(files.map((file) => [file, '# to come\n']));
    for (const [action, values] of [
      ['state.record', { state: 'candidate' }],
      ['advice.answer', { question: 'growth', answer: 'orders' }],
      ['plan.weigh', { ...improvement, impact: '5' }],
      ['handover.plan', { row: 'pager', to: 'bard' }],
      ['oncall.member', { rotation: 'bard', name: 'Ada' }],
      ['trend.meet', {}],
      ['shared.pager', { platform: 'a', services: 'b' }],
    ] as const) {
      const all = await engaged({ ...service, ...comments });
      assert.match(await all.act('shop', action, values), /^# to come\n/, action);
      assert.deepEqual((await all.engagement('shop')).problems, [], action);
    }
  });

  it('lack keys that came later, or hold keys with nothing behind them, and can be acted on', async () => {
    const all = await engaged({
      ...service,
      [`${own}/trend.yaml`]: 'meetings:\nlooks:\n',
      [`${own}/advice.yaml`]: 'answers: # none yet\n',
      [`${own}/handover.yaml`]: 'rows:\n  pager:\nbacking:\n',
      [rotation]: 'members:\nshift:\n',
    });
    assert.deepEqual((await all.engagement('shop')).problems, []);
    assert.match(await all.act('shop', 'trend.meet', {}), /^meetings:\n {2}- by: Ana/);
    assert.match(
      await all.act('shop', 'advice.answer', { question: 'growth', answer: 'orders' }),
      /# none yet[\s\S]*growth:\n {4}answer: orders/,
    );
    assert.match(await all.act('shop', 'handover.plan', { row: 'pager', to: 'bard' }), /pager:\n {4}to: bard/);
    await all.act('shop', 'handover.backing', { names: 'Ada', until: '2027-01-01' });
    await all.act('shop', 'oncall.shift', { rotation: 'bard', hours: '8' });
    await all.act('shop', 'oncall.member', { rotation: 'bard', name: 'Ada' });
    assert.deepEqual((await all.engagement('shop')).problems, []);
  });

  it('are told and left as they are: too large, binary, cut off, of another kind', async () => {
    const bad: readonly (readonly [Buffer | string, RegExp])[] = [
      [`# ${'x'.repeat(600 * 1024)}\nby: Bo\n`, /over 512 KB/],
      [Buffer.from([0, 1, 2, 0, 255, 254]), /binary|text|encoding/i],
      ['rows: {\n', /Not read/],
      ['just words\n', /must be a map|Not read/],
      ['- a\n- b\n', /must be a map/],
      ['a: 1\na: 2\n', /unique/],
      [
        `a: &a [x, x]\n${Array.from({ length: 12 }, (_, i) => `b${i}: &b${i} [${'*'}${i === 0 ? 'a' : `b${i - 1}`}, ${Array.from({ length: 9 }, () => `*${i === 0 ? 'a' : `b${i - 1}`}`).join(', ')}]`).join('\n')}\n`,
        /alias/i,
      ],
    ];
    for (const [content, message] of bad)
      await inFolder(written, async (folder) => {
        const all = files.filter((file) => file !== `${own}/improvements/`);
        for (const file of all) writeFileSync(path.join(folder, file), content);
        const { act, view, problems } = await onDisk(folder);
        const seen = await view();
        assert.equal(seen.parts.length, parts.length);
        for (const file of all) {
          assert.ok(
            seen.problems.some((each) => each.startsWith(file) && message.test(each)),
            `${file}: ${seen.problems.join('\n')}`,
          );
          assert.ok(
            (await problems()).some((each) => each.file === file && message.test(each.message)),
            file,
          );
          const [action, values] = actionOf(file);
          await assert.rejects(
            act(action, values),
            (error: Error) => error.message.startsWith(file),
            `${file} ${action}`,
          );
          assert.ok(readFileSync(path.join(folder, file)).equals(Buffer.from(content)), file);
        }
      });
  });

  it('are told where a folder stands in place of a file, a file in place of a folder, or a link leads out', async () => {
    await inFolder(written, async (folder) => {
      const outside = temporaryFolder({ 'state.yaml': 'state: onboarded\nsince: 2026-01-01\nby: Mallory\n' });
      try {
        rmSync(path.join(folder, `${own}/trend.yaml`));
        mkdirSync(path.join(folder, `${own}/trend.yaml`));
        rmSync(path.join(folder, `${own}/state.yaml`));
        symlinkSync(path.join(outside.folder, 'state.yaml'), path.join(folder, `${own}/state.yaml`));
        rmSync(path.join(folder, '.prr/rotations'), { recursive: true });
        writeFileSync(path.join(folder, '.prr/rotations'), 'x');
        const { act, view } = await onDisk(folder);
        const seen = await view();
        assert.match(seen.problems.join('\n'), /trend\.yaml: it is a folder/);
        assert.match(seen.problems.join('\n'), /state\.yaml: it is outside the workspace/);
        assert.match(seen.standing, /^Inconclusive/);
        assert.doesNotMatch(texts(seen), /Mallory/);
        await assert.rejects(act('trend.meet', {}), /trend\.yaml cannot be read: it is a folder/);
        await assert.rejects(act('state.record', { state: 'early' }), /outside the workspace/);
        await assert.rejects(
          act('oncall.member', { rotation: 'bard', name: 'Ada' }),
          /rotations\/bard\.yaml cannot be written: a file has the name of its folder/,
        );
        assert.equal(read(outside.folder, 'state.yaml'), 'state: onboarded\nsince: 2026-01-01\nby: Mallory\n');
        await act('advice.answer', { question: 'growth', answer: 'orders' });
      } finally {
        outside.remove();
      }
    });
  });

  it('say so where they may not be written', async function () {
    if (process.getuid?.() === 0 || process.platform === 'win32') this.skip();
    await inFolder(written, async (folder) => {
      const at = path.join(folder, own);
      chmodSync(at, 0o500);
      try {
        const { act } = await onDisk(folder);
        await assert.rejects(act('trend.meet', {}), /trend\.yaml cannot be written: its folder does not allow writing/);
        assert.equal(read(folder, `${own}/trend.yaml`), written[`${own}/trend.yaml`]);
      } finally {
        chmodSync(at, 0o700);
      }
    });
  });

  it('are told where their names are not ours', async () => {
    const all = await engaged({
      ...service,
      [`${own}/improvements/Big One.yaml`]: 'title: X\nby: Bo\ndate: 2026-01-01\n',
      [`${own}/improvements/own-y.yml`]: 'title: Y\nby: Bo\ndate: 2026-01-01\n',
      '.prr/engagement/My Shop/state.yaml': 'state: consulted\nsince: 2026-01-02\nby: Bo\n',
    });
    const told = (await all.review.problems()).map(({ file, message }) => `${file}: ${message}`).join('\n');
    assert.match(told, /Big One\.yaml: Not read: use lowercase letters/);
    assert.match(told, /own-y\.yml: Not read: .*ending \.yaml/);
    assert.match(told, /My Shop\/state\.yaml: /);
    assert.match((await all.engagement('shop')).problems.join('\n'), /Big One\.yaml/);
  });

  it('is read as it is now, though the core was not told of a change', async () => {
    const file = `${own}/state.yaml`;
    const descriptor = '.prr/services/shop.yaml';
    const good = 'state: improvements\nsince: 2026-01-02\nby: Bo\n';
    const { core, review, files } = await engaged({ ...service, [file]: good, [descriptor]: 'tier: 2\n' });
    const engagements = await core.engagements();
    const [shop] = core.services();
    assert.ok(shop);
    const now = async () => [
      (await review.problems()).map((problem) => problem.file),
      (await engagements.said(shop)).said.state?.by,
    ];
    for (let round = 0; round < 2; round++) {
      assert.deepEqual(await now(), [[], 'Bo']);
      files.set(file, good.replace('Bo', 'Cy'));
      assert.deepEqual(await now(), [[], 'Cy']);
      files.set(file, 'state: [\n');
      files.set(descriptor, 'tier: none\n');
      const [mistaken, by] = await now();
      assert.deepEqual([...new Set(mistaken)].sort(), [file, descriptor]);
      assert.equal(by, undefined);
      files.delete(file);
      files.set(descriptor, 'tier: 2\n');
      assert.deepEqual(await now(), [[], undefined]);
      files.set(file, good);
    }
  });
});
