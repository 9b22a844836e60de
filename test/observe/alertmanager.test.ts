import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Hover } from 'vscode-languageserver/node';
import { observeAlertmanager } from '../../server/src/observe/alertmanager.ts';
import { openClient } from '../../server/src/observe/client.ts';
import { recordAlertmanager, recordObserved } from '../../server/src/observe/record.ts';
import { wantedRoutes } from '../../server/src/observe/wanted.ts';
import { alertmanagerFile, observedFile } from '../../server/src/model/team-folder.ts';
import { parseObserved } from '../../server/src/review/observed.ts';
import { readAlertmanager } from '../../server/src/review/observed-alertmanager.ts';
import { openMemory } from '../../server/src/workspace/memory.ts';
import { indexed, root } from '../analyse.ts';
import { connect, type Session } from '../server/connect.ts';
import { hasAlertmanager, serve, startAlertmanager, type Server, type TestSilence } from './servers.ts';

const now = '2026-11-30T10:00:00Z';
const rule = (name: string, labels: string) => `      - alert: ${name}
        expr: web_errors_total > 1
        for: 5m
${labels}        annotations: { summary: errors, runbook_url: docs/errors.md }
`;
const alerts = `groups:
  - name: web
    rules:
${rule('WebErrors', '        labels: { severity: page, team: web }\n')}${rule('WebSlow', '        labels: { severity: ticket }\n')}${rule('WebOdd', '')}${rule('WebMoved', '        labels: { severity: page, team: moved }\n')}`;

/** What runs: it has addresses, keys and a template, of which nothing may be recorded. */
const running = `global:
  slack_api_url: https://hooks.example.com/services/SECRET-IN-URL
route:
  receiver: nobody
  routes:
    - matchers: [severity="page", team="web"]
      receiver: web-pager
      continue: true
    - matchers: [severity="page"]
      receiver: chat
    - matchers: [cluster="west"]
      receiver: west
receivers:
  - name: nobody
  - name: web-pager
    pagerduty_configs: [{ routing_key: SECRET-KEY }]
    webhook_configs: [{ url: 'https://relay.example.com/?token=SECRET-TOKEN' }]
  - name: chat
    slack_configs: [{ channel: '#web', text: '{{ range .Alerts }}{{ .Labels }}{{ end }}' }]
  - name: west
    email_configs: [{ to: west@example.com, from: a@example.com, smarthost: 'mail.example.com:25', auth_password: SECRET-WORD }]
`;
const written = `route:
  receiver: web-pager
  routes:
    - matchers: [team="moved"]
      receiver: moved-pager
receivers:
  - name: web-pager
    pagerduty_configs: [{ routing_key_file: /secrets/key }]
  - name: moved-pager
    pagerduty_configs: [{ routing_key_file: /secrets/key }]
`;
const soon = (hours: number) => `${new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 19)}Z`;
const silence = (matchers: string, startsAt: string, comment: string): TestSilence => ({
  matchers: matchers.split(',').map((each) => {
    const [name = '', value = ''] = each.split('=');
    return { name, value, isRegex: value.includes('.*'), isEqual: true };
  }),
  startsAt,
  endsAt: soon(48),
  comment,
});
const silences = [
  silence('alertname=Web.*,severity=page', soon(0), 'Upgrade\nof   the database\u0007'),
  silence('alertname=WebSlow,instance=a', soon(10), `A long one ${'x'.repeat(500)}`),
  silence('namespace=elsewhere', soon(0), 'not ours'),
  silence('alertname=Other', soon(0), 'not ours'),
];

