import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { method, type StatusView } from '../../server/src/protocol.ts';
import { root } from '../analyse.ts';

/** The real server's bundle on a folder with these files, spoken to as an editor does. */
export interface Session {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  readonly folder: string;
  /** How often the server asked for lenses anew. */
  lensRefreshes(): number;
  uri(file: string): string;
  /** Opens a document with the text that its file has, or another. */
  open(file: string, text: string): void;
  /** Resolves when the workspace has been read. */
  ready(): Promise<StatusView>;
  close(): Promise<void>;
}

/** A folder with these files, removed by `remove`. */
export function temporaryFolder(files: Readonly<Record<string, string>>): { folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'prr-test-'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export interface ConnectOptions {
  readonly commands?: boolean;
  readonly command?: readonly string[];
  /** Sub-folders that are the workspace's folders; the whole folder by default, none for `[]`. */
  readonly folders?: readonly string[];
  /** The user trusts the workspace. */
  readonly trusted?: boolean;
  /** Folder for the server's cache; it keeps nothing without one. */
  readonly storage?: string;
  /** A folder that is there already, as a second window on it has. */
  readonly on?: string;
  /** A client that knows no workspace folders, and names the one that it opens as its root. */
  readonly rootAs?: 'rootUri' | 'rootPath';
  /** Called with the folder before the server is started. */
  readonly before?: (folder: string) => void;
  /** What the editor answers when it is asked for its settings; absent for an editor that cannot be asked. */
  readonly settings?: () => unknown;
}

/** Starts the server; `commands` says whether the client carries out ours. */
export async function connect(
  files: Readonly<Record<string, string>>,
  {
    commands = false,
    command = ['dist/server.cjs', '--stdio'],
    folders: names = [''],
    settings,
    trusted = false,
    storage,
    before,
    on,
    rootAs,
  }: ConnectOptions = {},
): Promise<Session> {
  const { folder, remove } = on === undefined ? temporaryFolder(files) : { folder: on, remove: () => {} };
  before?.(folder);
  const [script = '', ...args] = command;
  const child = spawn(process.execPath, [path.join(root, script), ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  let lensRefreshes = 0;
  connection.onRequest('workspace/codeLens/refresh', () => {
    lensRefreshes++;
    return null;
  });
  connection.listen();
  const uri = (file: string) => pathToFileURL(path.join(folder, file)).toString();
  const folders = names.map((name) => ({
    uri: pathToFileURL(path.join(folder, name)).toString().replace(/\/$/, ''),
    name: name || 'workspace',
  }));
  if (settings)
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => settings()));
  await connection.sendRequest('initialize', {
    processId: process.pid,
    ...(rootAs === undefined ? { rootUri: folders[0]?.uri, workspaceFolders: folders } : {}),
    ...(rootAs === 'rootUri' ? { rootUri: folders[0]?.uri } : {}),
    ...(rootAs === 'rootPath' ? { rootUri: null, rootPath: folder } : {}),
    capabilities: {
      window: { workDoneProgress: true },
      workspace: {
        workspaceFolders: rootAs === undefined,
        configuration: settings !== undefined,
        diagnostics: { refreshSupport: true },
        codeLens: { refreshSupport: true },
      },
      textDocument: { diagnostic: {} },
    },
    initializationOptions: { commands, trusted, ...(storage === undefined ? {} : { storage }) },
  });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    process: child,
    folder,
    lensRefreshes: () => lensRefreshes,
    uri,
    open: (file, text) =>
      void connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: uri(file), languageId: 'plaintext', version: 1, text },
      }),
    async ready() {
      for (;;) {
        const status = await connection.sendRequest<StatusView>(method.status, {});
        if (status.state === 'ready' || status.state === 'failed') return status;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async close() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
      await new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(undefined)));
      remove();
    },
  };
}
