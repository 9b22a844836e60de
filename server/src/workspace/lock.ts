import { createHash } from 'node:crypto';
import path from 'node:path';
import { diskSteps, type DiskSteps } from './disk-steps.ts';
import { temporaryFor } from './durable.ts';
import { readBounded } from './open-file.ts';
import { isMark, newMark, processOf, stateOf } from './owner.ts';

export interface LockOptions {
  readonly steps?: DiskSteps;
  /** How long it waits for another process, in milliseconds. */
  readonly patience?: number;
}

/** How long a change waits for another one of the same file, in milliseconds; one takes some milliseconds. */
const defaultPatience = 15_000;
/** How long it waits for a lock that is none of ours: on some file systems ours is empty for a moment. */
const foreignPatience = 1_000;
/** Locks on the taking over of locks: each level needs a process that died within the same few system calls. */
const maxDepth = 3;
/** Longest lock that is read, in bytes. */
const maxLock = 1024;

/**
 * Runs a step alone among all processes that lock the same file. A lock of a process that has ended is taken over at once, one
 * of a living process never, nor one of another machine, nor a file that is not ours: then it throws, with a sentence for people.
 */
export async function withLock<T>(full: string, step: () => Promise<T>, options: LockOptions = {}): Promise<T> {
  const mark = newMark();
  await acquire(`${full}.lock`, { mark, until: Date.now() + (options.patience ?? defaultPatience), depth: 0 }, options);
  try {
    return await step();
  } finally {
    await release(`${full}.lock`, mark, options);
  }
}

/** Removes a lock whose process has ended, if it is one; leaves all others. */
export async function removeDeadLock(lock: string): Promise<void> {
  const holder = await holderOf(lock);
  if (holder.kind !== 'held' || stateOf(holder.mark) !== 'dead') return;
  await withLock(lock.replace(/\.lock$/, ''), async () => {}, { patience: 0 }).catch(() => {});
}

/** How a lock is asked for. */
interface Attempt {
  readonly mark: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
  readonly depth: number;
}

async function acquire(lock: string, { mark, until, depth }: Attempt, options: LockOptions): Promise<void> {
  const { steps = diskSteps } = options;
  const begun = Date.now();
  const temporary = temporaryFor(lock, mark);
  try {
    await writeMark(temporary, mark, steps);
    for (let wait = 5; ; wait = Math.min(wait * 2, 200)) {
      if (await place({ temporary, lock, mark }, steps)) return;
      const holder = await holderOf(lock);
      if (holder.kind === 'held' && stateOf(holder.mark) === 'dead') {
        if (depth >= maxDepth) throw new Error(`${lock} cannot be taken over; delete it`);
        const taken = await takeOver({ lock, temporary, dead: holder.mark, until, depth }, options);
        if (taken) return;
        continue;
      }
      const now = Date.now();
      if (holder.kind === 'foreign' && now - begun >= Math.min(foreignPatience, until - begun))
        throw new Error(`${lock} exists and is not a lock of prr; delete it if nothing else needs it`);
      if (now >= until)
        throw new Error(holder.kind === 'held' ? heldBy(lock, holder.mark) : `${lock} is busy; try again`);
      await new Promise((resolve) => setTimeout(resolve, wait * (0.5 + Math.random())));
    }
  } finally {
    await steps.remove(temporary).catch(() => {});
  }
}

function heldBy(lock: string, mark: string): string {
  const holder = stateOf(mark) === 'alive' ? `process ${processOf(mark)}` : 'a process on another machine or container';
  return `${path.basename(lock, '.lock')} is being changed by ${holder}; try again, or delete ${lock} if that process has ended`;
}

/** Makes the lock with its owner in it, in one step; false where there is one. */
async function place(
  { temporary, lock, mark }: { temporary: string; lock: string; mark: string },
  steps: DiskSteps,
): Promise<boolean> {
  try {
    await steps.link(temporary, lock);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL'].includes(code)) throw error;
  }
  // A file system without second names: the owner comes a moment after the file.
  try {
    await writeMark(lock, mark, steps);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Makes a file with a mark in it, or none. */
async function writeMark(full: string, mark: string, steps: DiskSteps): Promise<void> {
  const file = await steps.create(full);
  try {
    try {
      await file.write(`${mark}\n`);
      // Or a power cut may leave a lock that names nobody, which nobody could take over.
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await steps.remove(full).catch(() => {});
    throw error;
  }
}

/**
 * Puts our lock in the place of a dead one. Of those that want to, one is let: they lock the taking over of this very lock, and
 * look again, for it may have been taken over and released meanwhile.
 */
async function takeOver(
  {
    lock,
    temporary,
    dead,
    until,
    depth,
  }: { temporary: string; lock: string; dead: string; until: number; depth: number },
  options: LockOptions,
): Promise<boolean> {
  const { steps = diskSteps } = options;
  const claim = `${lock}.${createHash('sha256').update(dead).digest('hex').slice(0, 8)}.lock`;
  const mark = newMark();
  await acquire(claim, { mark, until, depth: depth + 1 }, options);
  try {
    const holder = await holderOf(lock);
    if (holder.kind !== 'held' || holder.mark !== dead) return false;
    await steps.rename(temporary, lock);
    return true;
  } finally {
    await release(claim, mark, options);
  }
}

async function release(lock: string, mark: string, { steps = diskSteps }: LockOptions): Promise<void> {
  const holder = await holderOf(lock);
  // Somebody may have deleted it by hand, and another taken it.
  if (holder.kind === 'held' && holder.mark === mark) await steps.remove(lock).catch(() => {});
}

type Holder = { readonly kind: 'held'; readonly mark: string } | { readonly kind: 'none' | 'foreign' };

async function holderOf(lock: string): Promise<Holder> {
  const opened = await readBounded(lock, { max: maxLock, noLinks: true });
  if ('refused' in opened) return { kind: opened.refused === 'missing' ? 'none' : 'foreign' };
  const mark = Buffer.from(opened.bytes).toString('latin1').trim();
  return isMark(mark) ? { kind: 'held', mark } : { kind: 'foreign' };
}
