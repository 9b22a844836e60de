import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { method, type StatusView } from '../../server/src/protocol.ts';
import { root } from '../analyse.ts';

/** The real server's bundle on a folder with these files, spoken to as an editor does. */
export interface Session {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  readonly folder: string;
  /** The diagnostics that the server sent last, by file. */
  sent(file: string): readonly Diagnostic[];
  /** Resolves with these diagnostics once they hold. */
  until(file: string, holds: (items: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]>;
  /** Requests of the server, by method. */
  readonly asked: readonly string[];
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
  /** The language of the editor. */
  readonly locale?: string;
  /** Called with the folder before the server is started. */
  readonly before?: (folder: string) => void;
  /** What the client announces; by default what VS Code does, as far as it is used here. */
  readonly capabilities?: object;
  /** More for the server's start, or less. */
  readonly initializationOptions?: object | null;
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
    capabilities,
    initializationOptions,
    locale,
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
  const asked: string[] = [];
  for (const name of ['client/registerCapability', 'window/workDoneProgress/create', 'workspace/diagnostic/refresh'])
    connection.onRequest(name, () => {
      asked.push(name);
      return null;
    });
  const published = new Map<string, readonly Diagnostic[]>();
  const listeners = new Set<() => void>();
  connection.onNotification(
    'textDocument/publishDiagnostics',
    ({ uri: of, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => {
      published.set(of, diagnostics);
      for (const each of listeners) each();
    },
  );
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
    ...(locale === undefined ? {} : { locale }),
    ...(rootAs === undefined ? { rootUri: folders[0]?.uri, workspaceFolders: folders } : {}),
    ...(rootAs === 'rootUri' ? { rootUri: folders[0]?.uri } : {}),
    ...(rootAs === 'rootPath' ? { rootUri: null, rootPath: folder } : {}),
    capabilities: capabilities ?? {
      window: { workDoneProgress: true },
      workspace: {
        workspaceFolders: rootAs === undefined,
        configuration: settings !== undefined,
        diagnostics: { refreshSupport: true },
        codeLens: { refreshSupport: true },
        workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
      },
      textDocument: {
        diagnostic: {},
        publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true },
        codeAction: {
          codeActionLiteralSupport: { codeActionKind: { valueSet: [''] } },
          isPreferredSupport: true,
        },
        hover: { contentFormat: ['markdown'] },
      },
    },
    initializationOptions:
      initializationOptions === undefined
        ? { commands, trusted, ...(storage === undefined ? {} : { storage }) }
        : initializationOptions,
  });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    process: child,
    folder,
    lensRefreshes: () => lensRefreshes,
    asked,
    sent: (file) => published.get(uri(file)) ?? [],
    until: (file, holds) =>
      new Promise((resolve) => {
        const look = () => {
          const items = published.get(uri(file)) ?? [];
          if (!published.has(uri(file)) || !holds(items)) return;
          listeners.delete(look);
          resolve(items);
        };
        listeners.add(look);
        look();
      }),
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
