import {
  CodeLensRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type Connection,
  type InitializeResult,
} from 'vscode-languageserver';
import type { Guide } from '../guide/guide.ts';
import type { Logger } from '../model/logger.ts';
import { guideScheme, method, type Changed } from '../protocol.ts';
import type { Readiness } from '../service.ts';
import { isTeamFile } from '../team.ts';
import { abilitiesIn, capabilitiesFor } from './abilities.ts';
import { openClientSettings } from './client-settings.ts';
import { locatorOf, type Context } from './context.ts';
import { registerDiagnostics } from './diagnostics.ts';
import { registerFeatures, type FeatureOptions } from './features.ts';
import { createFolders, type Folder } from './folders.ts';
import { createGuard } from './guard.ts';
import { pageLink } from './links.ts';
import { openReading } from './reading.ts';
import { openTexts } from './texts.ts';
import { openWatching } from './watching.ts';
import { foldersIn, record, urisIn } from './well-formed.ts';
import { inEnglish, type Language } from '../words/language.ts';

/** What the client says when it starts us. */
export interface InitializationOptions {
  /** Folder for our cache; nothing is kept without it. */
  readonly storage?: string;
  /** The user trusts the workspace: git may be run in it. */
  readonly trusted?: boolean;
  /** The client carries out the commands of `protocol.ts`. */
  readonly commands?: boolean;
  /** The user's settings, for a client that cannot be asked for them. */
  readonly settings?: unknown;
}

/** How a core is made for a folder; the entry brings disk, data and threads. */
export type OpenCore = (
  path: string,
  options: { storage?: string; settings: unknown; logger: Logger; alone: boolean; trusted: boolean; locale?: string },
) => Promise<Readiness>;

/** Pause in typing after which the views are told, in milliseconds. */
const viewPauseMs = 300;

/** What the server is started with. */
export interface ServeOptions {
  readonly version: string;
  readonly open: OpenCore;
  /** What the product says of its rules. */
  readonly data: FeatureOptions['data'];
  /** The bundled Guide, for where no folder is open. */
  guide(locale?: string): Promise<Guide>;
  /** Messages in the language of a locale; what is wrong with its file is told to the logger. */
  words(locale: string | undefined, logger: Logger): Language;
  /** The folder of the Guide's pages, where they are files. */
  readonly guideFolder?: string;
  /** Folders of all schemes are opened, not those on disk alone. */
  readonly virtual?: boolean;
}

