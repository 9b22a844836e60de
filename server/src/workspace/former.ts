import type { ChangedFile } from './git.ts';
import { fitsGlobs } from './globs.ts';
import { isSkippedFolder, neverEntered } from './policy.ts';
import type { ListOptions, Workspace } from './workspace.ts';

/**
 * A workspace as it was at a revision, for reading alone: the files that differ from it have their former text and path, all others
 * are read as they are. Whatever writes throws.
 */
export function openFormer(now: Workspace, changed: readonly ChangedFile[]): Workspace {
  const texts = new Map(changed.flatMap(({ file, was = file, text }) => (text === undefined ? [] : [[was, text]])));
  /** Paths that have another content now, or nothing then. */
  const differing = new Set(changed.filter(({ gone }) => !gone).map(({ file }) => file));
  const below = (folder: string) => {
    const prefix = folder === '' ? '' : `${folder}/`;
    return [...texts.keys()].filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length));
  };
  const refuse = (): never => {
    throw new Error('a former state is only read');
  };
  return {
    root: now.root,
    async list(options = {}) {
      const { files, skipped } = await now.list(options);
      const entries = [...texts]
        .filter(([file]) => isListed(file, options))
        // No file is as old: nothing that is cached fits it.
        .map(([file, text]) => ({ file, size: Buffer.byteLength(text), modified: 0 }));
      const same = files.filter(({ file }) => !differing.has(file) && !texts.has(file));
      return { files: [...same, ...entries].sort((a, b) => (a.file < b.file ? -1 : 1)), skipped };
    },
    async read(file) {
      const text = texts.get(file);
      if (text !== undefined) return { text };
      return differing.has(file) ? undefined : now.read(file);
    },
    async bytes(file, max) {
      const text = texts.get(file);
      if (text === undefined) return differing.has(file) ? undefined : now.bytes?.(file, max);
      const bytes = Buffer.from(text);
      return bytes.length > max ? undefined : bytes;
    },
    async kind(path) {
      if (texts.has(path)) return 'file';
      if (below(path).length > 0) return 'folder';
      return differing.has(path) ? undefined : now.kind(path);
    },
    async names(folder) {
      const prefix = folder === '' ? '' : `${folder}/`;
      const kept = (await now.names(folder)).filter((name) => !differing.has(`${prefix}${name}`));
      return [...new Set([...kept, ...below(folder).filter((name) => !name.includes('/'))])].sort();
    },
    async folders(folder) {
      const former = below(folder).flatMap((name) => (name.includes('/') ? [name.slice(0, name.indexOf('/'))] : []));
      return [...new Set([...(await now.folders(folder)), ...former])].sort();
    },
    write: async () => refuse(),
    update: async () => refuse(),
    remove: async () => refuse(),
  };
}

/** Whether a file that may be there no more would be listed. */
function isListed(file: string, { all = false, exclude = [], within }: ListOptions): boolean {
  const folders = file.split('/').slice(0, -1);
  if (folders.some((name) => neverEntered.has(name) || (!all && isSkippedFolder(name)))) return false;
  const excluded = fitsGlobs(exclude);
  const paths = file.split('/').map((_, depth, names) => names.slice(0, depth + 1).join('/'));
  if (paths.some(excluded)) return false;
  return within?.some((each) => each === '' || file === each || file.startsWith(`${each}/`)) ?? true;
}
