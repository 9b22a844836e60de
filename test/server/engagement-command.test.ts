import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { partIds } from '../../server/src/model/engagement.ts';
import { root } from '../analyse.ts';
import { temporaryFolder } from './connect.ts';

const files = {
  'shop/package.json': '{"name":"shop","dependencies":{"express":"4"}}',
  'shop/Dockerfile': 'FROM node:22\n',
  'cart/package.json': '{"name":"cart","dependencies":{"express":"4"}}',
  'cart/Dockerfile': 'FROM node:22\n',
};

describe('prr engagement and its parts', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => (folder = temporaryFolder(files)));
  afterEach(() => folder.remove());
  const prr = (...args: string[]) => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [path.join(root, 'dist/prr.cjs'), ...args], {
      cwd: folder.folder,
      encoding: 'utf8',
      env: { ...process.env, XDG_CACHE_HOME: path.join(folder.folder, '.cache') },
    });
    return { stdout, stderr, status };
  };

  it('asks which service where there are several', () => {
    const { status, stderr } = prr('engagement');
    assert.equal(status, 2);
    assert.match(stderr, /choose a service with --service: cart, shop/);
  });

  it('shows the head alone, or all, as Markdown or JSON', () => {
    assert.match(prr('engagement', '--service', 'shop', '--brief').stdout, /^# Engagement: shop\n\nSelf-supported/);
    const view = JSON.parse(prr('engagement', '--service', 'shop', '--format', 'json').stdout) as { parts: unknown[] };
    assert.ok(view.parts.length >= 10);
  });

  for (const part of partIds)
    it(`prr ${part} shows its part, and how each thing in it is said`, () => {
      const { stdout, stderr, status } = prr(part, '--service', 'shop', '--actions');
      assert.equal(status, 0, stderr);
      assert.match(stdout, /^# \S/);
    });

  it('says one thing, in a small file, by a name', () => {
    const { stdout, stderr } = prr(
      'engage',
      'advice.answer',
      'question=growth',
      'answer=orders',
      '--service',
      'shop',
      '--by',
      'Ada',
    );
    assert.equal(stdout, '.prr/engagement/shop/advice.yaml\n', stderr);
    assert.match(
      readFileSync(path.join(folder.folder, stdout.trim()), 'utf8'),
      /growth:\n {4}answer: orders\n {4}by: Ada/,
    );
    assert.match(prr('advice', '--service', 'shop').stdout, /ten times or more/);
  });

  it('takes from the page what a button there would give', () => {
    const { status, stderr } = prr('engage', 'analysis.begin', '--service', 'shop', '--by', 'Ada');
    assert.equal(status, 0, stderr);
    assert.match(prr('analysis', '--service', 'shop').stdout, /No changes: recorded on/);
  });

  it('never guesses which entry is meant, and keeps what is not given', () => {
    const engage = (...args: string[]) => prr('engage', ...args, '--service', 'shop', '--by', 'Ada');
    const read = () => readFileSync(path.join(folder.folder, '.prr/engagement/shop/agreement.yaml'), 'utf8');
    engage('agreement.reviewer', 'name=Rosalind', 'team=sre');
    engage('agreement.reviewer', 'name=Orlando');
    assert.match(read(), /Rosalind[\s\S]*Orlando/);
    const { status, stderr } = engage('agreement.dropReviewer');
    assert.equal(status, 2);
    assert.match(stderr, /choose one: of=Rosalind, or of=Orlando/);
    // What a person wrote is a person's, whatever it looks like.
    engage('agreement.dropReviewer', 'of=Orlando');
    engage('agreement.dropReviewer', 'of=Rosalind');
    engage('agreement.reviewer', 'name=[Rosalind]');
    assert.match(engage('agreement.dropReviewer').stderr, /choose one: of=\[Rosalind\]/);
    engage('agreement.goals', 'goals=a', 'staffing=b', 'process=c');
    engage('agreement.goals', 'goals=d');
    assert.match(read(), /goals: d\nstaffing: b\nprocess: c/);
    engage('agreement.goals', 'staffing=');
    assert.doesNotMatch(read(), /staffing/);
    assert.match(engage('agreement.goals', 'gaols=x').stderr, /has no field gaols; fields: goals, staffing, process/);
  });

  it('shows what a branch brings, or says why it cannot', () => {
    const git = (...args: string[]) =>
      spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd: folder.folder });
    const trend = (since: string) => prr('trend', '--service', 'shop', '--new-since', since);
    assert.match(trend('HEAD').stderr, /--new-since: .* is in no git repository/);
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-q', '-m', 'first');
    assert.match(trend('HEAD').stdout, /This branch has no new findings since HEAD\./);
    const call = "import axios from 'axios';\nexport const load = () => axios.get('http://prices/');\n";
    writeFileSync(path.join(folder.folder, 'shop/load.ts'), call);
    assert.match(trend('HEAD').stdout, /1 finding new on this branch[\s\S]*shop\/load\.ts/);
    assert.match(trend('no-such').stderr, /--new-since: there is no revision no-such in this repository/);
  });

  it('is checked for mistakes by prr check, wherever they are', () => {
    const conflict = '<<<<<<< a\nstate: early\n=======\nstate: candidate\n>>>>>>> b\n';
    const write = (file: string, text: string) => {
      mkdirSync(path.join(folder.folder, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(folder.folder, file), text);
    };
    write('.prr/engagement/shop/state.yaml', conflict);
    assert.match(prr('check').stdout, /state\.yaml:1:1 Merge conflict/);
    write('.prr/engagement/shop/state.yaml', '');
    write('.prr/platform.yaml', 'name: [\n');
    assert.match(prr('check').stdout, /platform\.yaml:\d+:\d+ Not read/);
  });

  it('refuses with one line and writes nothing', () => {
    for (const [args, message] of [
      [['none.such'], /there is no action none\.such/],
      [['advice.answer', 'question=growth', 'answer=perhaps'], /is one of/],
      [['advice.answer', 'question'], /is not NAME=VALUE/],
      [[], /name an action/],
    ] as const) {
      const { status, stderr } = prr('engage', ...args, '--service', 'shop', '--by', 'Ada');
      assert.equal(status, 2);
      assert.match(stderr, message);
    }
    assert.match(prr('platform', '--service', 'shop', '--draft', 'none').stderr, /drafts: pack/);
  });
});
