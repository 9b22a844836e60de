import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { replaceFile } from '../../server/src/workspace/durable.ts';
import { openDisk } from '../../server/src/workspace/disk.ts';
import { diskSteps, type DiskSteps } from '../../server/src/workspace/disk-steps.ts';
import { newMark } from '../../server/src/workspace/owner.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import type { Chance } from './chance.ts';
import { openLedger, type Ledger } from './ledger.ts';
import { openForgetfulDisk } from './power.ts';
import { Stopped, writeOne, type Writer } from './writings.ts';

/** A workspace folder that rounds of misfortune go over, with what was acknowledged in it. */
export interface Victim {
  folder: string;
  readonly ledger: Ledger;
  readonly writers: readonly [Writer, Writer];
  readonly chance: Chance;
  remove(): void;
}

/** A folder with one service, whose `.prr` holds something of each kind. */
export function newVictim(chance: Chance): Victim {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'prr-torture-'));
  const files = {
    'web/package.json': '{}',
    'web/Dockerfile': 'FROM node:22.1.0\n',
    'web/src/server.ts': "import http from 'node:http';\nhttp.createServer((_q, r) => r.end()).listen(8080);\n",
    '.prr/settings.yaml': '# ours\n',
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  const victim: Victim = {
    folder,
    ledger: openLedger(),
    writers: [
      { field: 'title', notes: new Map() },
      { field: 'contact', notes: new Map() },
    ],
    chance,
    remove: () => rmSync(victim.folder, { recursive: true, force: true }),
  };
  return victim;
}

/** One kind of misfortune; gives what is wrong afterwards, or why it cannot be had on this machine. */
export type Round = (victim: Victim) => Promise<string[] | 'skipped'>;

const isRoot = process.getuid?.() === 0;

/** Two people write, each some times, one after another; what the disk refuses is refused to them in words. */
async function writeSome(workspace: Workspace, { chance, ledger, writers }: Victim, times = 4): Promise<string[]> {
  const wrong: string[] = [];
  const write = async (writer: Writer) => {
    for (let time = 0; time < times; time++) {
      try {
        await writeOne(workspace, { chance, ledger, writer });
      } catch (error) {
        if (error instanceof Stopped) return;
        const { message, code } = error as NodeJS.ErrnoException;
        if (code !== undefined || !/(cannot be (written|removed|read)|^not written|no answer)/.test(message))
          wrong.push(message);
      }
    }
  };
  await Promise.all(writers.map(write));
  return wrong;
}

/** The power fails at a random step of writing; `through` changes the steps, to show that a fault in them is found. */
export const powerThrough =
  (through: (steps: DiskSteps) => DiskSteps): Round =>
  async (victim) => {
    const { chance, ledger } = victim;
    const disk = openForgetfulDisk(victim.folder, chance.below(150));
    // Those that wait for a lock of one that was stopped end when they look again.
    const wrong = await writeSome(openDisk(victim.folder, { steps: through(disk.steps) }), victim);
    const next = mkdtempSync(path.join(os.tmpdir(), 'prr-torture-'));
    disk.cut(next, chance);
    victim.remove();
    victim.folder = next;
    return [...wrong, ...(await ledger.check(next))];
  };

export const power: Round = powerThrough((steps) => steps);

