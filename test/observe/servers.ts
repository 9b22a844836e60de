import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';

export const prometheus = process.env.PROMETHEUS_PATH ?? 'prometheus';

const alertmanager = process.env.ALERTMANAGER_PATH ?? 'prometheus-alertmanager';

export function hasPrometheus(): boolean {
  return spawnSync(prometheus, ['--version'], { stdio: 'ignore' }).status === 0;
}

export function hasAlertmanager(): boolean {
  return spawnSync(alertmanager, ['--version'], { stdio: 'ignore' }).status === 0;
}

export interface Server {
  readonly url: string;
  close(): Promise<void>;
}

/** A server on loopback that answers as it is told. */
export async function serve(answer: http.RequestListener): Promise<Server> {
  const server = http.createServer(answer);
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Debian's Prometheus with these rules and data in the OpenMetrics format, which scrapes itself each second. */
export async function startPrometheus(rules: string, data?: string): Promise<Server> {
  const spare = await serve(() => {});
  await spare.close();
  const host = new URL(spare.url).host;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'prr-prometheus-'));
  writeFileSync(path.join(folder, 'rules.yml'), rules);
  writeFileSync(
    path.join(folder, 'prometheus.yml'),
    `global: { scrape_interval: 1s, evaluation_interval: 1s }
rule_files: [rules.yml]
scrape_configs:
  - job_name: self
    static_configs: [{ targets: ['${host}'] }]
`,
  );
  if (data !== undefined) {
    writeFileSync(path.join(folder, 'data.txt'), data);
    const promtool = prometheus.replace(/prometheus$/, 'promtool');
    const made = ['tsdb', 'create-blocks-from', 'openmetrics', `${folder}/data.txt`, `${folder}/data`];
    execFileSync(promtool, made, { stdio: 'ignore' });
  }
  const child = spawn(
    prometheus,
    [`--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`, `--web.listen-address=${host}`],
    { stdio: 'ignore' },
  );
  const ended = new Promise((done) => child.once('exit', done));
  const close = async () => {
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const query = encodeURIComponent('ALERTS{alertstate="firing"} and on() up == 1');
  for (let attempt = 0; attempt < 150; attempt++) {
    await new Promise((done) => setTimeout(done, 200));
    const answer = await fetch(`${spare.url}/api/v1/query?query=${query}`).catch(() => undefined);
    if (!answer?.ok || !(await answer.text()).includes('"firing"')) continue;
    // Requests name whole seconds: the first sample must be a second old.
    await new Promise((done) => setTimeout(done, 1500));
    return { url: spare.url, close };
  }
  await close();
  throw new Error('Prometheus did not start');
}

/** Matchers of a silence as the API takes them. */
export interface TestSilence {
  readonly matchers: readonly { name: string; value: string; isRegex: boolean; isEqual: boolean }[];
  readonly startsAt: string;
  readonly endsAt: string;
  readonly comment: string;
}

/** Debian's Alertmanager with this configuration and these silences. */
export async function startAlertmanager(configuration: string, silences: readonly TestSilence[]): Promise<Server> {
  const spare = await serve(() => {});
  await spare.close();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'prr-alertmanager-'));
  writeFileSync(path.join(folder, 'alertmanager.yml'), configuration);
  const child = spawn(
    alertmanager,
    [
      `--config.file=${folder}/alertmanager.yml`,
      `--storage.path=${folder}/data`,
      `--web.listen-address=${new URL(spare.url).host}`,
      '--cluster.listen-address=',
    ],
    { stdio: 'ignore' },
  );
  const ended = new Promise((done) => child.once('exit', done));
  const close = async () => {
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let attempt = 0; attempt < 150; attempt++) {
    await new Promise((done) => setTimeout(done, 200));
    const answer = await fetch(`${spare.url}/api/v2/status`).catch(() => undefined);
    if (!answer?.ok) continue;
    for (const silence of silences) {
      const body = JSON.stringify({ createdBy: 'ada@example.com', ...silence });
      const headers = { 'content-type': 'application/json' };
      const made = await fetch(`${spare.url}/api/v2/silences`, { method: 'POST', headers, body });
      if (!made.ok) throw new Error(`no silence: ${await made.text()}`);
    }
    return { url: spare.url, close };
  }
  await close();
  throw new Error('Alertmanager did not start');
}
