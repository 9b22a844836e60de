import type { Files } from '../files.ts';
import { helmIgnore } from './helmignore.ts';
import { unpack, type Unpacked } from './archive.ts';

/** The files of a chart, wherever they are: a folder of the workspace, a part of one, or an archive. */
export interface Tree {
  /** The folder or archive, as a path of the workspace. */
  readonly root: string;
  /** All paths, relative to the root. */
  readonly paths: readonly string[];
  text(path: string): string | undefined;
  bytes(path: string): Uint8Array | undefined;
}

/** A folder of the workspace without what its `.helmignore` leaves out; `reads` gets the files that were asked for. */
export function folderTree(
  folder: string,
  { files, reads }: { readonly files: Files; readonly reads: Set<string> },
): Tree {
  const prefix = folder === '' ? '' : `${folder}/`;
  const text = (path: string) => {
    reads.add(prefix + path);
    return files.text(prefix + path)?.replace(/^\uFEFF/, '');
  };
  reads.add(prefix);
  const isLeftOut = helmIgnore(text('.helmignore') ?? '');
  const paths = files
    .under(folder)
    .filter((file) => file.startsWith(prefix))
    .map((file) => file.slice(prefix.length))
    .filter((path) => !isLeftOut(path));
  return {
    root: folder,
    paths,
    text,
    bytes(path) {
      reads.add(prefix + path);
      return files.bytes(prefix + path);
    },
  };
}

const memo = new WeakMap<Uint8Array, Unpacked>();

/** An archive; its files are below its one folder. Gives the reason where it is not read. */
export function archiveTree(
  root: string,
  bytes: Uint8Array,
): { readonly tree: Tree; readonly links: readonly string[] } | { readonly refused: string } {
  const unpacked = memo.get(bytes) ?? unpack(bytes);
  memo.set(bytes, unpacked);
  if ('refused' in unpacked) return unpacked;
  const inner = new Map([...unpacked.files].map(([name, own]) => [name.slice(name.indexOf('/') + 1), own]));
  const tree: Tree = {
    root,
    paths: [...inner.keys()].sort(),
    text: (path) => decoded(inner.get(path)),
    bytes: (path) => inner.get(path),
  };
  return { tree, links: unpacked.links };
}

function decoded(bytes: Uint8Array | undefined): string | undefined {
  if (!bytes) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The part of a tree below one of its folders. */
export function partOf(tree: Tree, folder: string): Tree {
  const prefix = `${folder}/`;
  return {
    root: tree.root === '' ? folder : `${tree.root}/${folder}`,
    paths: tree.paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length)),
    text: (path) => tree.text(prefix + path),
    bytes: (path) => tree.bytes(prefix + path),
  };
}