describe('observe: Alertmanager', function () {
  this.timeout(60_000);
  let server: Server | undefined;
  let session: Session | undefined;
  before(async function () {
    if (!hasAlertmanager()) {
      console.log('skipped: prometheus-alertmanager is not installed');
      this.skip();
    }
    server = await startAlertmanager(running, silences);
    session = await connect({
      'alerts.yaml': alerts,
      'alertmanager/alertmanager.yml': written,
      'docs/errors.md': '# Errors\n',
      Dockerfile: 'FROM node:22.1.0\nCOPY . .\nCMD ["node", "server.js"]\n',
      'server.js': "require('http').createServer((q, r) => r.end()).listen(80);\n",
    });
    await session.ready();
  });
  after(async () => {
    await session?.close();
    await server?.close();
  });
  const file = () => path.join(session!.folder, alertmanagerFile);
  const prr = async (...args: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
      const command = [path.join(root, 'dist/prr.cjs'), ...args];
      execFile(process.execPath, command, (error, stdout, stderr) =>
        done({ code: error ? Number(error.code) : 0, stdout, stderr }),
      );
    });

  it('shows who gets each alert, what the files say otherwise, and silences', async () => {
    const { folder } = session!;
    const { code, stdout, stderr } = await prr('observe', '--alertmanager', server!.url, folder);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^Observed \S+ at http:\/\/127\.0\.0\.1:\d+, Alertmanager version \d/);
    const line = (name: string) => new RegExp(`^  alert ${name}: (.*)$`, 'm').exec(stdout)?.[1];
    assert.equal(
      line('WebErrors'),
      'goes to chat (slack), web-pager (pagerduty, webhook); the files send it to web-pager',
    );
    assert.equal(line('WebSlow'), 'may go to nobody (sends nothing), west (email)');
    assert.equal(line('WebOdd'), 'may go to nobody (sends nothing), west (email)');
    assert.equal(line('WebMoved'), 'goes to chat (slack); the files send it to moved-pager');
    assert.match(
      stdout,
      /^ {2}silence alertname=~"Web\.\*", severity="page" until \S+Z: WebErrors, WebMoved; Upgrade of the database$/m,
    );
    assert.match(
      stdout,
      /^ {2}silence alertname="WebSlow", instance="a" from \S+ until \S+: WebSlow for some series; A long one x+$/m,
    );
    assert.ok(!stdout.includes('not ours'));
    assert.equal((await prr('observe', '--show', folder)).stdout, stdout);
  });

  it('records names of receivers, kinds of integrations and matchers, and no address or secret', async () => {
    const text = readFileSync(file(), 'utf8');
    assert.match(
      text,
      /receivers:\n {2}- name: chat\n {4}integrations:\n {6}- slack\n {2}- name: nobody\n {4}integrations: \[\]\n {2}- name: web-pager\n {4}integrations:\n {6}- pagerduty\n {6}- webhook\n {2}- name: west\n {4}integrations:\n {6}- email\n/,
    );
    for (const secret of ['SECRET', 'secret', 'hooks', 'relay', 'example.com', '#web', 'ada@', '/secrets'])
      assert.ok(!text.includes(secret), `${secret} is in the record`);
    assert.ok(text.split('\n').every((each) => each.length < 400));
    const again = await prr('observe', '--alertmanager', server!.url, session!.folder);
    assert.equal(again.code, 0, again.stderr);
    const undated = (each: string) => each.replace(/^observed: .*$/m, '');
    assert.equal(undated(readFileSync(file(), 'utf8')), undated(text));
  });

  it('is shown at the alert in the editor, without a request', async () => {
    const { uri, connection } = session!;
    session!.open(alertmanagerFile, readFileSync(file(), 'utf8'));
    session!.open('alerts.yaml', alerts);
    const hoverAt = async (line: number) => {
      const hover = await connection.sendRequest<Hover>('textDocument/hover', {
        textDocument: { uri: uri('alerts.yaml') },
        position: { line, character: 18 },
      });
      return (hover.contents as { value: string }).value.replace(/\\/g, '');
    };
    const first = await hoverAt(3);
    assert.match(first, /Goes to chat \(slack\), web-pager \(pagerduty, webhook\), observed 20\d\d-\d\d-\d\d\./);
    assert.match(first, /The routes in the workspace send it to web-pager\./);
    assert.match(first, /Silenced until 20\d\d-\d\d-\d\d \d\d:\d\d UTC \(Upgrade of the database\)\./);
    const second = await hoverAt(8);
    assert.match(second, /May go to nobody \(sends nothing\), west \(email\), by the labels of its series/);
    assert.match(second, /Silenced for some of its series from .* until .* UTC \(A long one/);
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: uri('alerts.yaml'), version: 2 },
      contentChanges: [{ text: alerts.replace('severity: page, team: web', 'severity: page, team: shop') }],
    });
    assert.match(await hoverAt(3), /Its labels have changed since its route was observed\./);
  });

  it('is beside the alert in the summary', async () => {
    const { folder } = session!;
    const out = path.join(folder, 'summary.md');
    await prr('summary', '--output', out, folder);
    const text = readFileSync(out, 'utf8');
    assert.match(text, /### Alerts in production\n[^#]*- WebErrors: goes to chat \\?\(slack\\?\), web-pager/);
    assert.match(text, /silenced until 20\d\d/);
  });

  it('leaves the record alone where nothing could be observed, and one with a mistake', async () => {
    const { folder } = session!;
    const before = readFileSync(file(), 'utf8');
    const gone = await prr('observe', '--alertmanager', 'http://127.0.0.1:1', folder);
    assert.equal(gone.code, 1);
    assert.equal(gone.stderr, 'prr: nothing could be observed at http://127.0.0.1:1: the connection failed\n');
    assert.equal(readFileSync(file(), 'utf8'), before);
    writeFileSync(file(), `${before}alerts: 5\n`);
    const broken = await prr('observe', '--alertmanager', server!.url, folder);
    assert.equal(broken.code, 3);
    assert.match(broken.stderr, /alertmanager\.yaml has a mistake/);
    assert.equal(readFileSync(file(), 'utf8'), `${before}alerts: 5\n`);
  });
});

