import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { openDisk } from '../../server/src/workspace/disk.ts';
import { withLock } from '../../server/src/workspace/lock.ts';
import { newMark, stateOf } from '../../server/src/workspace/owner.ts';
import { temporaryFolder } from '../server/connect.ts';
import { openCampaign } from '../torture/campaign.ts';
import { chanceOf } from '../torture/chance.ts';
import { newVictim, powerThrough } from '../torture/rounds.ts';

const posix = process.platform !== 'win32';
const linux = process.platform === 'linux';

describe('a disk that is written to', function () {
  this.timeout(60_000);
  let folder: string;
  let remove: () => void;
  const at = (file: string) => path.join(folder, file);
  const text = (file: string) => readFileSync(at(file), 'utf8');
  beforeEach(() => ({ folder, remove } = temporaryFolder({ 'a.yaml': 'a\n', 'inner/b.yaml': 'b\n' })));
  afterEach(() => remove());

  it('keeps the mode of a file', async function () {
    if (!posix) this.skip();
    for (const mode of [0o600, 0o640, 0o755, 0o666]) {
      chmodSync(at('a.yaml'), mode);
      await openDisk(folder).write('a.yaml', 'x\n');
      await openDisk(folder).update('a.yaml', (before = '') => `${before}y\n`);
      assert.equal(statSync(at('a.yaml')).mode & 0o777, mode);
      assert.equal(text('a.yaml'), 'x\ny\n');
    }
  });

  it('writes behind a link, which stays, as long as it leads to a place inside', async function () {
    if (!posix) this.skip();
    const outside = temporaryFolder({ 'o.yaml': 'o\n' });
    try {
      symlinkSync('inner/b.yaml', at('link.yaml'));
      symlinkSync('link.yaml', at('second.yaml'));
      symlinkSync('inner/new.yaml', at('dangling.yaml'));
      const disk = openDisk(folder);
      await disk.write('link.yaml', '1\n');
      await disk.update('second.yaml', (before = '') => `${before}2\n`);
      await disk.write('dangling.yaml', 'new\n');
      assert.equal(text('inner/b.yaml'), '1\n2\n');
      assert.equal(text('inner/new.yaml'), 'new\n');
      assert.equal(readlinkSync(at('link.yaml')), 'inner/b.yaml');
      assert.equal(readlinkSync(at('second.yaml')), 'link.yaml');
      symlinkSync(path.join(outside.folder, 'o.yaml'), at('out.yaml'));
      symlinkSync('out.yaml', at('out2.yaml'));
      symlinkSync(path.join(outside.folder, 'no.yaml'), at('out3.yaml'));
      symlinkSync('loop.yaml', at('loop.yaml'));
      for (const file of ['out.yaml', 'out2.yaml', 'out3.yaml', 'loop.yaml']) {
        await assert.rejects(disk.write(file, 'x'), /is outside the workspace/);
        await assert.rejects(
          disk.update(file, () => 'x'),
          /is outside the workspace/,
        );
      }
      assert.equal(readFileSync(path.join(outside.folder, 'o.yaml'), 'utf8'), 'o\n');
      assert.deepEqual(readdirSync(outside.folder), ['o.yaml']);
      await disk.update('link.yaml', () => undefined);
      assert.equal(lstatSync(at('link.yaml'), { throwIfNoEntry: false }), undefined);
      assert.equal(text('inner/b.yaml'), '1\n2\n');
    } finally {
      outside.remove();
    }
  });

  it('is tidied at a start: of what killed processes of ours left, and of nothing else', async function () {
    if (!linux) this.skip();
    const own = newMark();
    const [, machine = '', boot = '', space = '', pid = '', start = ''] = own.split('-');
    const dead = `prr-${machine}-${boot}-${space}-4194303-${start}-0123456789ab`;
    const elsewhere = `prr-00000000-${boot}-${space}-${pid}-${start}-0123456789ab`;
    assert.deepEqual([stateOf(own), stateOf(dead), stateOf(elsewhere)], ['alive', 'dead', 'unknown']);
    const files: Readonly<Record<string, string>> = {
      [`notes/n.yaml.${dead}.tmp`]: 'half',
      [`notes/n/e.yaml.${dead}.tmp`]: '',
      [`notes/n.yaml.lock.${dead}.tmp`]: dead,
      'notes/n.yaml.lock': `${dead}\n`,
      'answers/web/x.yaml.0123456789ab.tmp': 'of version 0.4, old',
      [`answers/web/y.yaml.${elsewhere}.tmp`]: 'of another machine, old',
    };
    const kept: Readonly<Record<string, string>> = {
      [`notes/n.yaml.${own}.tmp`]: 'being written',
      'notes/o.yaml.lock': `${own}\n`,
      'notes/p.yaml.lock': `${elsewhere}\n`,
      'notes/q.yaml.lock': 'foreign\n',
      'notes/r.yaml.lock': '',
      'notes/r.yaml.tmp': 'foreign\n',
      [`answers/web/z.yaml.${elsewhere}.tmp`]: 'of another machine, new',
      'answers/web/z.yaml.0123456789ab.tmp': 'of version 0.4, new',
      'answers/web/z.yaml': 'answer: yes\n',
    };
    for (const [file, content] of Object.entries({ ...files, ...kept })) {
      mkdirSync(path.dirname(at(`.prr/${file}`)), { recursive: true });
      writeFileSync(at(`.prr/${file}`), content);
      if (content.endsWith('old')) utimesSync(at(`.prr/${file}`), 1_700_000_000, 1_700_000_000);
    }
    await openDisk(folder).tidy?.('.prr');
    for (const file of Object.keys(files)) assert.equal(existsSync(at(`.prr/${file}`)), false, file);
    for (const [file, content] of Object.entries(kept)) assert.equal(text(`.prr/${file}`), content, file);
  });
});

