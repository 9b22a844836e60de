import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../test/analyse.ts';
import { method, type StatusView } from '../../server/src/protocol.ts';
import { connect, type Session } from '../../test/server/connect.ts';
import { goHead, go, filled } from '../documents.ts';
import { median, percentile } from '../measure.ts';
import { makeFindings, makeWorkspace, manyDocuments } from './make.ts';

// Measures the language server on a workspace of 100,000 files, on one file of 10,000 documents and on 64,000 findings.
// usage: npm run bench:scale -- [--files=N] [--megabytes=N] [--documents=N] [--findings=N] [--only=files|documents|findings]
const option = (name: string, otherwise: number) =>
  Number(process.argv.find((each) => each.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
const only = process.argv.find((each) => each.startsWith('--only='))?.split('=')[1];
const work = mkdtempSync(path.join(os.tmpdir(), 'prr-scale-'));

interface Row {
  readonly claim: string;
  readonly value: string;
  readonly target: string;
}
const rows: Row[] = [];
const row = (claim: string, value: string, target: string) => {
  rows.push({ claim, value, target });
  console.log(`${claim}: ${value} (${target})`);
};

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const milliseconds = (values: readonly number[]) =>
  `p50 ${median(values).toFixed(0)} ms, p99 ${percentile(values, 0.99).toFixed(0)} ms, most ${Math.max(...values).toFixed(0)} ms`;

/** The largest resident memory of the server so far, in megabytes. */
function peak(session: Session): number {
  const status = readFileSync(`/proc/${session.process.pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** Asks now and then: `Session.ready` asks so often that it would be what is measured. */
async function ready(session: Session): Promise<StatusView> {
  for (;;) {
    const status = await session.connection.sendRequest<StatusView>(method.status, {});
    if (status.state === 'ready' || status.state === 'failed') return status;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

const diagnostics = (session: Session, file: string) =>
  session.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: session.uri(file) } });

/** Types into an open document until `isOver`, a key after the answer to the last one; milliseconds of each. */
async function type(session: Session, file: string, isOver: (strokes: number) => boolean): Promise<number[]> {
  const strokes: number[] = [];
  for (let number = 0; !isOver(number); number++) {
    const isTyped = number % 2 === 0;
    const range = { start: { line: 4, character: 0 }, end: { line: 4, character: isTyped ? 0 : 1 } };
    const started = performance.now();
    void session.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: session.uri(file), version: number + 2 },
      contentChanges: [{ range, text: isTyped ? ' ' : '' }],
    });
    await diagnostics(session, file);
    strokes.push(performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return strokes;
}

async function files(): Promise<void> {
  const folder = path.join(work, 'files');
  const count = option('files', 100_000);
  makeWorkspace(folder, { files: count, bytes: option('megabytes', 750) * 1e6 });
  const storage = path.join(work, 'storage');
  const text = filled(goHead, go('open'), 300);
  writeFileSync(path.join(folder, 'open.go'), text);
  for (const [name, target] of [
    ['cold', 'cold start: no target'],
    ['warm', '< 10 s'],
  ] as const) {
    // A file younger than the cache counts as changed, and these were written just now.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const started = performance.now();
    const session = await connect({}, { on: folder, storage });
    session.open('open.go', text);
    await diagnostics(session, 'open.go');
    row(`${name}: from the start of the server to the first answer for an open document`, seconds(started), '< 2 s');
    let isReady = false;
    const read = ready(session).finally(() => (isReady = true));
    const strokes = await type(session, 'open.go', () => isReady);
    const status = await read;
    row(`${name}: ${status.files} files are read after`, seconds(started), target);
    row(`${name}: a key while it reads (${strokes.length} keys)`, milliseconds(strokes), 'p99 < 100 ms');
    row(`${name}: a key afterwards`, milliseconds(await type(session, 'open.go', (n) => n > 200)), 'p99 < 100 ms');
    const pulled = performance.now();
    await session.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] });
    row(`${name}: diagnostics of the workspace`, seconds(pulled), '');
    row(`${name}: peak memory`, `${peak(session).toFixed(0)} MB`, '< 600 MB');
    await session.close();
  }
  const session = await connect({}, { on: folder, storage: path.join(work, 'none') });
  session.open('open.go', text);
  await diagnostics(session, 'open.go');
  const stopped = performance.now();
  await session.close();
  row('stopped while it reads: the server ends after', seconds(stopped), '< 2 s');
}

async function documents(): Promise<void> {
  const count = option('documents', 10_000);
  const text = manyDocuments(count);
  const session = await connect({ 'many.yaml': text });
  try {
    await session.ready();
    session.open('many.yaml', text);
    const started = performance.now();
    await diagnostics(session, 'many.yaml');
    row(`${count} documents in one file of ${(text.length / 1e6).toFixed(1)} MB, opened`, seconds(started), '');
    row('a key in it', milliseconds(await type(session, 'many.yaml', (n) => n >= 10)), '40 s before');
  } finally {
    await session.close();
  }
}

async function findings(): Promise<void> {
  const count = option('findings', 64_000);
  const folder = path.join(work, 'findings');
  makeFindings(folder, count);
  const text = filled(goHead, go('open'), 300);
  const session = await connect({}, { on: folder });
  try {
    await session.ready();
    session.open('open.go', text);
    await diagnostics(session, 'open.go');
    let isOver = false;
    const started = performance.now();
    const pulled = session.connection
      .sendRequest<{ items: { items?: unknown[] }[] }>('workspace/diagnostic', { previousResultIds: [] })
      .finally(() => (isOver = true));
    const strokes = await type(session, 'open.go', () => isOver);
    const { items } = await pulled;
    const found = items.reduce((sum, each) => sum + (each.items?.length ?? 0), 0);
    row(`diagnostics of the workspace with ${found} findings`, seconds(started), '30 s before');
    row('a key meanwhile', milliseconds(strokes), 'p99 < 100 ms');
  } finally {
    await session.close();
  }
}

try {
  console.log(`${os.cpus().length} cores, Node ${process.version}`);
  if (!existsSync(path.join(root, 'dist/server.cjs'))) throw new Error('npm run build comes first');
  for (const [name, run] of [
    ['files', files],
    ['documents', documents],
    ['findings', findings],
  ] as const)
    if (only === undefined || only === name) await run();
  console.log(`\n| what | measured | bound |\n| --- | --- | --- |`);
  for (const { claim, value, target } of rows) console.log(`| ${claim} | ${value} | ${target} |`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
