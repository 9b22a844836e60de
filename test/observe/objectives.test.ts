import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Hover } from 'vscode-languageserver/node';
import { wantedObjectives } from '../../server/src/observe/objectives.ts';
import { attainedWords, observedWords } from '../../server/src/review/observed-words.ts';
import { indexed, root } from '../analyse.ts';
import { connect, type Session } from '../server/connect.ts';
import { hasPrometheus, startPrometheus, type Server } from './servers.ts';

const sloth = (name: string, error: string, total: string) => `  - name: ${name}
    objective: 99.8
    sli:
      events:
        error_query: ${error}
        total_query: ${total}
`;
const slos = `version: prometheus/v1
service: web
slos:
${sloth('availability', 'sum(rate(web_requests_total{code="500"}[{{.window}}]))', 'sum(rate(web_requests_total[{{.window}}]))')}${sloth('misspelled', 'sum(rate(web_requests_total{code="501"}[{{.window}}]))', 'sum(rate(web_requests_total[{{.window}}]))')}${sloth('absent', 'sum(rate(no_such_total{code="500"}[{{.window}}]))', 'sum(rate(no_such_total[{{.window}}]))')}${sloth('templated', 'sum(rate(web_requests_total{code="{{ .code }}"}[{{.window}}]))', 'sum(rate(web_requests_total[{{.window}}]))')}${sloth('split', 'sum by (code) (rate(web_requests_total[{{.window}}]))', 'sum(rate(web_requests_total[{{.window}}]))')}`;
const pyrra = (name: string, grouping = '') => `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: { name: ${name} }
spec:
  target: "99.95"
  window: 2d
  indicator:
    ratio:
      errors: { metric: 'web_requests_total{code="500"}' }
      total: { metric: web_requests_total }
${grouping}`;
const openslo = (name: string, query: (selector: string) => string, more = '') => `apiVersion: openslo/v1
kind: SLO
metadata: { name: ${name} }
spec:
  service: web
  timeWindow: [{ duration: 1d, isRolling: true }]
${more}  objectives: [{ target: 0.99 }]
  indicator:
    spec:
      ratioMetric:
        good: { metricSource: { type: Prometheus, spec: { query: '${query('web_requests_total{code="200"}')}' } } }
        total: { metricSource: { type: Prometheus, spec: { query: '${query('web_requests_total')}' } } }
`;
const rate = (selector: string) => `sum(rate(${selector}[10m]))`;
const recorded = (selector: string) => `sum(web:requests:rate10m${selector.replace('web_requests_total', '')})`;
const recording = (expr: string, name = 'web:requests:rate10m') =>
  `groups:\n  - name: web\n    rules:\n      - { record: '${name}', expr: '${expr}' }\n`;
const files = {
  'slos/recorded.yaml': openslo('openslo-recorded', recorded),
  'rules/web.yaml': recording('sum by (code) (rate(web_requests_total[10m]))'),
  'slos/sloth.yaml': slos,
  'slos/pyrra.yaml': pyrra('pyrra-web'),
  'slos/grouped.yaml': pyrra('pyrra-grouped', '      grouping: [handler]\n'),
  'slos/rates.yaml': openslo('openslo-rates', rate),
  'slos/counters.yaml': openslo('openslo-counters', (selector) => `sum(${selector})`),
  'slos/slices.yaml': openslo('openslo-slices', rate, '  budgetingMethod: Timeslices\n'),
  Dockerfile: 'FROM node:22.1.0\nCOPY . .\nCMD ["node", "server.js"]\n',
  'server.js': "require('http').createServer((q, r) => r.end()).listen(80);\n",
};

/** Five days of 999 good and 1 bad request each minute. */
function requests(): string {
  const end = Math.floor(Date.now() / 60_000) * 60;
  const lines = (code: string, each: number) =>
    Array.from(
      { length: 5 * 1440 },
      (_, at) => `web_requests_total{code="${code}"} ${at * each} ${end - (5 * 1440 - 1 - at) * 60}`,
    );
  const rates = (code: string, each: number) =>
    Array.from(
      { length: 5 * 1440 },
      (_, at) => `web:requests:rate10m{code="${code}"} ${each / 60} ${end - (5 * 1440 - 1 - at) * 60}`,
    );
  return [
    '# TYPE web_requests counter',
    ...lines('200', 999),
    ...lines('500', 1),
    '# TYPE web:requests:rate10m gauge',
    ...rates('200', 999),
    ...rates('500', 1),
    '# EOF',
    '',
  ].join('\n');
}

async function measured(text: Readonly<Record<string, string>>) {
  const index = await indexed(text);
  const rules = index.inWorkspace('recording-rule').map(({ fact }) => fact);
  return wantedObjectives(
    index.inWorkspace('objective').map(({ fact }) => fact),
    rules,
  );
}

