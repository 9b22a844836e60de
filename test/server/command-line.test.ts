import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import Ajv from 'ajv';
import { root } from '../analyse.ts';
import { temporaryFolder } from './connect.ts';

const service = `import axios from 'axios';
export const load = () => axios.get('http://search/');
`;
const alerts = `groups:
  - name: web
    rules:
      - alert: WebErrors
        expr: sum(rate(http_requests_total{code=~"5.."}[5m])) > 1
        for: 5m
        labels: { severity: page }
        annotations: { summary: errors }
`;

interface Sarif {
  version: string;
  runs: {
    tool: { driver: { name: string; rules: { id: string }[] } };
    columnKind: string;
    results: {
      ruleId: string;
      ruleIndex: number;
      level: string;
      locations: {
        physicalLocation: {
          artifactLocation: { uri: string };
          region: { startLine: number; startColumn: number; endLine: number; endColumn: number };
        };
      }[];
      partialFingerprints: Record<string, string>;
      suppressions?: { kind: string; justification: string }[];
    }[];
  }[];
}

/** What the schema of SARIF 2.1.0 has against a log. */
function schemaErrors(log: unknown): unknown[] {
  const require = createRequire(import.meta.url);
  const file = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const ajv = new Ajv({ unknownFormats: 'ignore', allErrors: true, schemaId: 'auto' });
  ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json') as object);
  const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')) as object);
  validate(log);
  return validate.errors ?? [];
}

