import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeAnswer } from '../server/src/review/answers.ts';
import { addNote } from '../server/src/review/notes/notes.ts';
import { openDisk } from '../server/src/workspace/disk.ts';
import { diskSteps, type DiskSteps } from '../server/src/workspace/disk-steps.ts';

// What it costs that an answer and a note are on the disk before they are acknowledged: with the flushes and without, in turn.
// usage: node --import tsx bench/writes.ts [--times=N] [FOLDER]; FOLDER says on which file system.
const times = Number(process.argv.find((each) => each.startsWith('--times='))?.slice('--times='.length) ?? 500);
const place = process.argv.slice(2).find((each) => !each.startsWith('--')) ?? os.tmpdir();
const root = mkdtempSync(path.join(place, 'prr-writes-'));

const unflushed: DiskSteps = {
  ...diskSteps,
  create: async (file, mode) => ({ ...(await diskSteps.create(file, mode)), sync: async () => {} }),
  syncFolder: async () => {},
};
const disks = {
  flushed: openDisk(path.join(root, 'flushed')),
  unflushed: openDisk(path.join(root, 'unflushed'), { steps: unflushed }),
};
const by = 'Ada';
const writes = {
  answer: async (disk: keyof typeof disks, time: number) => {
    const item = `item-${time % 50}`;
    await writeAnswer(disks[disk], { service: 'web', item, answer: 'yes', reason: `r${time}`, by, date: '2026-11-21' });
  },
  note: async (disk: keyof typeof disks, time: number) => {
    await addNote(disks[disk], { kind: 'question', comment: { by, at: '2026-11-21T12:00:00Z', text: `t${time}` } });
  },
};

for (const disk of Object.keys(disks)) mkdirSync(path.join(root, disk));
for (const [name, write] of Object.entries(writes)) {
  const taken = { flushed: [] as number[], unflushed: [] as number[] };
  for (let time = 0; time < times; time++) {
    for (const disk of ['flushed', 'unflushed'] as const) {
      const begun = performance.now();
      await write(disk, time);
      taken[disk].push(performance.now() - begun);
    }
  }
  for (const [disk, all] of Object.entries(taken)) {
    const sorted = all.sort((a, b) => a - b);
    const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
    console.log(`${name}, ${disk}: median ${at(0.5)} ms, p99 ${at(0.99)} ms, of ${times}`);
  }
}
rmSync(root, { recursive: true });