/** The power fails on a real file system, when all has been acknowledged: what reached the device by then is there. */
export const powerOfImage: Round = async (victim) => {
  if (!isRoot || process.platform !== 'linux') return 'skipped';
  const at = mkdtempSync(path.join(os.tmpdir(), 'prr-torture-'));
  const [image, cut, mounted] = ['image', 'cut', 'mounted'].map((name) => path.join(at, name)) as [
    string,
    string,
    string,
  ];
  const run = (...[command, ...args]: [string, ...string[]]) => execFileSync(command, args, { stdio: 'ignore' });
  mkdirSync(mounted);
  try {
    try {
      writeFileSync(image, '');
      truncateSync(image, 8 * 1024 * 1024);
      run('mkfs.ext4', '-q', image);
      run('mount', '-o', 'loop', image, mounted);
    } catch {
      return 'skipped';
    }
    let wrong: string[];
    try {
      cpSync(victim.folder, mounted, { recursive: true });
      run('sync', '-f', mounted);
      wrong = await writeSome(openDisk(mounted), victim);
      cpSync(image, cut);
    } finally {
      run('umount', mounted);
    }
    run('mount', '-o', 'loop', cut, mounted);
    try {
      rmSync(path.join(mounted, 'lost+found'), { recursive: true, force: true });
      rmSync(victim.folder, { recursive: true });
      // All of it is durable now; as after a start of the machine.
      openForgetfulDisk(mounted, 0).cut(victim.folder, victim.chance);
    } finally {
      run('umount', mounted);
    }
    return [...wrong, ...(await victim.ledger.check(victim.folder))];
  } finally {
    rmSync(at, { recursive: true, force: true });
  }
};

/** The disk has room for some bytes more. */
export const fullByPort: Round = async (victim) => {
  const { chance, ledger, folder } = victim;
  let room = chance.below(6000);
  const noSpace = () => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  const steps: DiskSteps = {
    ...diskSteps,
    async makeFolder(each) {
      if (room === 0) throw noSpace();
      await diskSteps.makeFolder(each);
    },
    async create(file, mode) {
      const handle = await diskSteps.create(file, mode);
      return {
        ...handle,
        async write(text) {
          const part = text.slice(0, room);
          room -= part.length;
          await handle.write(part);
          if (part.length < text.length) throw noSpace();
        },
      };
    },
  };
  const wrong = await writeSome(openDisk(folder, { steps }), victim);
  wrong.push(...leftovers(folder));
  const output = path.join(folder, 'summary.md');
  writeFileSync(output, 'the former summary\n');
  await assert.rejects(replaceFile(output, 'x'.repeat(10_000), steps));
  if (readFileSync(output, 'utf8') !== 'the former summary\n') wrong.push('a full disk changed the former output');
  rmSync(output);
  return [...wrong, ...leftovers(folder), ...(await ledger.check(folder))];
};

/** What is left while the process still runs: nothing may be. */
export function leftovers(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tmp|lock)$/.test(name))
    .map((name) => `${name} was left by a process that runs`);
}

/** A disk that is really full. */
export const fullDisk: Round = async (victim) => {
  if (!isRoot || process.platform !== 'linux') return 'skipped';
  const mounted = mkdtempSync(path.join(os.tmpdir(), 'prr-torture-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', mounted], { stdio: 'ignore' });
  } catch {
    rmSync(mounted, { recursive: true });
    return 'skipped';
  }
  try {
    const inner = path.join(mounted, 'w');
    cpSync(victim.folder, inner, { recursive: true });
    const ballast = path.join(mounted, 'ballast');
    const room = victim.chance.below(3) * 4096;
    try {
      for (let blocks = 0; ; blocks++) writeFileSync(ballast, Buffer.alloc(4096), { flag: 'a' });
    } catch {
      // It is full.
    }
    if (room > 0) writeFileSync(ballast, Buffer.alloc(Math.max(0, readFileSync(ballast).length - room)));
    const wrong = await writeSome(openDisk(inner), victim);
    wrong.push(...leftovers(inner));
    rmSync(ballast);
    wrong.push(...(await writeSome(openDisk(inner), victim, 1)));
    rmSync(victim.folder, { recursive: true });
    cpSync(inner, victim.folder, { recursive: true });
    return [...wrong, ...(await victim.ledger.check(victim.folder))];
  } finally {
    execFileSync('umount', [mounted]);
    rmSync(mounted, { recursive: true });
  }
};

