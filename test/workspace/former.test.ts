import assert from 'node:assert/strict';
import { openFormer } from '../../server/src/workspace/former.ts';
import { openMemory } from '../../server/src/workspace/memory.ts';

const opened = () =>
  openFormer(
    openMemory(
      new Map([
        ['same.ts', 'same'],
        ['changed.ts', 'after'],
        ['added/new.ts', 'new'],
        ['b/moved.ts', 'moved'],
      ]),
    ),
    [
      { file: 'changed.ts', text: 'before' },
      { file: 'added/new.ts' },
      { file: 'b/moved.ts', was: 'a/moved.ts', text: 'moved' },
      { file: 'gone/old.ts', text: 'old', gone: true },
      { file: 'node_modules/x/old.js', text: 'old', gone: true },
    ],
  );

describe('a workspace as it was', () => {
  it('has the files and texts of then', async () => {
    const workspace = opened();
    const { files } = await workspace.list();
    assert.deepEqual(
      files.map(({ file }) => file),
      ['a/moved.ts', 'changed.ts', 'gone/old.ts', 'same.ts'],
    );
    const text = async (file: string) => {
      const content = await workspace.read(file);
      return content && 'text' in content ? content.text : undefined;
    };
    assert.equal(await text('same.ts'), 'same');
    assert.equal(await text('changed.ts'), 'before');
    assert.equal(await text('a/moved.ts'), 'moved');
    assert.equal(await text('gone/old.ts'), 'old');
    assert.equal(await text('added/new.ts'), undefined);
    assert.equal(await text('b/moved.ts'), undefined);
    assert.equal(await workspace.kind('gone'), 'folder');
    assert.equal(await workspace.kind('b/moved.ts'), undefined);
    assert.deepEqual(await workspace.names('gone'), ['old.ts']);
    assert.deepEqual(await workspace.names('added'), []);
    assert.ok((await workspace.folders('')).includes('gone'));
    assert.equal((await workspace.bytes?.('gone/old.ts', 100))?.length, 3);
    assert.equal(await workspace.bytes?.('gone/old.ts', 2), undefined);
  });

  it('lists only what is asked for, of what is gone as well', async () => {
    const { files } = await opened().list({ within: ['gone'], exclude: ['**/nothing'] });
    assert.ok(files.some(({ file }) => file === 'gone/old.ts'));
    assert.ok(!files.some(({ file }) => file === 'a/moved.ts'));
    const excluded = await opened().list({ exclude: ['gone/**'] });
    assert.ok(!excluded.files.some(({ file }) => file === 'gone/old.ts'));
  });

  it('cannot be written', async () => {
    const workspace = opened();
    await assert.rejects(workspace.write('a.ts', ''), /only read/);
    await assert.rejects(
      workspace.update('a.ts', () => 'x'),
      /only read/,
    );
    await assert.rejects(workspace.remove('same.ts'), /only read/);
  });
});
