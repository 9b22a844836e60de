import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { fitsGlobs } from './globs.ts';
import { hasExcess, noIgnores, type IgnoreChain } from './ignore-files.ts';
import { readBoundedSync } from './open-file.ts';
import { isSkippedFolder, maxFileBytes, maxFolderDepth, neverEntered } from './policy.ts';
import type { FileEntry, Listing, ListOptions, Skipped } from './workspace.ts';

/**
 * Lists a folder synchronously: four times faster than promises, and meant for a worker or the command line.
 * Links to files are followed inside the root; links to folders are not entered, so that there are no loops.
 */
export function walk(root: string, { all = false, exclude = [], within }: ListOptions = {}): Listing {
  const files: FileEntry[] = [];
  const skipped: Skipped[] = [];
  const excluded = fitsGlobs(exclude);
  const realRoot = realpathSync(root);
  const isAsked = (file: string) => within?.some((each) => isInside(file, each)) ?? true;
  const leadsThere = (folder: string) => isAsked(folder) || (within?.some((each) => isInside(each, folder)) ?? true);

  const visit = (folder: string, ignores: IgnoreChain, depth: number): void => {
    let entries: Dirent[];
    try {
      entries = readdirSync(path.join(root, folder), { withFileTypes: true });
    } catch {
      skipped.push({ file: folder, reason: 'unreadable' });
      return;
    }
    const texts = all ? [] : ignoreTexts(path.join(root, folder), entries);
    if (texts.some(hasExcess)) skipped.push({ file: folder, reason: 'patterns' });
    const own = ignores.enter(folder, texts);
    const folders: string[] = [];
    for (const entry of entries) {
      const file = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (excluded(file)) {
        skipped.push({ file, reason: 'excluded' });
      } else if (entry.isDirectory()) {
        if (neverEntered.has(entry.name) || (!all && (isSkippedFolder(entry.name) || own.ignores(`${file}/`))))
          continue;
        if (!leadsThere(file)) continue;
        if (depth < maxFolderDepth) folders.push(file);
        else skipped.push({ file, reason: 'deep-folder' });
      } else if (!isAsked(file)) {
        continue;
      } else if (entry.isFile()) {
        if (!own.ignores(file)) addFile(file);
      } else if (entry.isSymbolicLink()) {
        if (!own.ignores(file)) addLink(file);
      } else if (!own.ignores(file)) {
        skipped.push({ file, reason: 'not-a-file' });
      }
    }
    for (const inner of folders) visit(inner, own, depth + 1);
  };

  const addFile = (file: string): void => {
    try {
      const { size, mtimeMs } = statSync(path.join(root, file));
      files.push({ file, size, modified: mtimeMs });
    } catch {
      skipped.push({ file, reason: 'unreadable' });
    }
  };

  const addLink = (file: string): void => {
    try {
      const target = realpathSync(path.join(root, file));
      if (target !== realRoot && !target.startsWith(realRoot + path.sep)) skipped.push({ file, reason: 'outside' });
      else {
        const stats = statSync(target);
        if (stats.isFile()) addFile(file);
        else if (!stats.isDirectory()) skipped.push({ file, reason: 'not-a-file' });
      }
    } catch {
      skipped.push({ file, reason: 'link-loop' });
    }
  };

  visit('', noIgnores, 0);
  return { files, skipped };
}

function isInside(file: string, folder: string): boolean {
  return folder === '' || file === folder || file.startsWith(`${folder}/`);
}

/** Texts of a folder's ignore files, by its entries. */
function ignoreTexts(folder: string, entries: readonly Dirent[]): string[] {
  const texts: string[] = [];
  for (const name of ['.gitignore', '.prrignore']) {
    if (!entries.some((entry) => entry.name === name && entry.isFile())) continue;
    // One that cannot be read ignores nothing, nor does a link: git follows none here, either.
    const opened = readBoundedSync(path.join(folder, name), { max: maxFileBytes, noLinks: true });
    if ('bytes' in opened) texts.push(new TextDecoder().decode(opened.bytes));
  }
  return texts;
}
