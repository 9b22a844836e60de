import { spawn } from 'node:child_process';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  createConnection,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { inEnglish } from '../../server/src/words/language.ts';
import { serve } from '../../server/src/lsp/server.ts';
import { method, type StatusView } from '../../server/src/protocol.ts';
import { openReadiness } from '../../server/src/service.ts';
import { cacheFile } from '../../server/src/workspace/cache-file.ts';
import { openDisk } from '../../server/src/workspace/disk.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { readBundled } from '../../server/tools/read-bundled.ts';
import { root } from '../analyse.ts';
import type { Random } from './random.ts';

/** A server on a folder, as an editor speaks to it. */
export interface Session {
  readonly connection: ProtocolConnection;
  /** Warnings of the server, newest last. */
  readonly log: readonly string[];
  request<R>(name: string, params?: object): Promise<R>;
  notify(name: string, params?: unknown): void;
  /** Resolves when the workspace has been read and nothing waits. */
  ready(): Promise<StatusView>;
  close(): Promise<void>;
}

export interface SessionOptions {
  readonly folder: string;
  /** What the editor answers when it is asked for its settings. */
  settings(): unknown;
  /** Folder of the server's cache. */
  readonly storage?: string;
  /** Its day is today, as in a process of its own; else always the same. */
  readonly realClock?: boolean;
  /** Makes the disk slow at random, so that more happens while something is read. */
  readonly slow?: Random;
}

let bundledOnce: ReturnType<typeof readBundled>['bundled'] | undefined;
const bundled = () => (bundledOnce ??= readBundled(root).bundled);

/** Starts a server in this process, on streams in memory. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  serve(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), {
    version: '0',
    data: bundled(),
    words: () => inEnglish,
    guide: async () => (await import('../../server/src/guide/build.ts')).buildGuide([]),
    open: (at, { settings, logger, alone, storage }) => {
      const disk = openDisk(at);
      return openReadiness({
        workspace: options.slow ? slowed(disk, options.slow) : disk,
        workspaceName: path.basename(at),
        bundled: bundled(),
        logger,
        now: () => (options.realClock ? `${new Date().toISOString().slice(0, 19)}Z` : '2026-11-21T12:00:00Z'),
        settings,
        ...(alone ? { alone } : {}),
        ...(storage === undefined ? {} : { cache: cacheFile(storage, at) }),
      });
    },
  });
  const connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  return connected(connection, options);
}

/** Starts the server that was built, in a process of its own. */
export async function openProcess(options: SessionOptions): Promise<Session> {
  const child = spawn(process.execPath, [path.join(root, 'dist/server.cjs'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const session = await connected(connection, options);
  return {
    ...session,
    async close() {
      await connection.sendRequest('shutdown');
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await connection.sendNotification('exit');
      await ended;
      connection.dispose();
    },
  };
}

/** Says hello as an editor that can do all that we ask of one. */
async function connected(
  connection: ProtocolConnection,
  { folder, settings, storage }: SessionOptions,
): Promise<Session> {
  const log: string[] = [];
  for (const asked of ['client/registerCapability', 'window/workDoneProgress/create', 'workspace/diagnostic/refresh'])
    connection.onRequest(asked, () => null);
  connection.onRequest('workspace/codeLens/refresh', () => null);
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => settings()));
  connection.onNotification('window/logMessage', ({ type, message }: { type: number; message: string }) => {
    if (type <= 2) log.push(message);
  });
  connection.listen();
  const uri = pathToFileURL(folder).toString();
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: uri,
    workspaceFolders: [{ uri, name: 'workspace' }],
    capabilities: {
      window: { workDoneProgress: true },
      workspace: {
        workspaceFolders: true,
        configuration: true,
        diagnostics: { refreshSupport: true },
        codeLens: { refreshSupport: true },
        workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
      },
      textDocument: {
        diagnostic: {},
        publishDiagnostics: { relatedInformation: true },
        codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [''] } } },
        hover: { contentFormat: ['markdown'] },
      },
    },
    initializationOptions: { commands: true, trusted: false, ...(storage === undefined ? {} : { storage }) },
  });
  await connection.sendNotification('initialized', {});
  const request = <R>(name: string, params: object = {}) => connection.sendRequest<R>(name, params);
  return {
    connection,
    log,
    request,
    notify: (name, params) => void connection.sendNotification(name, params as object).catch(() => {}),
    async ready() {
      const until = Date.now() + 60_000;
      for (;;) {
        const status = await request<StatusView>(method.status);
        if (status.state === 'ready' || status.state === 'failed') return status;
        if (Date.now() > until) throw new Error(`not ready after a minute: ${JSON.stringify(status)}`);
        await new Promise((resolve) => setTimeout(resolve, 3));
      }
    },
    async close() {
      await connection.sendRequest('shutdown');
      connection.dispose();
    },
  };
}

/** The same files, each answer some milliseconds late. */
function slowed(workspace: Workspace, random: Random): Workspace {
  const pause = async () => {
    if (random.chance(0.3)) await new Promise((resolve) => setTimeout(resolve, random.below(4)));
    else if (random.chance(0.5)) await new Promise((resolve) => setImmediate(resolve));
  };
  const late =
    <P extends unknown[], R>(step: (...params: P) => Promise<R>) =>
    async (...params: P) => {
      await pause();
      const answer = await step(...params);
      await pause();
      return answer;
    };
  return {
    ...workspace,
    list: late(workspace.list),
    read: late(workspace.read),
    kind: late(workspace.kind),
    names: late(workspace.names),
    folders: late(workspace.folders),
  };
}
