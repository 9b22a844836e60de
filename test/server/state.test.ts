import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { method } from '../../server/src/protocol.ts';
import type { ChangeView, ChecklistView, DescribeParams } from '../../server/src/protocol/checklist.ts';
import { root } from '../analyse.ts';
import { connect, temporaryFolder } from './connect.ts';

// What people say of a service is kept in small files that several people and programs change at the same time.

const run = promisify(execFile);
const files = {
  'web/package.json': '{}',
  'web/Dockerfile': 'FROM node:22.1.0\n',
  'web/src/server.ts': "import http from 'node:http';\nhttp.createServer((_q, r) => r.end()).listen(8080);\n",
};
const prr = (folder: string, ...args: string[]) =>
  run(process.execPath, [path.join(root, 'dist/prr.cjs'), ...args], {
    cwd: folder,
    env: { ...process.env, XDG_CACHE_HOME: path.join(folder, '.cache') },
  });

describe('answers and descriptors, changed by several at once', () => {
  it('lose nothing between two editors, the command line and a hand', async () => {
    const one = await connect(files, { commands: true });
    const { folder } = one;
    const two = await connect({}, { on: folder, commands: true });
    try {
      await Promise.all([one.ready(), two.ready()]);
      mkdirSync(path.join(folder, '.prr/answers/web'), { recursive: true });
      const file = path.join(folder, '.prr/answers/web/dep-security.yaml');
      writeFileSync(
        file,
        '# asked in March\nanswer: no\nreason: nobody drew it\nby: Cy\ndate: 2026-03-01\nticket: 17\n',
      );
      const answer = (by: string, index: number) =>
        (index % 2 === 0 ? one : two).connection.sendRequest<ChangeView>(method.answer, {
          service: 'web',
          item: 'dep-security',
          answer: 'yes',
          reason: `docs/design.md, says ${by}`,
          by,
        });
      const byEditor = ['Ada', 'Ben', 'Dee', 'Eve'].map(answer);
      const byCommand = ['Fay', 'Gus'].map((by) =>
        prr(folder, 'answer', 'web', 'dep-security', 'yes', '--by', by, '--reason', `docs/design.md, says ${by}`),
      );
      await Promise.all([...byEditor, ...byCommand]);
      const text = readFileSync(file, 'utf8');
      for (const by of ['Ada', 'Ben', 'Dee', 'Eve', 'Fay', 'Gus']) assert.match(text, new RegExp(`says ${by}$`, 'm'));
      assert.match(text, /^# asked in March\n/);
      assert.match(text, /^ticket: 17$/m);
      assert.match(text, /reason: nobody drew it/);
      const list = await one.connection.sendRequest<ChecklistView>(method.checklist, {});
      const item = list.aspects.flatMap(({ items }) => items).find(({ id }) => id === 'dep-security');
      assert.equal(item?.history.length, 6, 'five of the six, and what was said in March');
    } finally {
      await two.close();
      await one.close();
    }
  });

  it('describe a service through the protocol, which takes effect at once, and undo it', async () => {
    const session = await connect(files, { commands: true });
    try {
      await session.ready();
      const list = () => session.connection.sendRequest<ChecklistView>(method.checklist, {});
      const before = await list();
      assert.equal(before.profile.tier.assumed, true);
      const change = await session.connection.sendRequest<ChangeView>(method.describe, {
        service: 'web',
        fields: { tier: 1, phase: 'launch', owner: 'web-team' },
      } satisfies DescribeParams);
      const after = await list();
      assert.deepEqual([after.profile.tier.value, after.profile.phase?.value], ['1', 'launch']);
      assert.equal(after.profile.owner?.at?.path, '.prr/services/web.yaml');
      const drills = (view: ChecklistView) =>
        view.aspects.flatMap(({ items }) => items).find(({ id }) => id === 'chg-staged')?.included.value;
      assert.deepEqual([drills(before), drills(after)], [false, true]);
      await session.connection.sendRequest(method.undo, change);
      assert.equal((await list()).profile.tier.assumed, true);
      await assert.rejects(() => session.connection.sendRequest(method.undo, change), /changed since/);
      const draft = await session.connection.sendRequest<{ uri: string }>(method.draftDescriptor, { service: 'web' });
      assert.equal(draft.uri, session.uri('.prr/services/web.yaml'));
    } finally {
      await session.close();
    }
  });
});

describe('two reviewers on two branches', () => {
  const git = (folder: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  it('merge what each answered, described and wrote without a conflict', async () => {
    const { folder, remove } = temporaryFolder({ ...files, '.gitignore': '.cache\n*.lock\n' });
    try {
      const commit = (message: string) => {
        git(folder, 'add', '-A');
        git(folder, 'commit', '-qm', message);
      };
      git(folder, 'init', '-q', '-b', 'main');
      await prr(folder, 'answer', 'web', 'em-load', 'yes', '--by', 'Ada', '--reason', 'one page a week');
      commit('start');
      git(folder, 'checkout', '-qb', 'ada');
      await prr(folder, 'answer', 'web', 'dep-security', 'yes', '--by', 'Ada', '--reason', 'docs/design.md');
      await prr(folder, 'notes', 'add', 'What happens when search is down?', '--by', 'Ada', '--kind', 'question');
      commit('by Ada');
      git(folder, 'checkout', '-q', 'main');
      git(folder, 'checkout', '-qb', 'ben');
      await prr(folder, 'answer', 'web', 'chg-rollback', 'no', '--by', 'Ben', '--reason', 'never tried');
      await prr(folder, 'answer', 'web', 'em-load', 'no', '--by', 'Ben', '--reason', 'three a night in October');
      await prr(folder, 'notes', 'add', 'The cache is new', '--by', 'Ben', '--kind', 'risk');
      commit('by Ben');
      git(folder, 'merge', '--no-edit', 'ada');
      const { stdout } = await prr(folder, 'checklist', '--format', 'json');
      const [web] = JSON.parse(stdout) as [{ items: { id: string; state: string; answer?: { by: string } }[] }];
      const said = Object.fromEntries(web.items.flatMap(({ id, answer }) => (answer ? [[id, answer.by]] : [])));
      assert.deepEqual(said, { 'dep-security': 'Ada', 'chg-rollback': 'Ben', 'em-load': 'Ben' });
      assert.match(
        (await prr(folder, 'notes')).stdout,
        /search is down[\s\S]*cache is new|cache is new[\s\S]*search is down/,
      );
    } finally {
      remove();
    }
  });

  it('see a true conflict at its place, and the rest works', async () => {
    const conflict =
      '<<<<<<< ours\nanswer: yes\nreason: a\n=======\nanswer: no\nreason: b\n>>>>>>> theirs\nby: Ada\ndate: 2026-11-01\n';
    const { folder, remove } = temporaryFolder({
      ...files,
      '.prr/answers/web/dep-security.yaml': conflict,
      '.prr/answers/web/em-load.yaml': 'answer: yes\nreason: quiet\nby: Ada\ndate: 2026-11-01\n',
    });
    try {
      const { stdout } = await prr(folder, 'checklist');
      assert.match(stdout, /✓ On-call load: Does on-call load stay/);
      assert.match(
        stdout,
        /· Security review: [^\n]+\n +Manual answer required: its answer cannot be read \(.*Merge conflict/,
      );
      await assert.rejects(
        () => prr(folder, 'answer', 'web', 'dep-security', 'yes', '--by', 'Ada', '--reason', 'x'),
        /fix it first/,
      );
      assert.equal(readFileSync(path.join(folder, '.prr/answers/web/dep-security.yaml'), 'utf8'), conflict);
    } finally {
      remove();
    }
  });
});
