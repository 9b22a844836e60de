import type { ObjectStore } from './git-run.ts';

/** A file of a commit. */
export interface TreeEntry {
  readonly kind: 'file' | 'link' | 'repository';
  /** The name of its content. */
  readonly id: string;
}

const kinds: Readonly<Record<string, TreeEntry['kind']>> = { '120000': 'link', '160000': 'repository' };

/** The files of a commit below a folder, by their path in that folder; `prefix` is empty for all. Throws where the commit is not complete. */
export async function treeOf(
  store: ObjectStore,
  commit: string,
  prefix: string,
): Promise<ReadonlyMap<string, TreeEntry>> {
  const below = prefix === '' ? [] : ['--', `${prefix}/`];
  const listed = (await store.ask(['ls-tree', '-r', '-z', '--full-tree', commit, ...below])).toString('utf8');
  const tree = new Map<string, TreeEntry>();
  for (const line of listed.split('\0')) {
    const [, mode = '', id = '', file = ''] = /^(\d+) \w+ ([0-9a-f]+)\t([^]*)$/.exec(line) ?? [];
    if (id !== '') tree.set(prefix === '' ? file : file.slice(prefix.length + 1), { kind: kinds[mode] ?? 'file', id });
  }
  return tree;
}

/** Content that is asked for in one go, in bytes. */
const maxBatch = 16 * 1024 * 1024;

/** The content of files by its name, without those that are larger than `max` bytes. Throws where one is not here, as in a partial clone. */
export async function contentsOf(
  store: ObjectStore,
  ids: readonly string[],
  max: number,
): Promise<ReadonlyMap<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  const unique = [...new Set(ids)];
  if (unique.length === 0) return contents;
  const sizes = (await store.ask(['cat-file', '--batch-check'], `${unique.join('\n')}\n`)).toString('latin1');
  const absent = /^[0-9a-f]+ missing$/m.exec(sizes);
  if (absent) throw new Error(absent[0]);
  const wanted = sizes.split('\n').flatMap((line) => {
    const [, id = '', size = ''] = /^([0-9a-f]+) blob (\d+)$/.exec(line) ?? [];
    return id !== '' && Number(size) <= max ? [{ id, size: Number(size) }] : [];
  });
  while (wanted.length > 0) {
    let bytes = 0;
    const end = wanted.findIndex(({ size }, at) => (bytes += size) > maxBatch && at > 0);
    const batch = wanted.splice(0, end < 0 ? wanted.length : end);
    const output = await store.ask(['cat-file', '--batch'], `${batch.map(({ id }) => id).join('\n')}\n`);
    let at = 0;
    for (const { id, size } of batch) {
      const start = output.indexOf('\n', at) + 1;
      contents.set(id, output.subarray(start, start + size));
      at = start + size + 1;
    }
  }
  return contents;
}
