import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { diskSteps, type DiskSteps } from '../../server/src/workspace/disk-steps.ts';
import type { Chance } from './chance.ts';
import { Stopped } from './writings.ts';

// A disk that forgets: what a power cut leaves is what was flushed, and of the rest whatever it likes. A file's text is durable
// after the file is flushed, a name after its folder is; names that were not flushed may be there or not, each for itself.

/** A file or folder, apart from its names. */
interface Inode {
  /** The text that was flushed last; undefined before, and for folders. */
  flushed: string | undefined;
  text: string;
  /** For folders: names now, and names that were flushed. */
  readonly names: Map<string, Inode> | undefined;
  readonly kept: Map<string, Inode> | undefined;
}

/** Steps on the real disk that note what would be left of them. */
export interface ForgetfulDisk {
  readonly steps: DiskSteps;
  /** Single steps that were done. */
  readonly done: () => number;
  /** Writes what a power cut now leaves to another folder. */
  cut(to: string, chance: Chance): void;
}

/** A disk below a folder whose power fails at a step, counted from 0: that step and all later ones throw `Stopped`. */
export function openForgetfulDisk(root: string, failing: number): ForgetfulDisk {
  const top = scan(root);
  let done = 0;
  const at = (full: string): Inode => {
    let inode = top;
    for (const name of path.relative(root, full).split(path.sep).filter(Boolean)) {
      // Another may use a folder that was made, before its maker has noted it.
      const inner = inode.names?.get(name) ?? folderInode();
      inode.names?.set(name, inner);
      inode = inner;
    }
    return inode;
  };
  const namesIn = (full: string) => at(path.dirname(full)).names ?? new Map<string, Inode>();
  /** A step happens on the disk and in the notes, unless the power is gone. */
  const step = async <T>(real: () => Promise<T>, note: () => void): Promise<T> => {
    if (done >= failing) throw new Stopped('the power is gone');
    done++;
    const result = await real();
    note();
    return result;
  };
  const steps: DiskSteps = {
    makeFolder: (folder) =>
      step(
        () => diskSteps.makeFolder(folder),
        () => void at(folder),
      ),
    async create(file, mode) {
      const inode: Inode = { flushed: undefined, text: '', names: undefined, kept: undefined };
      const handle = await step(
        () => diskSteps.create(file, mode),
        () => namesIn(file).set(path.basename(file), inode),
      );
      return {
        write: (text) =>
          step(
            () => handle.write(text),
            () => (inode.text = text),
          ),
        sync: () =>
          step(
            async () => {},
            () => (inode.flushed = inode.text),
          ),
        close: () => handle.close(),
      };
    },
    rename: (from, to) =>
      step(
        () => diskSteps.rename(from, to),
        () => {
          namesIn(to).set(path.basename(to), at(from));
          namesIn(from).delete(path.basename(from));
        },
      ),
    link: (from, to) =>
      step(
        () => diskSteps.link(from, to),
        () => namesIn(to).set(path.basename(to), at(from)),
      ),
    remove: (file) =>
      step(
        () => diskSteps.remove(file),
        () => namesIn(file).delete(path.basename(file)),
      ),
    syncFolder: (folder) =>
      step(
        async () => {},
        () => {
          const { names, kept } = at(folder);
          kept?.clear();
          for (const [name, inode] of names ?? []) kept?.set(name, inode);
        },
      ),
  };
  return { steps, done: () => done, cut: (to, chance) => leave(top, to, chance) };
}

function folderInode(): Inode {
  return { flushed: undefined, text: '', names: new Map(), kept: new Map() };
}

/** What is there at the beginning has been there for long. */
function scan(folder: string): Inode {
  const inode = folderInode();
  for (const name of readdirSync(folder)) {
    const full = path.join(folder, name);
    const text = statSync(full).isDirectory() ? undefined : readFileSync(full, 'utf8');
    const inner = text === undefined ? scan(full) : { flushed: text, text, names: undefined, kept: undefined };
    inode.names?.set(name, inner);
    inode.kept?.set(name, inner);
  }
  return inode;
}

function leave({ names, kept }: Inode, to: string, chance: Chance): void {
  mkdirSync(to, { recursive: true });
  for (const name of new Set([...(names?.keys() ?? []), ...(kept?.keys() ?? [])])) {
    const inode = chance.is(0.5) ? names?.get(name) : kept?.get(name);
    // After a power cut this process is one of before the start of the machine.
    const full = path.join(to, ofBefore(name));
    if (inode?.names) leave(inode, full, chance);
    else if (inode) writeFileSync(full, ofBefore(textLeft(inode, chance)));
  }
}

function textLeft({ flushed, text }: Inode, chance: Chance): string {
  if (flushed === text) return text;
  return chance.of([flushed ?? '', '', text.slice(0, chance.below(text.length + 1)), text]);
}

function ofBefore(text: string): string {
  return text.replace(/\b(prr-[0-9a-f]{8}-)[0-9a-f]{8}-/g, '$100000000-');
}
