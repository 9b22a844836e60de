import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFile } from '../../server/src/workspace/cache-file.ts';
import { openDisk } from '../../server/src/workspace/disk.ts';
import { readBounded, readBoundedSync } from '../../server/src/workspace/open-file.ts';
import { newMark, stateOf } from '../../server/src/workspace/owner.ts';
import { temporaryFolder } from '../server/connect.ts';

const posix = process.platform !== 'win32';

describe('files that are read by name', function () {
  this.timeout(60_000);
  let folder: string;
  let remove: () => void;
  const at = (file: string) => path.join(folder, file);
  beforeEach(() => ({ folder, remove } = temporaryFolder({ 'src/a.ts': 'const a = 1;\n', 'b.ts': 'b\n' })));
  afterEach(() => remove());

  /** What has the name of a file and is none, each of which blocks, never ends, or lies elsewhere. */
  const traps: Readonly<Record<string, (full: string) => void>> = {
    'a pipe': (full) => void execFileSync('mkfifo', [full]),
    'a link to a pipe': (full) => {
      execFileSync('mkfifo', [at('pipe')]);
      symlinkSync(at('pipe'), full);
    },
    'a link to a device without end': (full) => symlinkSync('/dev/zero', full),
    'a link to a file outside': (full) => symlinkSync('/etc/hostname', full),
    'a link to itself': (full) => symlinkSync(full, full),
    'a folder': (full) => mkdirSync(full),
    'a file of 5 GB': (full) => {
      writeFileSync(full, '');
      truncateSync(full, 5_000_000_000);
    },
  };

  for (const [name, plant] of Object.entries(traps)) {
    it(`are refused where there is ${name}`, async function () {
      if (!posix) this.skip();
      plant(at('trap'));
      const options = { max: 1000, root: folder };
      for (const opened of [await readBounded(at('trap'), options), readBoundedSync(at('trap'), options)])
        assert.ok('refused' in opened && opened.message !== '', JSON.stringify(opened));
      const read = await openDisk(folder).read('trap');
      assert.ok(read && 'problem' in read, JSON.stringify(read));
      assert.equal(await openDisk(folder).bytes?.('trap', 1_000_000), undefined);
    });

    for (const ignore of ['.gitignore', '.prrignore', 'src/.gitignore']) {
      it(`list the folder, and one file of it, with ${name} as ${ignore}`, async function () {
        if (!posix) this.skip();
        plant(at(ignore));
        const disk = openDisk(folder);
        for (const options of [{}, { within: ['src/a.ts'] }]) {
          const { files } = await disk.list(options);
          assert.ok(files.some(({ file }) => file === 'src/a.ts'));
        }
      });
    }

    it(`start anew with ${name} in place of the cache`, async function () {
      if (!posix || name === 'a link to a file outside') this.skip();
      const cache = cacheFile(at('cache'), '/x');
      const lines = async () => {
        const all: string[] = [];
        for await (const some of cache.read()) all.push(...some);
        return all;
      };
      await cache.write(['{}']);
      assert.deepEqual(await lines(), ['{}']);
      const file = at(`cache/${execFileSync('ls', [at('cache')], { encoding: 'utf8' }).trim()}`);
      rmSync(file);
      plant(file);
      assert.deepEqual(await lines(), []);
    });
  }

  it('are written as a cache by two of one process at once, and what a dead one left goes', async () => {
    const dead = newMark().replace(/-\d+-(\d+-[0-9a-f]+)$/, '-4194399-$1');
    assert.equal(stateOf(dead), 'dead');
    await cacheFile(at('cache'), '/y').write(['y']);
    writeFileSync(at(`cache/x.json.${dead}.tmp`), 'half');
    writeFileSync(at('cache/other.tmp'), 'of another program');
    const cache = cacheFile(at('cache'), '/x');
    const texts = ['a', 'b'].map((each) => Array.from({ length: 20_000 }, () => each.repeat(50)));
    await Promise.all(texts.map((each) => cache.write(each)));
    const all: string[] = [];
    for await (const some of cache.read()) all.push(...some);
    assert.equal(all.length, 20_000);
    assert.equal(new Set(all).size, 1, 'it is one of them, and no mixture');
    const names = readdirSync(at('cache')).sort();
    assert.equal(names.filter((name) => name.endsWith('.json')).length, 2);
    assert.deepEqual(
      names.filter((name) => !name.endsWith('.json')),
      ['other.tmp'],
    );
  });

  it('are read whole where they tell no size, up to the bound', async function () {
    if (process.platform !== 'linux') this.skip();
    for (const opened of [
      await readBounded('/proc/self/status', { max: 100_000 }),
      readBoundedSync('/proc/self/status', { max: 100_000 }),
    ])
      assert.ok('bytes' in opened && opened.bytes.length > 100);
    for (const opened of [
      await readBounded('/proc/self/status', { max: 100 }),
      readBoundedSync('/proc/self/status', { max: 100 }),
    ])
      assert.ok('refused' in opened && opened.refused === 'too-large');
  });

  it('are read at their bound, and not one byte above', async () => {
    for (const size of [0, 1, 999, 1000, 1001, 300_000]) {
      writeFileSync(at('x'), 'x'.repeat(size));
      for (const max of [1000, 300_000]) {
        for (const opened of [await readBounded(at('x'), { max }), readBoundedSync(at('x'), { max })])
          assert.equal('bytes' in opened ? opened.bytes.length : opened.refused, size > max ? 'too-large' : size);
      }
    }
  });

  it('ignore nothing through a link, as git does', async function () {
    if (!posix) this.skip();
    writeFileSync(at('rules'), '*.ts\n');
    symlinkSync('rules', at('.gitignore'));
    const disk = openDisk(folder);
    assert.ok((await disk.list()).files.some(({ file }) => file === 'b.ts'));
  });
});