describe('command line', () => {
  let at: ReturnType<typeof temporaryFolder>;
  before(() => {
    at = temporaryFolder({
      'web/src/load.ts': service,
      'web/src/load.test.ts': service,
      'web/src/known.ts': service.replace(
        'export',
        '// prr-ignore outbound-call-timeout: the mesh cuts it after 2 s\nexport',
      ),
      'web/node_modules/lib/index.js': service,
      'rules/alerts.yaml': alerts,
    });
  });
  after(() => at.remove());

  const prr = (...args: string[]) => {
    const env = { ...process.env, XDG_CACHE_HOME: path.join(at.folder, '.cache'), NO_COLOR: '1' };
    return spawnSync(process.execPath, [path.join(root, 'dist/prr.cjs'), ...args], {
      encoding: 'utf8',
      cwd: at.folder,
      env,
    });
  };
  const findings = (...args: string[]) => {
    const { stdout, stderr, status } = prr('check', '--format', 'json', ...args);
    assert.equal(status, 0, stderr);
    return (
      JSON.parse(stdout) as {
        findings: {
          rule: string;
          file: string;
          suppressed?: object;
          range: { start: { line: number; column: number } };
        }[];
      }
    ).findings;
  };
  const files = (list: ReturnType<typeof findings>) =>
    list.map((finding) => `${finding.file} ${finding.rule}${finding.suppressed ? ' (ignored)' : ''}`);

  it('gives advice: findings, and exit code 0', () => {
    const { stdout, status } = prr('check');
    assert.equal(status, 0);
    assert.match(stdout, /web\/src\/load\.ts\n {2}2:33 +warning/);
    assert.match(stdout, /2 findings in 2 files, 1 ignored with a reason/);
    assert.match(stdout, /Left out: 1 in tests/);
  });

  it('fails only when asked to, and only for what was asked', () => {
    assert.equal(prr('check', '--fail-on', 'warning').status, 1);
    assert.equal(prr('check', '--fail-on', 'error').status, 0);
  });

  it('leaves tests and installed code out by default, and shows them with --all', () => {
    const shown = [
      'rules/alerts.yaml alert-without-runbook',
      'web/src/known.ts outbound-call-timeout (ignored)',
      'web/src/load.ts outbound-call-timeout',
    ];
    assert.deepEqual(files(findings()), shown);
    const all = files(findings('--all'));
    for (const file of [
      ...shown,
      'web/src/load.test.ts outbound-call-timeout',
      'web/node_modules/lib/index.js outbound-call-timeout',
    ]) {
      assert.ok(all.includes(file), `${file} in ${all.join()}`);
    }
  });

  it('shows one finding for the missing resources of a container, with --all too', () => {
    const own = temporaryFolder({
      'pod.yaml': [
        'apiVersion: apps/v1',
        'kind: Deployment',
        'metadata: { name: web }',
        'spec:',
        '  selector: { matchLabels: { app: web } }',
        '  template:',
        '    metadata: { labels: { app: web } }',
        '    spec: { containers: [{ name: web, image: "example.com/web:1.2.3" }] }',
        '',
      ].join('\n'),
    });
    const rules = (...args: string[]) => findings(own.folder, ...args).map(({ rule }) => rule);
    for (const args of [[], ['--all']]) {
      assert.deepEqual(
        rules(...args).filter((rule) => /^(resources|memory-limit)-unset$/.test(rule)),
        ['resources-unset'],
        args.join(),
      );
    }
    assert.ok(
      rules('--rule', 'memory-limit-unset').includes('memory-limit-unset'),
      'it is found where it is asked for',
    );
    own.remove();
  });

  it('takes single files, whatever their path says, and single rules', () => {
    assert.deepEqual(files(findings('web/src/load.test.ts')), ['load.test.ts outbound-call-timeout']);
    assert.deepEqual(files(findings('--rule', 'alert-without-runbook')), ['rules/alerts.yaml alert-without-runbook']);
    assert.deepEqual(files(findings('web/src/load.ts', 'rules')), [
      'rules/alerts.yaml alert-without-runbook',
      'web/src/load.ts outbound-call-timeout',
    ]);
  });

  it('a second run answers from the cache, and sees a change', () => {
    assert.ok(existsSync(path.join(at.folder, '.cache/prr')));
    const file = path.join(at.folder, 'web/src/load.ts');
    writeFileSync(file, service.replace("'http://search/'", "'http://search/', { timeout: 2000 }"));
    assert.ok(!files(findings()).includes('web/src/load.ts outbound-call-timeout'));
    writeFileSync(file, service);
    assert.ok(files(findings()).includes('web/src/load.ts outbound-call-timeout'));
  });

  it('honours the settings of the repository', () => {
    mkdirSync(path.join(at.folder, '.prr'), { recursive: true });
    const settings = path.join(at.folder, '.prr/settings.yaml');
    writeFileSync(settings, "rules:\n  alert-without-runbook: 'off'\nexclude: ['web/**']\n");
    assert.deepEqual(files(findings()), []);
    writeFileSync(settings, '{}\n');
  });

  it('writes SARIF 2.1.0: rule ids, regions in UTF-16 columns, suppressions with their reason', () => {
    const { stdout, status } = prr('check', '--format', 'sarif');
    assert.equal(status, 0);
    const log = JSON.parse(stdout) as Sarif;
    assert.equal(log.version, '2.1.0');
    assert.deepEqual(schemaErrors(log), []);
    const [run] = log.runs;
    assert.ok(run);
    assert.equal(run.columnKind, 'utf16CodeUnits');
    for (const result of run.results) {
      assert.equal(run.tool.driver.rules[result.ruleIndex]?.id, result.ruleId);
      assert.ok(Object.values(result.partialFingerprints).every((value) => /^[0-9a-f]{32}$/.test(value)));
    }
    const timeout = run.results.find(
      (each) => each.locations[0]?.physicalLocation.artifactLocation.uri === 'web/src/load.ts',
    );
    assert.deepEqual(timeout?.locations[0]?.physicalLocation.region, {
      startLine: 2,
      startColumn: 33,
      endLine: 2,
      endColumn: 36,
    });
    const known = run.results.find((each) => each.suppressions);
    assert.equal(known?.suppressions?.[0]?.justification, 'the mesh cuts it after 2 s');
  });

  it('writes annotations for GitHub', () => {
    const { stdout } = prr('check', '--format', 'github');
    assert.match(
      stdout,
      /^::warning file=web\/src\/load\.ts,line=2,col=33,endLine=2,endColumn=36,title=outbound-call-timeout::/m,
    );
  });

  it('writes paths from the root of the repository for those who read it as a whole', () => {
    spawnSync('git', ['init', '-q', at.folder]);
    const github = prr('check', path.join(at.folder, 'web'), '--format', 'github').stdout;
    assert.match(github, /file=web\/src\/load\.ts,/);
    const sarif = prr('check', path.join(at.folder, 'web'), '--format', 'sarif').stdout;
    assert.match(sarif, /"uri": ?"web\/src\/load\.ts"/);
    const text = prr('check', path.join(at.folder, 'web')).stdout;
    assert.match(text, /^src\/load\.ts$/m);
    rmSync(path.join(at.folder, '.git'), { recursive: true });
  });

  it('explains every rule, and says which there are', function () {
    this.timeout(90_000);
    const { stdout } = prr('explain');
    const ids = [...stdout.matchAll(/^([a-z]+(?:-[a-z]+)+) {2}/gm)].map(([, id = '']) => id);
    assert.ok(ids.includes('outbound-call-timeout'));
    assert.ok(ids.length >= 24);
    for (const id of ids) assert.match(prr('explain', id).stdout, /Reads: \S[\s\S]+Truth: [\s\S]+What to do: /, id);
  });

  it('prints the checklist and the summary of the example', () => {
    const example = path.join(root, 'examples/shakespeare');
    const list = JSON.parse(prr('checklist', example, '--service', 'frontend', '--format', 'json').stdout) as {
      items: { id: string; state: string }[];
    }[];
    const state = (id: string) => list[0]?.items.find((item) => item.id === id)?.state;
    assert.equal(state('dep-timeouts'), 'violated');
    assert.equal(state('perf-shutdown'), 'shown');
    assert.equal(state('em-owner'), 'shown', 'its descriptor names them');
    assert.notEqual(state('dep-spof'), 'violated');
    const once = prr('summary', example, '--service', 'search').stdout;
    assert.match(once, /^# Production readiness of Shakespeare's search\n/);
    assert.equal(prr('summary', example, '--service', 'search').stdout, once, 'two exports of one state are identical');
    assert.match(prr('summary', example, '--service', 'search', '--format', 'html').stdout, /<svg [^>]*viewBox/);
  });

  it('limits the text to what matters most, and says what is left', () => {
    const { stdout } = prr('check', '--limit', '1');
    assert.match(stdout, /1 further finding: 1 [a-z-]+\./);
    assert.equal(stdout.match(/ warning /g)?.length ?? 0, 1);
    assert.equal(prr('check', '--limit', 'few').status, 2);
  });

  it('takes what a team says of its own wrapper', () => {
    const own = `import { get } from '@acme/http';
export const load = () => get('http://search/');
export const quick = () => get('http://search/', { patience: 2000 });
`;
    const pack = `id: acme-http
name: Acme's HTTP wrapper
language: javascript
modules: ['@acme/http']
outgoing:
  protocol: http
  default:
    timeout: none
    says: Acme's wrapper waits for ever unless patience is given
    version: all
    source: 'https://wiki.acme.example/http'
  calls:
    - names: [get, post]
      url: 0
      options: [1]
  deadlines:
    - option: patience
  repair:
    title: 'Add patience: 2000'
    entry: 'patience: 2000'
`;
    const places = (found: ReturnType<typeof findings>) =>
      found.map(({ rule, range }) => `${rule}:${range.start.line}`);
    const without = temporaryFolder({ 'src/load.ts': own });
    assert.deepEqual(places(findings(without.folder)), []);
    const withPack = temporaryFolder({ 'src/load.ts': own, '.prr/packs/acme-http.yaml': pack });
    assert.deepEqual(places(findings(withPack.folder)), ['outbound-call-timeout:2']);
    const bounded = pack.replace('timeout: none', 'timeout: finite').replace('waits for ever', 'waits 3 s');
    const changed = temporaryFolder({ 'src/load.ts': own, '.prr/packs/acme-http.yaml': bounded });
    assert.deepEqual(places(findings(changed.folder)), []);
    for (const { remove } of [without, withPack, changed]) remove();
  });

  it('lists what is ignored, and what ignores nothing', () => {
    const idle = temporaryFolder({
      'a.ts': '// prr-ignore outbound-call-timeout: the mesh cuts it (until 2027-01-31)\nexport const a = 1;\n',
      'b.ts': service.replace('export', '// prr-ignore outbound-call-timeout: it is a demonstration\nexport'),
    });
    const { stdout } = prr('suppressions', idle.folder);
    assert.match(stdout, /a\.ts:1 {2}outbound-call-timeout: the mesh cuts it \(until 2027-01-31\) {2}\[hides 0\]/);
    assert.match(stdout, /b\.ts:2 {2}outbound-call-timeout: it is a demonstration {2}\[hides 1\]/);
    const check = prr('check', idle.folder).stdout;
    assert.match(check, /a\.ts:1:1 outbound-call-timeout finds nothing here; this suppression is no longer needed/);
    idle.remove();
  });

  it('shows with --new-since only what was not there before', () => {
    const repository = temporaryFolder({ 'src/load.ts': service, 'package.json': '{"name":"web"}' });
    const git = (...args: string[]) =>
      spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd: repository.folder });
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-q', '-m', 'first');
    const more = `${service}export const more = () => axios.get('http://more/');\n`;
    writeFileSync(path.join(repository.folder, 'src/load.ts'), more);
    writeFileSync(path.join(repository.folder, 'src/other.ts'), service);
    const fresh = findings(repository.folder, '--new-since', 'HEAD').map(
      ({ file, range }) => `${file}:${range.start.line}`,
    );
    assert.deepEqual(fresh.sort(), ['src/load.ts:3', 'src/other.ts:2']);
    const none = prr('check', repository.folder, '--new-since', 'no-such');
    assert.equal(none.status, 2);
    assert.match(none.stderr, /there is no revision no-such in this repository/);
    assert.match(prr('check', at.folder, '--new-since', 'HEAD').stderr, /is in no git repository/);
    assert.match(
      prr('check', at.folder, '--new-since', '--output=x').stderr,
      /is not how a revision is written|takes no value|argument/,
    );
    repository.remove();
  });

  it('finds pages of the Guide', () => {
    assert.match(prr('guide', 'search', 'SIGTERM').stdout, /graceful-shutdown/);
    assert.match(prr('guide', 'timeouts').stdout, /^# Timeouts/);
  });

  it('a wrong use says what is wrong, without a stack, and ends with 2', () => {
    for (const args of [
      ['check', '--format', 'xml'],
      ['check', 'nowhere'],
      ['check', '--rule', 'no-such'],
      ['explain', 'no-such'],
      ['nonsense'],
      ['check', '--nonsense'],
      ['guide', 'no-such'],
    ]) {
      const { status, stderr } = prr(...args);
      assert.equal(status, 2, args.join(' '));
      assert.match(stderr, /^prr: /);
      assert.doesNotMatch(stderr, /\n {4}at /);
    }
  });

  it('the overview names charts that are deployed and not here, beside one service and beside several', () => {
    const workload = (name: string) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec: { template: { spec: { containers: [{ name: ${name}, image: acme/${name}:1.0.0 }] } } }\n`;
    const chart = 'chart: { spec: { chart: redis, sourceRef: { kind: HelmRepository, name: acme } } }';
    for (const names of [['shop'], ['shop', 'cart']]) {
      const own = temporaryFolder({
        ...Object.fromEntries(names.map((name) => [`deploy/${name}.yaml`, workload(name)])),
        'deploy/redis.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: redis }\nspec: { ${chart} }\n`,
      });
      const { stdout } = prr('overview', own.folder);
      assert.match(stdout, /^1 chart is deployed and not in this workspace: redis$/m, names.join());
      own.remove();
    }
  });

  it('the help names every command and option', () => {
    const help = prr('--help').stdout;
    for (const name of ['check', 'checklist', 'suppressions', 'overview', 'summary', 'guide', 'explain', 'lsp'])
      assert.match(help, new RegExp(`^  ${name} `, 'm'));
    for (const option of ['--format', '--rule', '--all', '--fail-on', '--limit', '--new-since'])
      assert.ok(prr('check', '--help').stdout.includes(option));
    const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
    for (const name of ['check', 'checklist', 'suppressions', 'overview', 'summary', 'guide', 'explain', 'lsp'])
      assert.ok(readme.includes(`prr ${name}`), name);
  });
});
