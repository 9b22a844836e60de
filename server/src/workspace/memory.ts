import type { Workspace } from './workspace.ts';

/** A workspace of texts in memory, for tests; `files` is live. */
export function openMemory(files: Map<string, string>, root = '/memory'): Workspace {
  return {
    root,
    list: async () => ({
      files: [...files].map(([file, text]) => ({ file, size: text.length, modified: 0 })),
      skipped: [],
    }),
    async kind(file) {
      if (files.has(file)) return 'file';
      return [...files.keys()].some((each) => each.startsWith(`${file}/`)) ? 'folder' : undefined;
    },
    async folders(folder) {
      const prefix = folder === '' ? '' : `${folder}/`;
      const inner = [...files.keys()]
        .filter((file) => file.startsWith(prefix))
        .map((file) => file.slice(prefix.length));
      return [...new Set(inner.filter((name) => name.includes('/')).map((name) => name.split('/')[0] ?? ''))].sort();
    },
    async read(file) {
      const text = files.get(file);
      return text === undefined ? undefined : { text };
    },
    async write(file, text) {
      files.set(file, text);
    },
    async update(file, change) {
      const before = files.get(file);
      const after = change(before);
      if (after === undefined) files.delete(file);
      else files.set(file, after);
      return { file, before: before ?? null, after: after ?? null };
    },
    async remove(file) {
      files.delete(file);
    },
    async names(folder) {
      const prefix = folder === '' ? '' : `${folder}/`;
      const names = [...files.keys()]
        .filter((file) => file.startsWith(prefix))
        .map((file) => file.slice(prefix.length));
      return names.filter((name) => !name.includes('/')).sort();
    },
  };
}