/** Serves the Language Server Protocol on a connection. */
export function serve(
  connection: Connection,
  { version, data, open, guide, words, guideFolder, virtual = false }: ServeOptions,
): void {
  const logger: Logger = {
    info: (message) => connection.console.info(message),
    warn: (message) => connection.console.warn(message),
  };
  const guard = createGuard(logger);
  let options: InitializationOptions = {};
  let client = abilitiesIn({});
  let language = inEnglish;
  let pause: NodeJS.Timeout | undefined;
  /** The settings that each folder was opened with, as JSON. */
  const openedWith = new Map<string, string>();

  const { of: settingsOf, take: takeSettings } = openClientSettings(connection, {
    isAsked: () => client.configuration,
    initial: () => options.settings,
  });
  const folders = createFolders(
    async (path, { uri, loose }) => {
      const settings = await settingsOf(uri);
      openedWith.set(uri, JSON.stringify(settings) ?? '');
      return open(path, {
        settings,
        logger,
        alone: loose,
        trusted: options.trusted === true,
        ...(client.locale === undefined ? {} : { locale: client.locale }),
        ...(options.storage && !loose ? { storage: options.storage } : {}),
      });
    },
    { virtual },
  );

  const tellClient = (what: Promise<unknown>) =>
    void what.catch((error: unknown) => logger.warn(`the editor refused: ${String(error)}`));
  // A notification that a client does not know may be an error to it: only ours has views.
  const changed = (...what: Changed['what'][number][]) => {
    if (options.commands === true) tellClient(connection.sendNotification(method.changed, { what } satisfies Changed));
  };
  const judgeAgain = () => {
    if (!client.pulls) push.schedule();
  };
  const refresh = () => {
    if (client.pulls) tellClient(connection.languages.diagnostics.refresh() as unknown as Promise<void>);
    judgeAgain();
    // Lenses of a document that was open before the workspace was read were empty.
    if (client.refreshesLenses) tellClient(connection.sendRequest(CodeLensRefreshRequest.type));
    changed('checklist', 'notes', 'status', 'services', 'guide');
  };
  const watching = openWatching({
    logger,
    changed: (uri, paths) => {
      const folder = folders.all().find((each) => each.uri === uri);
      if (folder) inTurn('changed files', () => takePaths(new Map([[folder, paths]])), { isOfFiles: true });
    },
  });
  const watch = async (folder: Folder, since: number) => {
    const isOpen = folders.all().some((each) => each === folder);
    if (!client.watchesFiles && !folder.loose && isOpen) await watching.follow(folder, since);
  };
  const reading = openReading(connection, {
    logger,
    words: () => language,
    progressed: () => changed('status'),
    ended(folder, since) {
      tellClient(watch(folder, since));
      refresh();
    },
  });

  let changes: Promise<unknown> = Promise.resolve();
  let urgent: Promise<unknown> = Promise.resolve();
  /**
   * Changes of files, settings and folders are taken one after the other, and before a request that came later is answered.
   * A document need not wait until thousands of other files are read, where the editor can be told to ask again.
   */
  const inTurn = (name: string, step: () => Promise<unknown>, { isOfFiles = false } = {}) => {
    changes = changes.then(guard(name, undefined, step));
    if (!isOfFiles || !client.pulls) urgent = changes;
  };
  const texts = openTexts(connection, {
    folders,
    logger,
    before: () => urgent,
    touched: judgeAgain,
    // The views follow once the typing pauses: they ask about the whole workspace.
    given() {
      clearTimeout(pause);
      pause = setTimeout(() => changed('checklist', 'notes', 'status'), viewPauseMs);
    },
  });
  const restart = async (uri: string) => {
    reading.stop(uri);
    const next = folders.reopen(uri);
    texts.renew();
    if (next && !next.loose) reading.start(next);
    await next?.readiness.catch(() => undefined);
  };

  const context: Context = {
    connection,
    folders,
    guard,
    get client() {
      return client;
    },
    get words() {
      return language;
    },
    guideLink(page) {
      if (options.commands === true) return pageLink({ scheme: guideScheme }, page);
      return guideFolder === undefined ? undefined : pageLink({ folder: guideFolder }, page);
    },
    get commands() {
      return options.commands === true;
    },
    async document(uri) {
      for (let round = 1; ; round++) {
        await texts.sync();
        const place = folders.of(uri);
        const core = await place?.folder.readiness.catch(() => undefined);
        // It may have been opened again meanwhile, and not have the text yet; somebody who types on and on gets an answer, too.
        if (round < 3 && texts.isWaiting(uri)) continue;
        return place && core ? { ...place, core, at: locatorOf(place.folder, core) } : undefined;
      }
    },
    async cores() {
      await changes;
      await texts.sync();
      const all = await Promise.all(
        folders.all().map(async (folder) => ({ folder, core: await folder.readiness.catch(() => undefined) })),
      );
      return all.flatMap(({ folder, core }) => (core && !folder.loose ? [{ folder, core }] : []));
    },
  };

  connection.onInitialize((params): InitializeResult => {
    options = record(params.initializationOptions);
    client = abilitiesIn(params);
    language = words(client.locale, logger);
    for (const uri of foldersIn(params)) folders.add(uri);
    return {
      serverInfo: { name: 'Production Readiness', version },
      capabilities: capabilitiesFor(client),
    };
  });
  const foldersChanged = (event: unknown) =>
    inTurn('workspace folders', async () => {
      for (const uri of urisIn(record(event).removed)) {
        reading.stop(uri);
        watching.stop(uri);
        void folders.remove(uri);
      }
      for (const uri of urisIn(record(event).added)) {
        const folder = folders.add(uri);
        if (folder) reading.start(folder);
      }
      // A document may be in another folder now.
      texts.renew();
      refresh();
    });
  const initialized = async () => {
    for (const folder of folders.all()) if (!folder.loose) reading.start(folder);
    if (client.reportsSettings)
      tellClient(connection.client.register(DidChangeConfigurationNotification.type, { section: 'prr' }));
    if (client.watchesFiles) {
      const watchers = [{ globPattern: '**/*' }];
      tellClient(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
    }
    // The library refuses to listen where the client has not said that it tells of them.
    if (client.folders) connection.workspace.onDidChangeWorkspaceFolders(foldersChanged);
  };
  connection.onInitialized(guard('initialized', undefined, initialized));
  connection.onDidChangeConfiguration((params) =>
    inTurn('settings', async () => {
      takeSettings(params);
      for (const { uri, readiness } of folders.all()) {
        await readiness.catch(() => undefined);
        // Editors send this at the start, and for settings that are none of ours.
        if ((JSON.stringify(await settingsOf(uri)) ?? '') !== openedWith.get(uri)) await restart(uri);
      }
    }),
  );
  connection.onNotification(method.trusted, () =>
    inTurn('trust', async () => {
      if (options.trusted === true) return;
      options = { ...options, trusted: true };
      for (const { uri } of folders.all()) await restart(uri);
    }),
  );
  const takeChanges = async (uris: readonly string[]) => {
    const byFolder = new Map<Folder, string[]>();
    for (const uri of uris) {
      const place = folders.holding(uri);
      if (!place || place.folder.loose) continue;
      const own = byFolder.get(place.folder);
      if (own) own.push(place.file);
      else byFolder.set(place.folder, [place.file]);
    }
    await takePaths(byFolder);
  };
  const takePaths = async (byFolder: ReadonlyMap<Folder, readonly string[]>) => {
    for (const [folder, files] of byFolder) {
      if (files.some(isTeamFile)) await restart(folder.uri);
      else await (await folder.readiness).refresh(files);
      await watch(folder, Date.now());
    }
    if (byFolder.size > 0) refresh();
  };
  connection.onDidChangeWatchedFiles((event) =>
    inTurn('watched files', () => takeChanges(urisIn(record(event).changes)), { isOfFiles: true }),
  );
  connection.onShutdown(async () => {
    clearTimeout(pause);
    push.stop();
    watching.stopAll();
    reading.stopAll();
    await folders.close();
  });

  const push = registerDiagnostics(context, { documents: () => texts.open() });
  registerFeatures(context, {
    data,
    bundled: () => guide(client.locale),
    changed,
    isTrusted: () => options.trusted === true,
    isVirtual: virtual,
  });
  connection.listen();
}
