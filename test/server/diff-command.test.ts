import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../analyse.ts';
import type { Difference } from '../../server/src/report/difference/difference.ts';
import { temporaryFolder } from './connect.ts';

const server = `import express from 'express';
import { Counter } from 'prom-client';
export const hits = new Counter({ name: 'shop_hits_total', help: 'hits' });
const app = express();
app.get('/orders', async (request, response) => {
  const answer = await fetch('http://payment/charges', { signal: AbortSignal.timeout(2000) });
  response.send(await answer.text());
});
app.listen(8080);
`;

describe('prr diff', () => {
  let at: ReturnType<typeof temporaryFolder>;
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: at.folder });
  before(() => {
    at = temporaryFolder({
      'package.json': '{ "name": "shop", "dependencies": { "express": "4", "prom-client": "15" } }\n',
      Dockerfile: 'FROM node:22.1.0\nCOPY . .\nCMD ["node", "src/server.js"]\n',
      'src/server.ts': server,
      'rules/shop.yaml':
        'groups:\n  - name: shop\n    rules:\n      - { alert: NoHits, expr: "rate(shop_hits_total[5m]) == 0", for: 10m }\n',
      '.gitignore': '.cache\n',
    });
    git('init', '-q', '-b', 'main');
    git('add', '-A');
    git('commit', '-q', '-m', 'one');
  });
  after(() => at.remove());

  const prr = (...args: string[]) =>
    spawnSync(process.execPath, [path.join(root, 'dist/prr.cjs'), 'diff', ...args], {
      encoding: 'utf8',
      cwd: at.folder,
      env: { ...process.env, XDG_CACHE_HOME: path.join(at.folder, '.cache'), NO_COLOR: '1' },
    });
  const write = (file: string, text: string) => writeFileSync(path.join(at.folder, file), text);
  const difference = (...args: string[]): Difference => {
    const { stdout, stderr } = prr('main', '--format', 'json', ...args);
    assert.equal(stderr, '');
    return JSON.parse(stdout) as Difference;
  };

  it('says that nothing changes where nothing has, and writes nothing', () => {
    const { stdout, status } = prr('main');
    assert.equal(stdout, 'No change to production readiness since main.\n');
    assert.equal(status, 0);
    assert.equal(git('status', '--porcelain').toString(), '');
  });

  it('shows what is new, what is gone, and what still asks for what is gone', () => {
    write(
      'src/server.ts',
      server
        .replace(', { signal: AbortSignal.timeout(2000) }', '')
        .replace('shop_hits_total', 'shop_visits_total')
        .replace("'/orders'", "'/baskets'"),
    );
    const { fresh, picture } = difference();
    assert.deepEqual(fresh.map(({ rule, file }) => `${file} ${rule}`).sort(), [
      'rules/shop.yaml metric-unknown',
      'src/server.ts outbound-call-timeout',
    ]);
    const changes = picture.map(({ what, change, name, missedBy }) =>
      [change, what, name, ...missedBy.map((each) => each.name)].join(' '),
    );
    assert.deepEqual(changes, [
      'appears route GET /baskets',
      'vanishes route GET /orders',
      'appears metric shop_visits_total',
      'vanishes metric shop_hits_total alert NoHits',
    ]);
    const { stdout } = prr('main');
    assert.match(stdout, /^Since main: 2 new findings/);
    assert.match(stdout, /- metric shop_hits_total; still used by alert NoHits \(rules\/shop\.yaml:4\)/);
  });

  it('is the same without a cache, and leaves the cache as it is now', () => {
    assert.deepEqual(difference('--no-cache'), difference());
    const folder = path.join(at.folder, '.cache/prr');
    const kept = readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => readFileSync(path.join(folder, name), 'utf8'));
    assert.ok(kept.some((text) => text.includes('"name":"shop_visits_total"')));
    assert.ok(!kept.some((text) => text.includes('"name":"shop_hits_total"')));
  });

  it('fails only when asked to', () => {
    assert.equal(prr('main').status, 0);
    assert.equal(prr('main', '--fail-on', 'warning').status, 1);
    assert.equal(prr('main', '--fail-on', 'error').status, 0);
  });

  it('sees a file that is gone, and one that was renamed', () => {
    write('src/server.ts', server);
    git('mv', 'src/server.ts', 'src/main.ts');
    rmSync(path.join(at.folder, 'rules/shop.yaml'));
    const { fresh, picture } = difference();
    assert.deepEqual(fresh, []);
    assert.deepEqual(
      picture.filter(({ what }) => what === 'alert' || what === 'route').map(({ change, name }) => `${change} ${name}`),
      ['vanishes NoHits'],
    );
  });

  it('compares with where the branch left another one, which has gone on', () => {
    git('reset', '-q', '--hard', 'main');
    git('checkout', '-q', '-b', 'topic#1,é');
    write('README.md', '# shop\n');
    git('add', '-A');
    git('commit', '-q', '-m', 'topic');
    git('checkout', '-q', 'main');
    write('src/server.ts', server.replace("'/orders'", "'/baskets'"));
    git('commit', '-q', '-a', '-m', 'two');
    git('checkout', '-q', 'topic#1,é');
    assert.match(prr('main').stdout, /route GET \/orders/);
    assert.match(prr('main...').stdout, /^No change/);
    assert.match(prr('topic#1,é').stdout, /^No change/);
  });

  it('has paths from the root of the repository where others read them', () => {
    write('src/server.ts', server.replace(', { signal: AbortSignal.timeout(2000) }', ''));
    const { stdout } = prr('HEAD', 'src', '--format', 'markdown');
    assert.match(stdout, /^<!-- production-readiness src\/ -->/);
    assert.match(stdout, /`src\/server\.ts:6`/);
  });

  it('says what is wrong with a revision, a folder, and a command without either', () => {
    assert.match(prr('nowhere').stderr, /no revision nowhere/);
    for (const name of ['-x', 'a b', 'a..b', 'a:b'])
      assert.match(prr('--', name).stderr, /not how a revision is written/, name);
    assert.match(prr().stderr, /name a git revision/);
    assert.match(prr('main', 'Dockerfile').stderr, /is a file; name a folder/);
    for (const args of [['nowhere'], [], ['main', 'Dockerfile']]) assert.equal(prr(...args).status, 2);
  });
});
