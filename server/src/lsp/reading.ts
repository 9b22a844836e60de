import type { Connection } from 'vscode-languageserver';
import type { Logger } from '../model/logger.ts';
import type { Folder } from './folders.ts';
import type { Language } from '../words/language.ts';
import { say } from '../words/say.ts';

/** Reads workspace folders, one reading a folder. */
export interface Reading {
  /** Reads a folder, and ends the reading of it that is going on. */
  start(folder: Folder): void;
  /** Ends the reading of a folder. */
  stop(uri: string): void;
  stopAll(): void;
}

export interface ReadingPorts {
  /** The language of the client, which is known when it is asked. */
  words(): Language;
  readonly logger: Logger;
  /** Some more has been read. */
  progressed(): void;
  /** The reading of a folder has ended, whole or not; `since` is when it began. */
  ended(folder: Folder, since: number): void;
}

/** The readings of folders, with their progress in the editor. */
export function openReading(connection: Connection, { logger, words, progressed, ended }: ReadingPorts): Reading {
  const underWay = new Map<string, AbortController>();

  const progressBar = async (controller: AbortController) => {
    // An editor that shows no progress gets the findings all the same.
    const bar = await connection.window.createWorkDoneProgress().catch(() => undefined);
    bar?.begin(words().shown(say('editor.reading')), 0, undefined, true);
    bar?.token.onCancellationRequested(() => controller.abort());
    return bar;
  };
  const read = async (folder: Folder, controller: AbortController) => {
    const core = await folder.readiness;
    const bar = await progressBar(controller);
    try {
      let shown = -1;
      await core.fill({
        signal: controller.signal,
        progress: (done, total) => {
          const percent = Math.floor((100 * done) / Math.max(total, 1));
          if (percent === shown) return;
          shown = percent;
          bar?.report(percent, words().shown(say('editor.files-read', { done, total })));
          progressed();
        },
      });
    } finally {
      bar?.done();
    }
  };
  return {
    start(folder) {
      const controller = new AbortController();
      const since = Date.now();
      underWay.get(folder.uri)?.abort();
      underWay.set(folder.uri, controller);
      void read(folder, controller)
        .catch((error: unknown) => {
          if (!controller.signal.aborted) logger.warn(`could not read ${folder.path}: ${String(error)}`);
        })
        .finally(() => {
          if (underWay.get(folder.uri) === controller) underWay.delete(folder.uri);
          ended(folder, since);
        });
    },
    stop: (uri) => underWay.get(uri)?.abort(),
    stopAll() {
      for (const controller of underWay.values()) controller.abort();
    },
  };
}
