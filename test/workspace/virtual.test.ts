import assert from 'node:assert/strict';
import { openVirtual, type FileService } from '../../server/src/workspace/virtual.ts';

/** Files by absolute path; `link/` is a link to a folder. */
function serviceOf(files: Map<string, string>): FileService {
  const statOf = (path: string) => {
    const isLink = path === '/w/link';
    if (files.has(path)) return { kind: 'file' as const, isLink };
    return [...files.keys()].some((each) => each.startsWith(`${path}/`))
      ? { kind: 'folder' as const, isLink }
      : undefined;
  };
  return {
    stat: async (path) => statOf(path),
    async list(path) {
      const inner = [...files.keys()]
        .filter((each) => each.startsWith(`${path}/`))
        .map((each) => each.slice(path.length + 1));
      const names = [...new Set(inner.map((each) => each.split('/')[0] ?? ''))];
      return names.flatMap((name) => {
        const entry = statOf(`${path}/${name}`);
        return entry ? [{ name, ...entry }] : [];
      });
    },
    async read(path, max) {
      const bytes = new TextEncoder().encode(files.get(path));
      if (!files.has(path)) return undefined;
      return bytes.length > max ? { tooLarge: bytes.length } : { bytes };
    },
    write: async (path, text) => void files.set(path, text),
    delete: async (path) => void files.delete(path),
  };
}

describe('files that the client opens', () => {
  const texts = { 'a.ts': 'a', '.gitignore': 'out\n', 'out/b.ts': 'b', 'in/c.ts': 'c', 'link/d.ts': 'd' };
  const files = new Map(Object.entries(texts).map(([file, text]) => [`/w/${file}`, text]));
  const workspace = openVirtual('/w', serviceOf(files));

  it('are listed without what is ignored and what links lead to', async () => {
    const { files: listed } = await workspace.list();
    assert.deepEqual(listed.map(({ file }) => file).sort(), ['.gitignore', 'a.ts', 'in/c.ts']);
  });

  it('are listed up to a limit, which is said', async () => {
    const { files: listed, skipped } = await openVirtual('/w', serviceOf(files), { most: 1 }).list();
    assert.equal(listed.length, 1);
    assert.ok(skipped.some(({ reason }) => reason === 'too-many'));
  });

  it('are neither read nor written outside of the folder or behind a link', async () => {
    assert.equal(await workspace.read('link/d.ts'), undefined);
    assert.equal(await workspace.kind('../x'), undefined);
    await assert.rejects(workspace.write('link/d.ts', 'x'), /is a link/);
    await assert.rejects(
      workspace.update('../x', () => 'x'),
      /outside/,
    );
  });

  it('are changed one after the other', async () => {
    const add = () => workspace.update('.prr/n', (text) => `${text ?? ''}x`);
    await Promise.all([add(), add(), add()]);
    assert.deepEqual(await workspace.read('.prr/n'), { text: 'xxx' });
    assert.deepEqual(await workspace.names('.prr'), ['n']);
  });
});
