import {
  CodeActionKind,
  CodeLensRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type InitializeResult,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Guide } from '../guide/guide.ts';
import type { Logger } from '../model/logger.ts';
import { method, type Changed } from '../protocol.ts';
import type { Readiness } from '../service.ts';
import { isTeamFile } from '../team.ts';
import { registerChecklist } from './checklist.ts';
import { registerCodeActions } from './code-actions.ts';
import { locatorOf, type Context } from './context.ts';
import { registerDiagnostics } from './diagnostics.ts';
import { registerEngagement } from './engagement.ts';
import { createFolders, type Folder } from './folders.ts';
import { registerGuide } from './guide.ts';
import { registerHover } from './hover.ts';
import { registerLenses } from './lenses.ts';
import { registerMetrics } from './metrics.ts';
import { registerNotes } from './notes.ts';
import { registerProfile } from './profile.ts';
import { registerOverview } from './overview.ts';
import { registerSummary } from './summary.ts';
import { registerStatus } from './status.ts';

/** What the client says when it starts us. */
export interface InitializationOptions {
  /** Folder for our cache; nothing is kept without it. */
  readonly storage?: string;
  /** The user trusts the workspace: git may be run in it. */
  readonly trusted?: boolean;
  /** The client carries out the commands of `protocol.ts`. */
  readonly commands?: boolean;
}

/** How a core is made for a folder; the entry brings disk, data and threads. */
export type OpenCore = (
  path: string,
  options: { storage?: string; settings: unknown; logger: Logger; alone: boolean; trusted: boolean },
) => Promise<Readiness>;

/** Pause in typing after which the views are told, in milliseconds. */
const viewPauseMs = 300;

/** What the server is started with. */
export interface ServeOptions {
  readonly version: string;
  readonly open: OpenCore;
  /** The bundled Guide, for where no folder is open. */
  guide(): Promise<Guide>;
}

