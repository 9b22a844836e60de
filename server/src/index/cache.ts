import type { FileFacts } from '../model/fact.ts';
import { openSlices } from '../workspace/slices.ts';

/** Facts by file with the size and time of the file that they were read from; safe to lose. */
export interface FactCache {
  /** Takes what was kept, in slices; once, the later calls do nothing. */
  load(): Promise<void>;
  get(file: string, stamp: Stamp): FileFacts | undefined;
  set(facts: FileFacts, stamp: Stamp): void;
  /** Drops a file. */
  drop(file: string): void;
  /** Drops all files but these. */
  keep(files: ReadonlySet<string>): void;
  /** Writes what is known to the store. */
  save(): Promise<void>;
}

/** Where a cache is kept: a text of lines, none of which holds a line break. Reading and writing never reject. */
export interface CacheStore {
  /** The lines of what was written last, some at a time; none when there is nothing. */
  read(): AsyncIterable<readonly string[]>;
  write(lines: Iterable<string>): Promise<void>;
}

/** Size in bytes and modification time in milliseconds. */
export interface Stamp {
  readonly size: number;
  readonly modified: number;
}

/** The first line. */
interface Head {
  readonly key: string;
  /** When the cache was written: a file as young as that may have changed since without a new time (git's racy-clean rule). */
  readonly written: number;
}

/** Time in which a file system may give two changes the same stamp, in milliseconds. */
const racyMs = 2000;

/** A cache over a store; what was kept under another key, and each line that is damaged, is as if it were not there. */
export function openCache(key: string, store?: CacheStore): FactCache {
  const entries = new Map<string, { stamp: Stamp; facts: FileFacts }>();
  const read = async () => {
    if (!store) return;
    const pause = openSlices();
    let head: Head | undefined;
    for await (const lines of store.read()) {
      for (const line of lines) {
        if (!head) {
          head = headOf(line);
          if (head?.key !== key) return;
          continue;
        }
        const entry = entryOf(line);
        if (!entry) continue;
        const [size, modified, facts] = entry;
        // What was read meanwhile is newer.
        if (modified < head.written - racyMs && !entries.has(facts.file))
          entries.set(facts.file, { stamp: { size, modified }, facts });
        await pause();
      }
    }
  };
  let loading: Promise<void> | undefined;
  function* lines(): Generator<string> {
    yield JSON.stringify({ key, written: Date.now() } satisfies Head);
    for (const { stamp, facts } of entries.values()) yield JSON.stringify([stamp.size, stamp.modified, facts]);
  }
  return {
    load: () => (loading ??= read()),
    get(file, stamp) {
      const entry = entries.get(file);
      return entry && entry.stamp.size === stamp.size && entry.stamp.modified === stamp.modified
        ? entry.facts
        : undefined;
    },
    set: (facts, stamp) =>
      void entries.set(facts.file, { stamp: { size: stamp.size, modified: stamp.modified }, facts }),
    drop(file) {
      entries.delete(file);
    },
    keep(files) {
      for (const file of entries.keys()) if (!files.has(file)) entries.delete(file);
    },
    save: async () => store?.write(lines()),
  };
}

function headOf(line: string): Head | undefined {
  const value = parse(line) as Partial<Head> | undefined;
  return typeof value?.key === 'string' && typeof value.written === 'number' ? (value as Head) : undefined;
}

function entryOf(line: string): [number, number, FileFacts] | undefined {
  const entry = parse(line);
  if (!Array.isArray(entry) || typeof entry[0] !== 'number' || typeof entry[1] !== 'number') return undefined;
  const facts = entry[2] as Partial<FileFacts> | null | undefined;
  const isSound = typeof facts?.file === 'string' && typeof facts.role === 'string' && Array.isArray(facts.facts);
  return isSound ? (entry as [number, number, FileFacts]) : undefined;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
