import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Guide } from './guide/guide.ts';
import type { FormerFile } from './index/baseline.ts';
import type { CacheStore } from './index/cache.ts';
import type { WorkerInit } from './index/pool.ts';
import type { Bundled } from './knowledge/bundled.ts';
import { inLanguage, languageOf } from './knowledge/translated.ts';
import type { Logger } from './model/logger.ts';
import { openReadiness, type Readiness } from './service.ts';
import { inEnglish, type Language } from './words/language.ts';
import { languageFiles, languageFrom } from './words/read-texts.ts';
import { cacheFile } from './workspace/cache-file.ts';
import { openDisk } from './workspace/disk.ts';
import { openFormer } from './workspace/former.ts';
import { changedSince } from './workspace/git.ts';

/**
 * Memory that a thread's objects may take, in megabytes; it is replaced when it needs more. The young generation decides
 * how much rubbish is let pile up: with more of it a thread is no faster, and takes a few times as much.
 */
const resourceLimits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 };

/** The folder that the bundles stand in, with the compiled data and the worker. */
export interface Installation {
  readonly version: string;
  /** The language server's bundle. */
  readonly server: string;
  /** The bundle of the Model Context Protocol. */
  readonly mcp: string;
  /** Opens the core on an absolute folder. */
  open(root: string, options: OpenOptions): Promise<Readiness>;
  /** The bundled packs, the pages of rules, and what is known of their truth. */
  readonly data: Pick<Bundled, 'packs' | 'rules' | 'truth'>;
  /** The bundled Guide alone, in the language of a locale. */
  guide(locale?: string): Promise<Guide>;
  /** Messages in the language of a locale, of which the file is read now. */
  words(locale: string | undefined, logger: Logger): Language;
  /** The folder of the Guide's pages; absent in the extension, which has their text alone. */
  readonly guideFolder?: string;
}

export interface OpenOptions {
  readonly logger: Logger;
  readonly settings?: unknown;
  readonly only?: readonly string[];
  /** Documents that stand in no workspace: only they are known. */
  readonly alone?: boolean;
  /** Folder of caches. */
  readonly storage?: string;
  /** The user trusts the folder, so that git may be run in it. */
  readonly trusted?: boolean;
  /** Checklist and Guide are in its language, as far as they are translated. */
  readonly locale?: string;
  /** Files that differ from a revision: the folder is opened as it was there, for reading. */
  readonly former?: readonly FormerFile[];
  /** Somebody waits for answers while the folder is read: what takes long is done in threads. */
  readonly background?: boolean;
}

/** The installation whose bundles are in `folder`; `locale` is that of what names none of its own. */
export function openInstallation(folder: string, { locale }: { locale?: string } = {}): Installation {
  const bundled = JSON.parse(readFileSync(path.join(folder, 'data.json'), 'utf8')) as Bundled;
  const guideFolder = path.join(folder, '..', 'guide');
  return {
    ...(existsSync(guideFolder) ? { guideFolder } : {}),
    version: bundled.version.split('+')[0] ?? '',
    server: path.join(folder, 'server.cjs'),
    mcp: path.join(folder, 'mcp.cjs'),
    data: bundled,
    words(wanted, { warn }) {
      const language = languageOf(wanted);
      if (!language) return inEnglish;
      const file = `l10n/${languageFiles[language]}`;
      return languageFrom(textOf(path.join(folder, '..', file)), { file, warn });
    },
    async guide(wanted = locale) {
      const { buildGuide } = await import('./guide/build.ts');
      return buildGuide(inLanguage(bundled, wanted).guide.map((page) => ({ ...page, origin: 'bundled' as const })));
    },
    open: (
      root,
      { logger, settings, only, alone, storage, trusted, former, locale: wanted = locale, background = false },
    ) =>
      openReadiness({
        workspace: former ? openFormer(openDisk(root), former) : openDisk(root),
        openFolder: (folder) => openDisk(path.resolve(root, folder.replace(/^~(?=\/)/, os.homedir()))),
        workspaceName: path.basename(root),
        bundled: inLanguage(bundled, wanted),
        // Threads read what is on the disk now.
        ...(former
          ? {}
          : {
              threads: {
                start: (init: WorkerInit) =>
                  new Worker(path.join(folder, 'worker.cjs'), { workerData: init, resourceLimits }),
                count: Math.min(4, Math.max(1, os.availableParallelism())),
                list: background,
              },
            }),
        logger,
        now: () => `${new Date().toISOString().slice(0, 19)}Z`,
        settings,
        ...(only ? { only } : {}),
        ...(trusted ? { changedSince: async (revision, files) => changedSince(root, revision, { files }) } : {}),
        ...(alone ? { alone } : {}),
        ...(storage === undefined
          ? {}
          : { cache: former ? readOnly(cacheFile(storage, root)) : cacheFile(storage, root) }),
      }),
  };
}

/** The text of a file; undefined where there is none. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** A cache that is used and left as it is. */
function readOnly(cache: CacheStore): CacheStore {
  return { read: () => cache.read(), write: async () => {} };
}