describe('observe: objectives', () => {
  it('are measured by their own expressions over their own window', async () => {
    const [rates] = await measured({ 'slo.yaml': files['slos/rates.yaml'] });
    assert.deepEqual(rates?.measure, {
      counts: 'good',
      share: 'sum_over_time((sum(rate(web_requests_total{code="200"}[10m])))[86400s:600s])',
      total: 'sum_over_time((sum(rate(web_requests_total[10m])))[86400s:600s])',
      probe: 'sum(rate(web_requests_total[10m]))',
    });
    const [counters] = await measured({ 'slo.yaml': files['slos/pyrra.yaml'] });
    assert.deepEqual(counters?.measure, {
      counts: 'bad',
      share: 'sum(increase(web_requests_total{code="500"}[172800s]))',
      total: 'sum(increase(web_requests_total[172800s]))',
      probe: 'web_requests_total',
    });
  });

  it('are measured through recording rules of the workspace', async () => {
    const through = async (rules: string, slo = files['slos/recorded.yaml']) => {
      const [first] = await measured({ 'slo.yaml': slo, 'rules.yaml': rules });
      return first?.measure;
    };
    assert.deepEqual(await through(files['rules/web.yaml']), {
      counts: 'good',
      share: 'sum_over_time((sum(web:requests:rate10m{code="200"}))[86400s:600s])',
      total: 'sum_over_time((sum(web:requests:rate10m))[86400s:600s])',
      probe: 'sum(web:requests:rate10m)',
    });
    const twice = `${recording('sum by (code) (web:requests:rate10m_by_path)')}      - { record: 'web:requests:rate10m_by_path', expr: 'sum by (code, path) (rate(web_requests_total[10m]))' }\n`;
    assert.ok('share' in ((await through(twice)) ?? {}));
    // A sum of rates whose name looks like a counter is none.
    const named = openslo('a', (selector) => selector.replace('web_requests_total', 'web:requests_total'));
    const rates = recording('sum by (code) (rate(web_requests_total[10m]))', 'web:requests_total');
    assert.match(JSON.stringify(await through(rates, named)), /sum_over_time\(\(web:requests_total\{code/);
    const unclear = [
      recording('sum by (code) (web_requests_total)'),
      recording('sum by (code) (irate(web_requests_total[10m]))'),
      recording('sum by (code) (rate(web_requests_total[10m])) / 2'),
      recording('max by (code) (rate(web_requests_total[10m]))'),
      recording('sum by (code) (rate(web_requests_total[10m])) > 5'),
      recording('sum by (code) (web:requests:rate10m)'),
      `${files['rules/web.yaml']}      - { record: 'web:requests:rate10m', expr: 'sum by (code) (rate(web_requests_total[5m]))' }\n`,
    ];
    for (const rules of unclear)
      assert.deepEqual(await through(rules), { inconclusive: 'its expressions are not rates over one range' }, rules);
    const largest = openslo('a', (selector) => recorded(selector).replace('sum(', 'max('));
    assert.deepEqual(await through(files['rules/web.yaml'], largest), {
      inconclusive: 'its expressions are not rates over one range',
    });
  });

  it('are inconclusive where the expressions do not tell, with the reason', async () => {
    const reasonOf = async (text: string) => {
      const [first] = await measured({ 'slo.yaml': text });
      return first && 'inconclusive' in first.measure ? first.measure.inconclusive : 'measured';
    };
    const cases: [string, RegExp][] = [
      [files['slos/grouped.yaml'], /counted by group/],
      [files['slos/slices.yaml'], /counted by time slices/],
      [openslo('a', rate, '').replace('isRolling: true', 'isRolling: false'), /counted by calendar/],
      [openslo('a', (each) => `sum(rate(${each}[$window]))`), /variable|not rates|could not be read/],
      [openslo('a', (each) => `sum(irate(${each}[5m]))`), /not rates over one range/],
      [openslo('a', (each) => each.replace('_total', '_current')), /not rates over one range/],
      [openslo('a', rate).replace('[10m]', '[5m]'), /not rates over one range/],
      [openslo('a', rate).replace('duration: 1d', 'duration: soon'), /window is not known/],
      [slos.replaceAll('[{{.window}}]', '[5m]'), /no \{\{\.window\}\}/],
    ];
    for (const [text, reason] of cases) assert.match(await reasonOf(text), reason);
    const two = await measured({ 'a.yaml': openslo('a', rate), 'b.yaml': openslo('a', rate).replace('0.99', '0.9') });
    assert.deepEqual(two, [
      { name: 'a', service: 'web', measure: { inconclusive: 'several objectives have this name' } },
    ]);
  });

  it('are rounded down, and a record of another target is not shown for this one', async () => {
    assert.match(attainedWords({ attained: 0.99899999, windowDays: 30 }), /^attained 99\.8999 % over 30 days$/);
    assert.match(attainedWords({ attained: 0.5, budgetLeft: -1.5 }), /error budget exceeded by 150 %/);
    const index = await indexed({ 'slo.yaml': openslo('a', rate) });
    const [objective] = index.inWorkspace('objective').map(({ fact }) => fact);
    const record = {
      kind: 'observed-objective',
      span: { start: 0, end: 0 },
      name: 'a',
      service: 'web',
      day: '2026-11-30',
      attained: 1,
      windowDays: 1,
    } as const;
    assert.match(observedWords(objective!, [{ ...record, target: 0.99 }]) ?? '', /^attained 100 %/);
    assert.match(observedWords(objective!, [{ ...record, target: 0.9 }]) ?? '', /has changed since it was observed/);
    assert.equal(observedWords(objective!, [{ ...record, service: 'other' }]), undefined);
  });
});

describe('observe: objectives in Prometheus', function () {
  this.timeout(120_000);
  let server: Server | undefined;
  let session: Session | undefined;
  before(async function () {
    if (!hasPrometheus()) {
      console.log('skipped: prometheus is not installed');
      this.skip();
    }
    const always = 'groups: [{ name: g, rules: [{ alert: Always, expr: up > 0 }] }]\n';
    server = await startPrometheus(always, requests());
    session = await connect(files);
    await session.ready();
  });
  after(async () => {
    await session?.close();
    await server?.close();
  });
  const prr = async (...args: string[]) =>
    (await promisify(execFile)(process.execPath, [path.join(root, 'dist/prr.cjs'), ...args])).stdout;

  it('are recorded with what they attained, the budget and since when there is data', async () => {
    const { folder } = session!;
    const shown = await prr('observe', '--prometheus', server!.url, folder);
    const lines = Object.fromEntries(
      [...shown.matchAll(/^ {2}objective (\S+)(?: of web)?: (.*)$/gm)].map(([, name, words]) => [name, words]),
    );
    assert.match(
      lines['availability'] ?? '',
      /^attained 99\.\d+ % over 30 days, (49|50)[\d.]* % of the error budget left; data for 1(19|20)[\d.]* of 720 hours, since 20/,
    );
    assert.match(
      lines['pyrra-web'] ?? '',
      /^attained 99\.\d+ % over 2 days, error budget exceeded by (99|100)[\d.]* %; data for 48 of 48 hours/,
    );
    assert.match(
      lines['openslo-rates'] ?? '',
      /^attained 99\.\d+ % over 1 days, (89|90)[\d.]* % of the error budget left/,
    );
    assert.match(
      lines['openslo-counters'] ?? '',
      /^attained 99\.\d+ % over 1 days, (89|90)[\d.]* % of the error budget left/,
    );
    assert.match(
      lines['openslo-recorded'] ?? '',
      /^attained 99\.\d+ % over 1 days, (89|90)[\d.]* % of the error budget left/,
    );
    assert.match(lines['absent'] ?? '', /inconclusive: the server has no data/);
    assert.match(lines['misspelled'] ?? '', /inconclusive: its expression for bad events has no series/);
    assert.match(lines['templated'] ?? '', /inconclusive: an expression contains a variable/);
    assert.match(lines['split'] ?? '', /inconclusive: an expression has several series/);
    assert.match(lines['pyrra-grouped'] ?? '', /inconclusive: it is counted by group/);
    const recorded = readFileSync(path.join(folder, '.prr/observed/prometheus.yaml'), 'utf8');
    assert.match(
      recorded,
      /- name: availability\n {4}service: web\n {4}target: 0\.998\n {4}windowDays: 30\n {4}attained: 0\.99[89]\d*\n {4}budgetLeft: 0\.(49|50?)\d*\n {4}since: /,
    );
    assert.equal(await prr('observe', '--show', folder), shown);
  });

  it('are shown at the objective in the editor, and beside it in the summary', async () => {
    const { folder, connection, uri } = session!;
    const file = '.prr/observed/prometheus.yaml';
    const record = readFileSync(path.join(folder, file), 'utf8');
    session!.open(file, record);
    session!.open('slos/sloth.yaml', slos);
    const hover = await connection.sendRequest<Hover>('textDocument/hover', {
      textDocument: { uri: uri('slos/sloth.yaml') },
      position: { line: 3, character: 14 },
    });
    const { value } = hover.contents as { value: string };
    assert.match(value, /Attained 99\.\d+ % over 30 days, .* of the error budget left; .*observed 20\d\d-/);
    writeFileSync(path.join(folder, file), record);
    const out = path.join(folder, 'summary.md');
    await prr('summary', '--output', out, folder).catch((error: Error) => console.log(error.message));
    assert.match(
      readFileSync(out, 'utf8'),
      /availability: 99\.8 % over 30 days \(`slos\/sloth\.yaml:4`\)\n {2}Observed: attained 99\.\d+ % over 30 days, .*observed 20/,
    );
  });
});
