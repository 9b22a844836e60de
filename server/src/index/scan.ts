import type { Extractor } from '../facts/extract.ts';
import { isReadable } from '../facts/prefilter.ts';
import { mayBeLoadTest } from '../facts/people/load-test-files.ts';
import type { FileFacts, FileRole } from '../model/fact.ts';
import { roleOf } from '../workspace/policy.ts';
import type { FileEntry, Workspace } from '../workspace/workspace.ts';
import type { FactCache } from './cache.ts';
import type { Pool } from './pool.ts';
import { factsOf, type ReadOptions } from './read-file.ts';
import { openSlices } from '../workspace/slices.ts';

export interface ScanPorts {
  readonly workspace: Workspace;
  readonly cache: FactCache;
  /** For few files, and where there are no threads. */
  readonly extractor: Extractor;
  readonly pool?: Pool | undefined;
  readonly options: ReadOptions;
}

export interface ScanEvents {
  facts(facts: FileFacts): void;
  /** Files done, of all that must be read. */
  progress?(done: number, total: number): void;
  readonly signal?: AbortSignal | undefined;
}

export interface ScanResult {
  readonly cached: number;
  readonly read: number;
  /** Files that the defaults leave out, by why. */
  readonly leftOut: ReadonlyMap<FileRole, number>;
}

/** Files in one message to a thread. */
const batchSize = 40;

/** What of a listing is read. */
export interface ScanTargets {
  readonly entries: readonly FileEntry[];
  /** Files that were named one by one: only they are read, and they count as source whatever their path says. */
  readonly named?: ReadonlySet<string> | undefined;
}

/** Facts of the listed files: from the cache where size and time agree, else read. Stops between batches when aborted. */
export async function scan({ entries, named }: ScanTargets, ports: ScanPorts, events: ScanEvents): Promise<ScanResult> {
  const { cache, options } = ports;
  const leftOut = new Map<FileRole, number>();
  const leaveOut = (role: FileRole) => {
    if (role !== 'source' && !options.everything) leftOut.set(role, (leftOut.get(role) ?? 0) + 1);
  };
  const fresh: (FileEntry & { role: FileRole })[] = [];
  let cached = 0;
  const pause = openSlices();
  await cache.load();
  for (const entry of entries) {
    if (events.signal?.aborted) break;
    await pause();
    if (!isReadable(entry.file) || (named && !named.has(entry.file))) continue;
    const role = named ? 'source' : roleOf(entry.file);
    if (role !== 'source' && !options.everything && !mayBeLoadTest(entry.file)) {
      leaveOut(role);
      continue;
    }
    const known = cache.get(entry.file, entry);
    if (known) {
      cached++;
      leaveOut(known.role);
      events.facts(known);
    } else fresh.push({ ...entry, role });
  }
  const byFile = new Map(fresh.map((entry) => [entry.file, entry]));
  let done = 0;
  const take = (all: readonly FileFacts[]) => {
    for (const facts of all) {
      const entry = byFile.get(facts.file);
      if (entry) cache.set(facts, entry);
      leaveOut(facts.role);
      events.facts(facts);
    }
    done += all.length;
    events.progress?.(done, fresh.length);
  };
  const bytes = fresh.reduce((sum, entry) => sum + entry.size, 0);
  if (ports.pool && bytes > ports.pool.worth) await readInThreads(fresh, ports.pool, { ports, events, take });
  else {
    for (const entry of fresh) {
      if (events.signal?.aborted) break;
      take([await readHere(entry, ports)]);
    }
  }
  return { cached, read: done, leftOut };
}

interface Run {
  readonly ports: ScanPorts;
  readonly events: ScanEvents;
  take(facts: readonly FileFacts[]): void;
}

async function readInThreads(
  fresh: readonly (FileEntry & { role: FileRole })[],
  pool: Pool,
  { ports, events, take }: Run,
): Promise<void> {
  const batches: (FileEntry & { role: FileRole })[][] = [];
  for (let at = 0; at < fresh.length; at += batchSize) batches.push(fresh.slice(at, at + batchSize));
  const next = async (): Promise<void> => {
    for (let batch = batches.shift(); batch && !events.signal?.aborted; batch = batches.shift()) {
      const files = batch.map(({ file, role }) => ({ file, role }));
      const request = { root: ports.workspace.root, everything: ports.options.everything, files };
      try {
        take(await pool.read(request));
      } catch {
        // The thread died over this batch: read it here, where a file that throws costs only itself.
        for (const entry of batch) take([await readHere(entry, ports)]);
      }
    }
  };
  const pause = openSlices();
  const readAlong = async (): Promise<void> => {
    for (let batch = batches.shift(); batch && !events.signal?.aborted; batch = batches.shift()) {
      for (const entry of batch) {
        take([await readHere(entry, ports)]);
        await pause();
      }
    }
  };
  // Two requests a thread: the next one waits there while the last one's answer travels.
  const others = Array.from({ length: pool.threads * 2 }, next);
  await Promise.all(pool.along ? [...others, readAlong()] : others);
}

async function readHere(entry: FileEntry & { role: FileRole }, ports: ScanPorts): Promise<FileFacts> {
  const { workspace, pool } = ports;
  const now = pool?.along ? workspace.readNow?.(entry.file) : undefined;
  const content = now ?? (await workspace.read(entry.file)) ?? { problem: 'unreadable', message: 'it is gone' };
  return factsOf(entry, content, ports);
}