/** Folders that may not be written to. */
export const readOnly: Round = async (victim) => {
  const { folder } = victim;
  const folders = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const all = [folder, ...folders];
  for (const each of all) chmodSync(each, 0o555);
  const before = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  // Root may write everywhere, so it is nobody for a while; where that cannot be, nothing is shown.
  if (isRoot) process.seteuid?.(65534);
  let wrong: string[];
  try {
    wrong = await writeSome(openDisk(folder), victim, 2);
  } finally {
    if (isRoot) process.seteuid?.(0);
    for (const each of all) chmodSync(each, 0o755);
  }
  const after = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  if (after.join('\n') !== before.join('\n')) wrong.push('a folder that may not be written to has changed');
  return [...wrong, ...(await victim.ledger.check(folder))];
};

/** Locks of others: of the living, of the dead, of another machine, and files that are none of ours. */
export const locks: Round = async (victim) => {
  const { folder, chance, ledger } = victim;
  const word = ledger.word();
  const file = `.prr/guide/${word}.md`;
  const lock = path.join(folder, `${file}.lock`);
  mkdirSync(path.dirname(lock), { recursive: true });
  const own = newMark();
  const [, machine = '', boot = '', space = '', pid = '', start = ''] = own.split('-');
  const random = '0123456789ab';
  const marks = {
    alive: own,
    'its process id is used by another': `prr-${machine}-${boot}-${space}-${pid}-${Number(start) + 1}-${random}`,
    dead: `prr-${machine}-${boot}-${space}-4194303-${start}-${random}`,
    'of before the start of the machine': `prr-${machine}-00000000-${space}-${pid}-${start}-${random}`,
    'of another machine': `prr-00000000-${boot}-${space}-${pid}-${start}-${random}`,
    'of another container': `prr-${machine}-${boot}-00000000-${pid}-${start}-${random}`,
    foreign: 'held by another tool\n',
    empty: '',
  };
  const kinds = Object.keys(marks) as (keyof typeof marks)[];
  const kind = chance.of(kinds.filter((each) => process.platform === 'linux' || !each.startsWith('its process')));
  writeFileSync(lock, marks[kind]);
  const disk = openDisk(folder, { patience: 60 });
  const isTaken = /^(dead|its|of before)/.test(kind);
  ledger.begin(word, word);
  const result = await disk
    .update(file, () => `# ${word}\n`)
    .then(
      () => 'written',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
  const wrong: string[] = [];
  if (isTaken !== (result === 'written')) wrong.push(`a lock ${kind}: ${result}`);
  if (isTaken) ledger.acknowledged(word, word);
  else {
    ledger.refused(word);
    if (!/delete/.test(result)) wrong.push(`a lock ${kind} is not told how it goes away: ${result}`);
    await disk.tidy?.('.prr');
    if (!existsSync(lock) || readFileSync(lock, 'utf8') !== marks[kind]) wrong.push(`a lock ${kind} was touched`);
    rmSync(lock, { force: true });
  }
  return [...wrong, ...leftovers(folder), ...(await ledger.check(folder))];
};

/** Two cores in one folder, and a hand that adds to a file while they do. */
export const together: Round = async (victim) => {
  const { chance, ledger, writers, folder } = victim;
  const [one, two] = [openDisk(folder), openDisk(folder)];
  const wrong: string[] = [];
  const write = async (workspace: Workspace, writer: Writer) => {
    for (let time = 0; time < 5; time++)
      await writeOne(workspace, { chance, ledger, writer }).catch((error: unknown) => wrong.push(String(error)));
  };
  const hand = async () => {
    for (let time = 0; time < 5; time++) {
      writeFileSync(path.join(folder, '.prr/settings.yaml'), `# ${time}\n`, { flag: 'a' });
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };
  const before = readFileSync(path.join(folder, '.prr/settings.yaml'), 'utf8');
  await Promise.all([write(one, writers[0]), write(two, writers[1]), hand()]);
  if (readFileSync(path.join(folder, '.prr/settings.yaml'), 'utf8') !== `${before}# 0\n# 1\n# 2\n# 3\n# 4\n`)
    wrong.push('what a hand wrote is not there');
  return [...wrong, ...leftovers(folder), ...(await ledger.check(folder))];
};
