import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openDiskFiles } from '../../server/src/workspace/disk-files.ts';
import { temporaryFolder } from '../server/connect.ts';

describe('files of a folder on disk, for rendering', () => {
  let at: ReturnType<typeof temporaryFolder>;
  before(() => {
    at = temporaryFolder({
      'root/a.yaml': 'a: 1\n',
      'root/b/c.yaml': 'c: 1\n',
      'outside.yaml': 'secret: 1\n',
      'outside/x.yaml': '',
    });
    const inner = (name: string) => path.join(at.folder, 'root', name);
    writeFileSync(inner('binary'), new Uint8Array([0, 1, 2]));
    mkdirSync(inner('node_modules/x'), { recursive: true });
    writeFileSync(inner('node_modules/x/y.yaml'), '');
    symlinkSync('../outside.yaml', inner('out.yaml'));
    symlinkSync('a.yaml', inner('link.yaml'));
    symlinkSync('..', inner('b/up'));
    symlinkSync('../../outside', inner('b/away'));
    symlinkSync('nowhere', inner('broken'));
  });
  after(() => at.remove());

  it('lists all that is in it, through links, without their loops', () => {
    const { under } = openDiskFiles(path.join(at.folder, 'root'));
    assert.deepEqual(under(''), ['a.yaml', 'b/c.yaml', 'binary', 'link.yaml', 'out.yaml']);
    assert.deepEqual([under('b'), under('nowhere'), under('../')], [['b/c.yaml'], [], []]);
  });

  it('reads texts and bytes, and nothing outside', () => {
    const { text, bytes } = openDiskFiles(path.join(at.folder, 'root'));
    assert.equal(text('a.yaml'), 'a: 1\n');
    assert.equal(text('link.yaml'), 'a: 1\n');
    assert.deepEqual([...(bytes('binary') ?? [])], [0, 1, 2]);
    for (const file of ['binary', 'out.yaml', '../outside.yaml', '/etc/passwd', 'b', 'none', 'broken'])
      assert.equal(text(file), undefined, file);
    assert.equal(bytes('../outside.yaml'), undefined);
  });

  it('keeps bytes that were read, whatever is read after them', () => {
    const { bytes } = openDiskFiles(path.join(at.folder, 'root'));
    const first = bytes('binary');
    bytes('a.yaml');
    assert.deepEqual([...(first ?? [])], [0, 1, 2]);
  });
});