describe('paths outside the workspace', () => {
  it('answer that nothing is there, whatever is asked, and refuse to be written', async function () {
    const { folder, remove } = temporaryFolder({
      'in/a.ts': 'a\n',
      'out/secret.yaml': 'secret\n',
      'out/inner/x.yaml': 'x\n',
      'out/.gitignore': '*\n',
    });
    try {
      const root = path.join(folder, 'in');
      const disk = openDisk(root);
      if (posix) symlinkSync('../out', path.join(root, 'link'));
      for (const way of ['../out', path.join(folder, 'out'), 'sub/../../out', ...(posix ? ['link'] : [])]) {
        assert.equal(await disk.kind(way), undefined, way);
        assert.equal(await disk.kind(`${way}/secret.yaml`), undefined, way);
        assert.deepEqual(await disk.names(way), [], way);
        assert.deepEqual(await disk.folders(way), [], way);
        assert.deepEqual([...(disk.stamps?.(way) ?? [])], [], way);
        assert.equal(await disk.bytes?.(`${way}/secret.yaml`, 1000), undefined, way);
        const read = await disk.read(`${way}/secret.yaml`);
        assert.ok(read === undefined || 'problem' in read, way);
        await disk.tidy?.(way);
        await disk.remove(`${way}/secret.yaml`);
        await assert.rejects(disk.write(`${way}/new.yaml`, 'x'), /outside the workspace/, way);
        await assert.rejects(
          disk.update(`${way}/secret.yaml`, () => 'x'),
          /outside the workspace/,
          way,
        );
      }
      assert.deepEqual((await disk.list({ within: ['../out/secret.yaml'] })).files, []);
      assert.deepEqual(await openDisk(path.join(folder, 'out')).names(''), ['.gitignore', 'secret.yaml']);
      assert.equal(await disk.kind('a\0b'), undefined);
      assert.deepEqual(await disk.names('a\0b'), []);
    } finally {
      remove();
    }
  });
});
