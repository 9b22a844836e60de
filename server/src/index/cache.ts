import type { FileFacts } from '../model/fact.ts';

/** Facts by file with the size and time of the file that they were read from; safe to lose. */
export interface FactCache {
  get(file: string, stamp: Stamp): FileFacts | undefined;
  set(facts: FileFacts, stamp: Stamp): void;
  /** Drops all files but these. */
  keep(files: ReadonlySet<string>): void;
  serialise(): string;
}

/** Size in bytes and modification time in milliseconds. */
export interface Stamp {
  readonly size: number;
  readonly modified: number;
}

interface Stored {
  readonly key: string;
  /** When the cache was written: a file as young as that may have changed since without a new time (git's racy-clean rule). */
  readonly written: number;
  readonly entries: readonly (readonly [number, number, FileFacts])[];
}

/** Time in which a file system may give two changes the same stamp, in milliseconds. */
const racyMs = 2000;

/** Opens a cache from what `serialise` gave; a cache of another key, or one that is damaged, is empty. */
export function openCache(key: string, stored?: string): FactCache {
  const entries = new Map<string, { stamp: Stamp; facts: FileFacts }>();
  const old = stored === undefined ? undefined : parse(stored);
  if (old?.key === key) {
    for (const [size, modified, facts] of old.entries) {
      if (modified < old.written - racyMs) entries.set(facts.file, { stamp: { size, modified }, facts });
    }
  }
  return {
    get(file, stamp) {
      const entry = entries.get(file);
      return entry && entry.stamp.size === stamp.size && entry.stamp.modified === stamp.modified
        ? entry.facts
        : undefined;
    },
    set: (facts, stamp) =>
      void entries.set(facts.file, { stamp: { size: stamp.size, modified: stamp.modified }, facts }),
    keep(files) {
      for (const file of entries.keys()) if (!files.has(file)) entries.delete(file);
    },
    serialise: () =>
      JSON.stringify({
        key,
        written: Date.now(),
        entries: [...entries.values()].map(({ stamp, facts }) => [stamp.size, stamp.modified, facts] as const),
      } satisfies Stored),
  };
}

function parse(text: string): Stored | undefined {
  try {
    const value = JSON.parse(text) as Partial<Stored> | null;
    const sound =
      value &&
      typeof value.key === 'string' &&
      typeof value.written === 'number' &&
      Array.isArray(value.entries) &&
      value.entries.every(isEntry);
    return sound ? (value as Stored) : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(entry: unknown): boolean {
  if (!Array.isArray(entry) || typeof entry[0] !== 'number' || typeof entry[1] !== 'number') return false;
  const facts = entry[2] as Partial<FileFacts> | undefined;
  return typeof facts?.file === 'string' && typeof facts.role === 'string' && Array.isArray(facts.facts);
}
