import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import type { Connection } from 'vscode-languageserver';
import type { Bundled } from './knowledge/bundled.ts';
import { inLanguage, languageOf } from './knowledge/translated.ts';
import { serve } from './lsp/server.ts';
import { uriAt } from './lsp/links.ts';
import { method } from './protocol.ts';
import type { FileEntryView, FileStatView, ReadFileView } from './protocol/files.ts';
import { openReadiness } from './service.ts';
import { inEnglish } from './words/language.ts';
import { languageFrom } from './words/read-texts.ts';
import { openVirtual, type FileService } from './workspace/virtual.ts';

// The language server in a web worker: without disk, processes and threads; the client opens the files.

/** The worker that this runs in. */
const scope = globalThis as unknown as Worker;

/** Files through the client. What cannot be read is as if it were not there. */
function clientFiles(connection: Connection): FileService {
  const ask = async <R>(name: string, path: string, more: object = {}): Promise<R | undefined> => {
    const answer: R | null = await connection.sendRequest(name, { uri: uriAt(path), ...more });
    return answer ?? undefined;
  };
  return {
    stat: (path) => ask<FileStatView>(method.statFile, path),
    list: (path) => ask<readonly FileEntryView[]>(method.listFolder, path),
    read: (path, max) => ask<ReadFileView>(method.readFile, path, { max }),
    write: async (path, text) => void (await ask(method.writeFile, path, { text })),
    delete: async (path) => void (await ask(method.deleteFile, path)),
  };
}

/** Serves on the messages of the worker that this runs in. */
export function startServing(bundled: Bundled, words: string | undefined): void {
  const reader = new BrowserMessageReader(scope);
  const writer = new BrowserMessageWriter(scope);
  const connection = createConnection(ProposedFeatures.all, reader, writer);
  const files = clientFiles(connection);
  serve(connection, {
    version: bundled.version.split('+')[0] ?? '',
    data: bundled,
    virtual: true,
    words: (locale, { warn }) =>
      languageOf(locale) ? languageFrom(words, { file: 'the file of this language', warn }) : inEnglish,
    async guide(locale) {
      const { buildGuide } = await import('./guide/build.ts');
      return buildGuide(inLanguage(bundled, locale).guide.map((page) => ({ ...page, origin: 'bundled' as const })));
    },
    open: (root, { logger, settings, alone, locale }) =>
      openReadiness({
        workspace: openVirtual(root, files),
        workspaceName: root.slice(root.lastIndexOf('/') + 1),
        bundled: inLanguage(bundled, locale),
        logger,
        now: () => `${new Date().toISOString().slice(0, 19)}Z`,
        settings,
        alone,
      }),
  });
}