describe('a lock', function () {
  this.timeout(60_000);
  let folder: string;
  let remove: () => void;
  const at = (file: string) => path.join(folder, file);
  beforeEach(() => ({ folder, remove } = temporaryFolder({})));
  afterEach(() => remove());

  it('of a process that was killed is taken over at once, by one of many that wait', async () => {
    const child = spawn(process.execPath, [
      '--import=tsx',
      '--input-type=module',
      '-e',
      `import { withLock } from ${JSON.stringify(path.resolve('server/src/workspace/lock.ts'))};
       setInterval(() => {}, 1000);
       await withLock(${JSON.stringify(at('x'))}, () => new Promise(() => console.log('held')));`,
    ]);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const exit = new Promise((resolve) => child.once('exit', resolve));
    await assert.rejects(
      withLock(at('x'), async () => {}, { patience: 100 }),
      new RegExp(`x is being changed by process ${child.pid}; try again, or delete .*x\\.lock`),
    );
    child.kill('SIGKILL');
    await exit;
    let inside = 0;
    let most = 0;
    const one = () =>
      withLock(at('x'), async () => {
        most = Math.max(most, ++inside);
        await new Promise((resolve) => setTimeout(resolve, 1));
        inside--;
      });
    const begun = performance.now();
    await withLock(at('x'), async () => {});
    assert.ok(performance.now() - begun < 5_000);
    writeFileSync(at('y.lock'), '');
    await Promise.all(Array.from({ length: 20 }, one));
    assert.equal(most, 1);
    assert.deepEqual(readdirSync(folder), ['y.lock']);
  });

  it('of a living process is never taken by its age, and one that is none of ours never', async () => {
    let release = () => {};
    const held = withLock(at('x'), () => new Promise<void>((resolve) => (release = resolve)));
    while (!existsSync(at('x.lock'))) await new Promise((resolve) => setTimeout(resolve, 1));
    utimesSync(at('x.lock'), 1_000_000, 1_000_000);
    await assert.rejects(
      withLock(at('x'), async () => {}, { patience: 50 }),
      /is being changed by process/,
    );
    release();
    await held;
    for (const content of ['', 'foreign\n', '12345']) {
      writeFileSync(at('y.lock'), content);
      utimesSync(at('y.lock'), 1_000_000, 1_000_000);
      await assert.rejects(
        withLock(at('y'), async () => {}, { patience: 50 }),
        /y\.lock exists and is not a lock of prr; delete it/,
      );
      assert.equal(readFileSync(at('y.lock'), 'utf8'), content);
    }
    assert.deepEqual(readdirSync(folder), ['y.lock']);
  });
});

describe('what people wrote', function () {
  this.timeout(600_000);

  it('is there after 50 rounds of kills, power cuts, full and read-only disks, and locks of others', async () => {
    const campaign = openCampaign(chanceOf(11));
    try {
      for (let round = 1; round <= 50; round++) assert.deepEqual(await campaign.round(), [], `round ${round}`);
    } finally {
      campaign.end();
    }
  });

  it('would be found missing if a file or a folder were not flushed', async () => {
    for (const forget of ['file', 'folder'] as const) {
      const victim = newVictim(chanceOf(5));
      const round = powerThrough((steps) => ({
        ...steps,
        ...(forget === 'folder' ? { syncFolder: async () => {} } : {}),
        create: async (file, mode) => ({
          ...(await steps.create(file, mode)),
          ...(forget === 'file' ? { sync: async () => {} } : {}),
        }),
      }));
      let faults = 0;
      try {
        for (let time = 0; time < 20 && faults === 0; time++) faults += (await round(victim)).length;
      } finally {
        victim.remove();
      }
      assert.ok(faults > 0, forget);
    }
  });
});