/** Serves the Language Server Protocol on a connection. */
export function serve(connection: Connection, { version, open, guide }: ServeOptions): void {
  const documents = new TextDocuments(TextDocument);
  const logger: Logger = {
    info: (message) => connection.console.info(message),
    warn: (message) => connection.console.warn(message),
  };
  let options: InitializationOptions = {};
  let client = { configuration: false, watchedFiles: false, refresh: false, lenses: false };
  const filling = new Map<Folder, AbortController>();
  const dirty = new Map<string, TextDocument>();
  let changes: Promise<unknown> = Promise.resolve();
  let pause: NodeJS.Timeout | undefined;

  const settingsOf = async (uri: string): Promise<unknown> => {
    if (!client.configuration) return undefined;
    return connection.workspace.getConfiguration({ scopeUri: uri, section: 'prr' }) as Promise<unknown>;
  };
  const folders = createFolders(async (path, { uri, loose }) => {
    const settings = await settingsOf(uri).catch(() => undefined);
    return open(path, {
      settings,
      logger,
      alone: loose,
      trusted: options.trusted === true,
      ...(options.storage && !loose ? { storage: options.storage } : {}),
    });
  });

  const changed = (...what: Changed['what'][number][]) =>
    void connection.sendNotification(method.changed, { what } satisfies Changed);
  const refresh = () => {
    if (client.refresh) void connection.languages.diagnostics.refresh();
    // Lenses of a document that was open before the workspace was read were empty.
    if (client.lenses) void connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
    changed('checklist', 'notes', 'status', 'services', 'guide');
  };

  const fill = async (folder: Folder): Promise<void> => {
    const controller = new AbortController();
    filling.get(folder)?.abort();
    filling.set(folder, controller);
    const core = await folder.readiness;
    const progress = await connection.window.createWorkDoneProgress();
    progress.begin('Reading the workspace for production readiness', 0, undefined, true);
    progress.token.onCancellationRequested(() => controller.abort());
    try {
      let shown = -1;
      await core.fill({
        signal: controller.signal,
        progress: (done, total) => {
          const percent = Math.floor((100 * done) / Math.max(total, 1));
          if (percent === shown) return;
          shown = percent;
          progress.report(percent, `${done} of ${total} files`);
          changed('status');
        },
      });
    } catch (error) {
      logger.warn(`could not read ${folder.path}: ${String(error)}`);
    } finally {
      progress.done();
      if (filling.get(folder) === controller) filling.delete(folder);
      refresh();
    }
  };
  const start = (folder: Folder) => void fill(folder).catch((error: unknown) => logger.warn(String(error)));
  const restart = async (folder: Folder) => {
    filling.get(folder)?.abort();
    const next = await folders.reopen(folder);
    for (const document of documents.all()) dirty.set(document.uri, document);
    if (!next.loose) start(next);
  };

  /** Gives the cores the texts that have changed since they were last asked. */
  const sync = async () => {
    await changes;
    if (dirty.size === 0) return;
    for (const [uri, document] of dirty) {
      dirty.delete(uri);
      const place = folders.of(uri);
      const core = await place?.folder.readiness.catch(() => undefined);
      if (place && core) await core.live.setText(place.file, document.getText());
    }
    // The views follow once the typing pauses: they ask about the whole workspace.
    clearTimeout(pause);
    pause = setTimeout(() => changed('checklist', 'notes', 'status'), viewPauseMs);
  };

  const context: Context = {
    connection,
    folders,
    get commands() {
      return options.commands === true;
    },
    async document(uri) {
      await sync();
      const place = folders.of(uri);
      const core = await place?.folder.readiness.catch(() => undefined);
      return place && core ? { ...place, core, at: locatorOf(place.folder, core) } : undefined;
    },
    async cores() {
      await sync();
      const all = await Promise.all(
        folders.all().map(async (folder) => ({ folder, core: await folder.readiness.catch(() => undefined) })),
      );
      return all.flatMap(({ folder, core }) => (core && !folder.loose ? [{ folder, core }] : []));
    },
    guard(name, fallback, handler) {
      return async (...params) => {
        try {
          return await handler(...params);
        } catch (error) {
          logger.warn(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
          return fallback;
        }
      };
    },
  };

  connection.onInitialize((params): InitializeResult => {
    options = (params.initializationOptions ?? {}) as InitializationOptions;
    const { workspace } = params.capabilities;
    client = {
      configuration: workspace?.configuration === true,
      watchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
      refresh: workspace?.diagnostics?.refreshSupport === true,
      lenses: workspace?.codeLens?.refreshSupport === true,
    };
    for (const folder of params.workspaceFolders ?? []) folders.add(folder.uri);
    return {
      serverInfo: { name: 'Production Readiness', version },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true },
        hoverProvider: true,
        codeLensProvider: {},
        referencesProvider: true,
        definitionProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });
  connection.onInitialized(() => {
    if (client.configuration)
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'prr' });
    if (client.watchedFiles) {
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*' }] });
    }
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      for (const folder of removed) void folders.remove(folder.uri);
      for (const folder of added) start(folders.add(folder.uri));
    });
    for (const folder of folders.all()) start(folder);
  });
  connection.onDidChangeConfiguration(() => {
    for (const folder of folders.all()) void restart(folder);
  });
  const takeChanges = context.guard('watched files', undefined, async (uris: readonly string[]): Promise<undefined> => {
    const byFolder = new Map<Folder, string[]>();
    for (const uri of uris) {
      const place = folders.of(uri);
      if (place && !place.folder.loose) byFolder.set(place.folder, [...(byFolder.get(place.folder) ?? []), place.file]);
    }
    for (const [folder, files] of byFolder) {
      if (files.some(isTeamFile)) await restart(folder);
      else await (await folder.readiness).refresh(files);
    }
    if (byFolder.size > 0) refresh();
  });
  connection.onDidChangeWatchedFiles(({ changes: events }) => {
    // One after the other, and before the next request is answered.
    changes = changes.then(() => takeChanges(events.map(({ uri }) => uri)));
  });
  documents.onDidChangeContent(({ document }) => void dirty.set(document.uri, document));
  documents.onDidClose(
    context.guard('close', undefined, async ({ document }): Promise<undefined> => {
      dirty.delete(document.uri);
      const place = folders.of(document.uri);
      await (await place?.folder.readiness)?.live.close(place?.file ?? '');
    }),
  );
  connection.onShutdown(async () => {
    clearTimeout(pause);
    for (const controller of filling.values()) controller.abort();
    await folders.close();
  });

  registerDiagnostics(context);
  registerHover(context);
  registerMetrics(context);
  registerLenses(context);
  registerCodeActions(context);
  registerStatus(context);
  registerGuide(context, { bundled: guide, changed });
  registerSummary(context);
  registerEngagement(context, { changed });
  registerOverview(context);
  registerChecklist(context, { changed });
  registerProfile(context, { changed });
  registerNotes(context, { changed });
  documents.listen(connection);
  connection.listen();
}
