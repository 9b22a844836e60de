import { fitsGlobs } from './globs.ts';
import { hasExcess, noIgnores, type IgnoreChain } from './ignore-files.ts';
import { isInnerPath } from './inner-path.ts';
import { isSkippedFolder, maxFileBytes, maxFolderDepth, maxVirtualFiles, neverEntered } from './policy.ts';
import { decode, tooLarge } from './text.ts';
import type { FileEntry, FileText, Listing, ListOptions, Skipped, Workspace } from './workspace.ts';

/** What stands at a path. */
export interface VirtualEntry {
  readonly kind: 'file' | 'folder' | 'other';
  readonly isLink: boolean;
}

/** A file system that somebody else opens files of, by absolute path. Rejects only where writing failed. */
export interface FileService {
  /** Undefined where nothing is, or nothing that can be seen. */
  stat(path: string): Promise<VirtualEntry | undefined>;
  /** Undefined where there is no such folder. */
  list(path: string): Promise<readonly (VirtualEntry & { readonly name: string })[] | undefined>;
  /** Undefined where there is no such file. */
  read(path: string, max: number): Promise<{ readonly bytes: Uint8Array } | { readonly tooLarge: number } | undefined>;
  write(path: string, text: string): Promise<void>;
  delete(path: string): Promise<void>;
}

/**
 * Files under a folder of another's file system, for a server that cannot open files itself. Links are not followed, as where they
 * lead to cannot be seen. Listing and reading have the bounds of the disk, and at most `maxVirtualFiles` files are listed.
 */
export function openVirtual(root: string, files: FileService, { most = maxVirtualFiles } = {}): Workspace {
  const full = (file: string) => (file === '' ? root : `${root}/${file}`);
  /** What really stands inside at a path; undefined for nothing, for a link, and for what lies behind one. */
  const entryAt = async (file: string): Promise<VirtualEntry | undefined> => {
    if (!isInnerPath(file)) return undefined;
    const parts = file === '' ? [] : file.split('/');
    for (let count = 1; count < parts.length; count++) {
      const above = await files.stat(full(parts.slice(0, count).join('/')));
      if (above?.kind !== 'folder' || above.isLink) return undefined;
    }
    const entry = await files.stat(full(file));
    // The folder that was opened may itself be a link: the person chose it.
    return entry && (!entry.isLink || file === '') ? entry : undefined;
  };
  const entries = async (folder: string, kind: VirtualEntry['kind']): Promise<string[]> => {
    if ((await entryAt(folder))?.kind !== 'folder') return [];
    const all = (await files.list(full(folder))) ?? [];
    return all
      .filter((each) => each.kind === kind && !each.isLink)
      .map(({ name }) => name)
      .sort();
  };
  const bytesOf = async (file: string, max: number) =>
    (await entryAt(file))?.kind === 'file' ? files.read(full(file), max) : undefined;
  const read = async (file: string): Promise<FileText | undefined> => {
    if (!isInnerPath(file)) return { problem: 'unreadable', message: 'it is outside the workspace' };
    const found = await bytesOf(file, maxFileBytes);
    if (!found) return undefined;
    return 'bytes' in found ? decode(found.bytes) : tooLarge(found.tooLarge);
  };
  /** Where something is written: throws for a path that leads out of the folder, by its name or by a link. */
  const destination = async (file: string): Promise<string> => {
    const parts = file.split('/');
    if (file === '' || !isInnerPath(file)) throw new Error(`${file} is outside the workspace`);
    for (let count = 1; count <= parts.length; count++) {
      const inner = parts.slice(0, count).join('/');
      if ((await files.stat(full(inner)))?.isLink) throw new Error(`${inner} is a link, and is not written to`);
    }
    return full(file);
  };
  let writing: Promise<unknown> = Promise.resolve();
  /** One change after the other: nothing else keeps two of ours apart. */
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const own = writing.then(step);
    writing = own.catch(() => {});
    return own;
  };
  return {
    root,
    read,
    list: async (options) => list(root, { files, most, full }, options),
    async bytes(file, max) {
      const found = await bytesOf(file, max);
      return found && 'bytes' in found ? found.bytes : undefined;
    },
    write: (file, text) => inTurn(async () => files.write(await destination(file), text)),
    update: (file, change) =>
      inTurn(async () => {
        const path = await destination(file);
        const content = await read(file);
        if (content && 'problem' in content) throw new Error(`${file} cannot be read: ${content.message}`);
        const before = content?.text;
        const after = change(before);
        if (after !== undefined) await files.write(path, after);
        else if (before !== undefined) await files.delete(path);
        return { file, before: before ?? null, after: after ?? null };
      }),
    remove: (file) =>
      inTurn(async () => {
        if ((await entryAt(file))?.kind === 'file') await files.delete(full(file));
      }),
    async kind(file) {
      const entry = await entryAt(file);
      return entry?.kind === 'other' ? undefined : entry?.kind;
    },
    folders: (folder) => entries(folder, 'folder'),
    names: (folder) => entries(folder, 'file'),
  };
}

