import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { root } from '../analyse.ts';
import type { Portfolio } from '../../server/src/report/portfolio/format.ts';
import { temporaryFolder } from './connect.ts';

const prr = path.join(root, 'dist/prr.cjs');
const manifest = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  replicas: 2
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: ${name}, image: "example.com/${name}:1.2.3", ports: [{ containerPort: 8080 }] }] }
`;

describe('records of many repositories', () => {
  let at: ReturnType<typeof temporaryFolder>;
  const names = ['shop', 'bank', 'mail'];
  const inside = (...parts: string[]) => path.join(at.folder, ...parts);
  before(() => {
    at = temporaryFolder(Object.fromEntries(names.map((name) => [`${name}/deploy.yaml`, manifest(name)])));
    for (const name of names)
      for (const args of [
        ['init', '-q'],
        ['add', '-A'],
        ['commit', '-q', '-m', 'one'],
      ])
        execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: inside(name) });
    mkdirSync(inside('bin'));
    writeFileSync(inside('bin/prr'), `#!/bin/sh\necho "$@" >>'${inside('calls')}'\nexec node '${prr}' "$@"\n`, {
      mode: 0o755,
    });
  });
  after(() => at.remove());

  const run = (...args: string[]) =>
    spawnSync(process.execPath, [prr, ...args], {
      encoding: 'utf8',
      cwd: at.folder,
      env: { ...process.env, NO_COLOR: '1' },
    });
  const share = (index: number, lines: readonly string[]) => {
    // Without an end of the last line.
    writeFileSync(inside('repositories.txt'), lines.join('\n'));
    return spawnSync('bash', [path.join(root, 'pipelines/kubernetes/shard.sh')], {
      encoding: 'utf8',
      env: {
        ...process.env,
        PRR: inside('bin/prr'),
        REPOSITORIES: inside('repositories.txt'),
        RECORDS: inside('records'),
        SHARDS: '2',
        JOB_COMPLETION_INDEX: String(index),
      },
    });
  };
  const calls = () =>
    existsSync(inside('calls')) ? readFileSync(inside('calls'), 'utf8').trim().split('\n').length : 0;
  const lines = () => ['# our services', ...names.map((name) => `team/${name} file://${inside(name)}`)];

  it('are written by shares, each repository by one', () => {
    for (const index of [0, 1]) {
      const { status, stderr } = share(index, lines());
      assert.equal(status, 0, stderr);
    }
    assert.equal(calls(), 3);
    assert.deepEqual(
      readdirSync(inside('records')).map((name) => name.replace(/@[0-9a-f]{40}/, '@')),
      ['team+bank@.json', 'team+mail@.json', 'team+shop@.json'],
    );
  });

  it('are not written again for the same commit', () => {
    assert.equal(share(0, lines()).status, 0);
    assert.equal(calls(), 3);
  });

  it('are written for all others where one repository fails, and the share says so', () => {
    const { status, stderr } = share(0, ['team/none file:///nowhere', 'x y', '$(touch bad) z', ...lines()]);
    assert.equal(status, 1);
    assert.match(stderr, /team\/none could not be recorded/);
    assert.match(stderr, /not a line NAME URL: \$\(touch/);
  });

  it('are merged into one report, in each format', () => {
    const { stdout, status } = run('merge', 'records', '--format', 'json');
    assert.equal(status, 0);
    const merged = JSON.parse(stdout) as Portfolio;
    assert.deepEqual(
      merged.repositories.map(({ name, services, revision = '' }) => `${name} ${services} ${revision.length}`),
      ['team/bank 1 40', 'team/mail 1 40', 'team/shop 1 40'],
    );
    assert.deepEqual(
      merged.services.map(({ name }) => name),
      ['bank', 'mail', 'shop'],
    );
    assert.ok(merged.faults.some(({ rule, repositories }) => rule === 'disruption-budget' && repositories === 3));
    assert.match(run('merge', 'records').stdout, /^# Production readiness of all repositories/);
    assert.equal(run('merge', 'records', '--format', 'html', '-o', 'report.html').status, 0);
    assert.match(readFileSync(inside('report.html'), 'utf8'), /^<!DOCTYPE html>/);
    assert.equal((JSON.parse(run('merge', 'records', '--format', 'backstage-facts').stdout) as object[]).length, 3);
    assert.equal(parseAllDocuments(run('merge', 'records', '--format', 'backstage-entities').stdout).length, 3);
  });

  it('that cannot be read are named, and the others merged', () => {
    mkdirSync(inside('more'));
    writeFileSync(inside('more/a.json'), '{"format":"production-readiness-record/9"}');
    const { status, stdout, stderr } = run('merge', 'records', 'more');
    assert.equal(status, 1);
    assert.match(stdout, /3 repositories/);
    assert.match(stderr, /more\/a\.json is left out: it has the format production-readiness-record\/9/);
    assert.equal(run('merge', 'more').status, 2);
    assert.equal(run('merge').status, 2);
    assert.match(run('merge', 'nowhere').stderr, /there is no file or folder/);
  });

  it('are for a whole folder and all rules', () => {
    assert.match(run('check', 'shop/deploy.yaml', '--record', 'a.json').stderr, /one whole folder/);
    assert.match(run('check', 'shop', '--rule', 'probe-missing', '--record', 'a.json').stderr, /all rules/);
    assert.ok(!existsSync(inside('a.json')));
  });
});

describe('the manifests for many repositories', () => {
  const read = (file: string) => readFileSync(path.join(root, 'pipelines/kubernetes', file), 'utf8');

  it('have nothing that we would find', () => {
    const { stdout } = spawnSync(process.execPath, [prr, 'check', path.join(root, 'pipelines/kubernetes')], {
      encoding: 'utf8',
    });
    assert.match(stdout, /^No findings/m);
  });

  it('have as many shares as the job has completions, and install this version', () => {
    const job = parseAllDocuments(read('indexed-job.yaml'))[0]?.toJS() as {
      spec: { completions: number; template: { spec: { containers: { env: { name: string; value: string }[] }[] } } };
    };
    const shards = job.spec.template.spec.containers[0]?.env.find(({ name }) => name === 'SHARDS')?.value;
    assert.equal(shards, String(job.spec.completions));
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
    for (const file of ['indexed-job.yaml', 'argo-workflow.yaml'])
      assert.ok(read(file).includes(`production-readiness@${version}`), file);
  });
});
