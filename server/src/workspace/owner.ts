import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import os from 'node:os';

// Who made a lock or a temporary file: written as one word, so that it fits a file's name.

/** A process, as far as another one can tell whether it still runs. */
interface Owner {
  /** The machine; what differs is another one, of which nothing can be told. */
  readonly machine: string;
  /** Its start; a machine that was started again has none of its former processes. */
  readonly boot: string;
  /** The space of process ids: containers have their own. */
  readonly space: string;
  readonly pid: number;
  /** When the process began, in ticks since the start of the machine; `0` where that is not known. Ids are used again. */
  readonly start: string;
}

const word = /^prr-([0-9a-f]{8})-([0-9a-f]{8})-([0-9a-f]{8})-(\d{1,10})-(\d{1,20})-[0-9a-f]{12}$/;

let own: string | undefined;

/** A new mark of this process, unlike any other: `prr-<machine>-<boot>-<space>-<pid>-<start>-<random>`. */
export function newMark(): string {
  own ??= `prr-${short(`${os.hostname()} ${text('/etc/machine-id')}`)}-${short(text('/proc/sys/kernel/random/boot_id'))}-${short(space())}-${process.pid}-${processNow(process.pid)?.start ?? '0'}`;
  return `${own}-${randomBytes(6).toString('hex')}`;
}

/** Whether a text is a mark of ours. */
export function isMark(mark: string): boolean {
  return word.test(mark);
}

/** The id of the process that made a mark. */
export function processOf(mark: string): number | undefined {
  return read(mark)?.pid;
}

/** Whether the process that made a mark still runs: `unknown` for another machine or container, and for no mark of ours. */
export function stateOf(mark: string): 'alive' | 'dead' | 'unknown' {
  const owner = read(mark);
  const self = read(newMark());
  if (!owner || !self || owner.machine !== self.machine) return 'unknown';
  if (owner.boot !== self.boot) return 'dead';
  if (owner.space !== self.space) return 'unknown';
  const now = processNow(owner.pid);
  if (now) return now.ended || (owner.start !== '0' && now.start !== owner.start) ? 'dead' : 'alive';
  try {
    process.kill(owner.pid, 0);
    return 'alive';
  } catch (error) {
    // A process of somebody else may not be asked, and is there.
    return (error as NodeJS.ErrnoException).code === 'ESRCH' ? 'dead' : 'alive';
  }
}

function read(mark: string): Owner | undefined {
  const [, machine, boot, space, pid, start] = word.exec(mark) ?? [];
  if (machine === undefined || boot === undefined || space === undefined || start === undefined) return undefined;
  return { machine, boot, space, pid: Number(pid), start };
}

/** What Linux tells of a process; undefined for none, and on other systems. */
function processNow(pid: number): { start: string; ended: boolean } | undefined {
  const stat = text(`/proc/${pid}/stat`);
  // The name in brackets may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  const start = fields[19];
  return start === undefined || state === undefined ? undefined : { start, ended: 'ZXx'.includes(state) };
}

function space(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

/** The system's own files, which are short. */
function text(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}

function short(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 8);
}