interface Source {
  readonly files: FileService;
  readonly most: number;
  full(file: string): string;
}

/** Lists a folder as `walk.ts` does on disk. Sizes and times are not asked for, as nothing is kept between two runs: they are 0. */
async function list(
  root: string,
  { files, most, full }: Source,
  { all = false, exclude = [], within }: ListOptions = {},
): Promise<Listing> {
  const found: FileEntry[] = [];
  const skipped: Skipped[] = [];
  const excluded = fitsGlobs(exclude);
  const isAsked = (file: string) => within?.some((each) => isInside(file, each)) ?? true;
  const leadsThere = (folder: string) => isAsked(folder) || (within?.some((each) => isInside(each, folder)) ?? true);
  const visit = async (folder: string, ignores: IgnoreChain, depth: number): Promise<void> => {
    if (found.length >= most) return;
    const entries = await files.list(full(folder));
    if (!entries) {
      if (folder === '') throw new Error(`${root.slice(root.lastIndexOf('/') + 1)} cannot be listed`);
      skipped.push({ file: folder, reason: 'unreadable' });
      return;
    }
    const texts = all ? [] : await ignoreTexts(folder, entries, { files, most, full });
    if (texts.some(hasExcess)) skipped.push({ file: folder, reason: 'patterns' });
    const own = ignores.enter(folder, texts);
    const folders: string[] = [];
    for (const { name, kind, isLink } of entries) {
      const file = folder === '' ? name : `${folder}/${name}`;
      if (excluded(file)) skipped.push({ file, reason: 'excluded' });
      else if (kind === 'folder') {
        if (isLink || neverEntered.has(name) || !leadsThere(file)) continue;
        if (!all && (isSkippedFolder(name) || own.ignores(`${file}/`))) continue;
        if (depth < maxFolderDepth) folders.push(file);
        else skipped.push({ file, reason: 'deep-folder' });
      } else if (isAsked(file) && !own.ignores(file)) {
        if (isLink || kind === 'other') skipped.push({ file, reason: isLink ? 'link' : 'not-a-file' });
        else if (found.length < most) found.push({ file, size: 0, modified: 0 });
        else {
          skipped.push({ file: folder, reason: 'too-many' });
          return;
        }
      }
    }
    for (const inner of folders) await visit(inner, own, depth + 1);
  };
  await visit('', noIgnores, 0);
  return { files: found, skipped };
}

function isInside(file: string, folder: string): boolean {
  return folder === '' || file === folder || file.startsWith(`${folder}/`);
}

/** Texts of a folder's ignore files; one that cannot be read ignores nothing, nor does a link. */
async function ignoreTexts(
  folder: string,
  entries: readonly (VirtualEntry & { readonly name: string })[],
  { files, full }: Source,
): Promise<string[]> {
  const texts: string[] = [];
  for (const name of ['.gitignore', '.prrignore']) {
    if (!entries.some((entry) => entry.name === name && entry.kind === 'file' && !entry.isLink)) continue;
    const read = await files.read(full(folder === '' ? name : `${folder}/${name}`), maxFileBytes);
    if (read && 'bytes' in read) texts.push(new TextDecoder().decode(read.bytes));
  }
  return texts;
}