describe('observe: an Alertmanager that fails', () => {
  const opened: Server[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((each) => each.close()));
  });
  const seenOf = async (answer: Parameters<typeof serve>[0], token?: string) => {
    const server = await serve(answer);
    opened.push(server);
    const wanted = wantedRoutes(await indexed({ 'alerts.yaml': alerts }));
    const limit = { timeout: 300, bytes: 60_000, requests: 20 };
    const client = openClient(new URL(server.url), { token, limit, api: 'alertmanager' });
    return observeAlertmanager({ client, wanted, now, from: server.url });
  };
  const status = (original: string) => JSON.stringify({ versionInfo: { version: '1' }, config: { original } });

  it('is reported in one line', async () => {
    const cases: [Parameters<typeof serve>[0], RegExp][] = [
      [(_, response) => void response.writeHead(401).end(), /access was denied \(401\)/],
      [(_, response) => void response.writeHead(500).end(), /status 500/],
      [(_, response) => void response.end('<html>'), /not JSON/],
      [(_, response) => void response.end('{"hello":1}'), /does not follow the Alertmanager API/],
      [(_, response) => void response.end('x'.repeat(90_000)), /larger than/],
      [() => {}, /no answer within 0.3 s/],
      [(_, response) => void response.socket?.destroy(), /connection failed/],
    ];
    for (const [answer, message] of cases) await assert.rejects(seenOf(answer), message);
  });

  it('is not followed to another host with the token', async () => {
    const requests: unknown[] = [];
    const other = await serve((request, response) => {
      requests.push(request.headers);
      response.end('{}');
    });
    opened.push(other);
    const redirect = seenOf((_, response) => void response.writeHead(302, { location: other.url }).end(), 'secret');
    await assert.rejects(redirect, /redirects are not followed/);
    assert.deepEqual(requests, []);
  });

  it('gives the part that it answers, and names the other; only GET requests are sent, with the token', async () => {
    const asked: [string | undefined, string | undefined, string | undefined][] = [];
    const seen = await seenOf((request, response) => {
      asked.push([request.method, request.url, request.headers.authorization]);
      if (request.url === '/api/v2/status') response.end(status(running));
      else response.writeHead(503).end();
    }, 'word');
    assert.equal(seen.alerts?.length, 4);
    assert.equal(seen.silences, undefined);
    assert.deepEqual(seen.missing, ['silences: the server answered with status 503']);
    assert.deepEqual(asked, [
      ['GET', '/api/v2/status', 'Bearer word'],
      ['GET', '/api/v2/silences', 'Bearer word'],
    ]);
  });

  it('and a configuration that cannot be read costs the routes alone', async () => {
    for (const original of [
      '',
      'route: [',
      'route: { receiver: a }\n',
      `route:\n  receiver: a\n  routes:\n${'    - receiver: a\n'.repeat(2001)}receivers: [{ name: a }]\n`,
    ]) {
      const seen = await seenOf((request, response) => {
        response.end(request.url === '/api/v2/status' ? status(original) : '[]');
      });
      assert.equal(seen.alerts, undefined);
      assert.match(seen.missing?.[0] ?? '', /^routes: its configuration could not be read/);
      assert.deepEqual(seen.silences, []);
    }
  });
});

describe('observe: a record that would be too large', () => {
  const textOf = async (workspace: ReturnType<typeof openMemory>, file: string) => {
    const content = await workspace.read(file);
    return content && 'text' in content ? content.text : '';
  };

  it('is shortened, told and can be read again', async () => {
    const workspace = openMemory(new Map());
    const names = Array.from({ length: 9000 }, (_, at) => `metric_${'x'.repeat(100)}_${at}`);
    const written = await recordObserved(workspace, {
      observed: now,
      from: 'http://host:9090',
      series: { present: names.slice(0, 4500), absent: names.slice(4500) },
    });
    assert.deepEqual(written.missing, ['some metrics and alerts: the record would be over 512 KB']);
    const text = await textOf(workspace, observedFile);
    assert.ok(text.length <= 512 * 1024 && text.length > 100_000);
    const { value, problems } = parseObserved(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(value, written);
    const alert = (_: unknown, at: number) => ({
      name: `A${at}`,
      labels: { note: 'y'.repeat(480), more: 'z'.repeat(480) },
      receivers: ['a'],
    });
    await recordAlertmanager(workspace, {
      observed: now,
      from: 'http://host:9093',
      receivers: [{ name: 'a', integrations: ['slack'] }],
      alerts: Array.from({ length: 900 }, alert),
    });
    const routed = await readAlertmanager(workspace);
    assert.deepEqual(routed.problems, []);
    assert.equal(routed.value?.alerts?.length, 450);
    assert.match(routed.value?.missing?.[0] ?? '', /over 512 KB/);
  });

  it('is not read where somebody made it, and no alert or series comes from it', async () => {
    const series = Array.from({ length: 9000 }, (_, at) => `    - metric_${'x'.repeat(100)}_${at}\n`).join('');
    const text = `observed: ${now}\nfrom: http://h\nseries:\n  present:\n${series}`;
    const index = await indexed({ [observedFile]: text });
    assert.deepEqual(index.inWorkspace('observed-series'), []);
    assert.match(parseObserved(text).problems[0]?.message ?? '', /over 512 KB/);
    const workspace = openMemory(new Map([[observedFile, text]]));
    await assert.rejects(recordObserved(workspace, { observed: now, from: 'http://h' }), /over 512 KB/);
    assert.equal(await textOf(workspace, observedFile), text);
  });
});
