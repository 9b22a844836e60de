import type { Extractor } from '../facts/extract.ts';
import { isReadable } from '../facts/prefilter.ts';
import { teamFolder } from '../model/team-folder.ts';
import type { FileFacts } from '../model/fact.ts';
import type { Logger } from '../model/logger.ts';
import type { Conventions, Rule } from '../model/rule.ts';
import type { Site } from '../model/site.ts';
import { inTextOrder, judge } from '../rules/engine.ts';
import { roleOf } from '../workspace/policy.ts';
import type { Listing, ListOptions, Workspace } from '../workspace/workspace.ts';
import type { FactCache } from './cache.ts';
import type { Pool } from './pool.ts';
import { factsOf, type ReadOptions } from './read-file.ts';
import { scan, type ScanEvents, type ScanResult } from './scan.ts';
import { createIndex, type WorkspaceIndex } from './workspace-index.ts';

export interface LivePorts {
  readonly workspace: Workspace;
  readonly workspaceName: string;
  readonly extractor: Extractor;
  readonly cache: FactCache;
  readonly pool?: Pool | undefined;
  readonly rules: readonly Rule[];
  readonly conventions: Conventions;
  readonly options: ReadOptions;
  readonly logger: Logger;
  /** There is no workspace to read: what is open is all there is. */
  readonly alone: boolean;
}

/** The index kept current: files on disk, with open documents over them. */
export interface LiveIndex {
  readonly index: WorkspaceIndex;
  /** Lists and reads the workspace, open documents first kept as they are. */
  fill(
    options: ListOptions & { named?: ReadonlySet<string> },
    events: Omit<ScanEvents, 'facts'>,
  ): Promise<ScanResult & { listing: Listing }>;
  /** True once `fill` has ended: joins over files can be trusted. */
  readonly complete: boolean;
  /** An open document's text; it hides the file on disk until `close`. */
  setText(file: string, text: string): Promise<void>;
  close(file: string): Promise<void>;
  /** Reads files again that have changed on disk, or are gone. */
  refresh(files: readonly string[]): Promise<void>;
  /** Text of an open document or of the file; undefined when there is none that can be read. */
  text(file: string): Promise<string | undefined>;
  /** What the rules see in a file; joins are left out until the index is complete. */
  sites(file: string): readonly Site[];
}

/** What the rules said of a file, for as long as its facts are the same. */
interface Judged {
  readonly facts: FileFacts;
  readonly local: readonly Site[];
  readonly joins: boolean;
  /** The index's version that `all` was judged with; -1 before the joins. */
  version: number;
  all: readonly Site[];
}

export function openLive(ports: LivePorts): LiveIndex {
  const { workspace, extractor, rules, logger } = ports;
  const index = createIndex(ports.workspaceName);
  const open = new Map<string, string>();
  const judged = new Map<string, Judged>();
  const local = rules.filter((rule) => rule.scope === 'file');
  const joining = rules.filter((rule) => rule.scope !== 'file');
  const surroundings = { ...index, conventions: ports.conventions };
  const joinKinds = new Set(joining.flatMap((rule) => rule.reads));
  /** What `fill` was asked to list: a change of another file is none of ours. */
  let listed: ListOptions & { named?: ReadonlySet<string> } = {};
  const read = async (file: string) => {
    const content = isReadable(file) ? await workspace.read(file) : undefined;
    if (!content) index.set({ file, role: roleOf(file), facts: [] });
    else index.set(await factsOf({ file, role: roleOf(file) }, content, { extractor, options: ports.options }));
  };
  let complete = ports.alone;

  const crash = (rule: string, file: string, error: unknown) =>
    logger.warn(
      `rule ${rule} failed on ${file}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );

  return {
    index,
    get complete() {
      return complete;
    },
    async fill(options, events) {
      listed = options;
      const { named, ...list } = options;
      const listing = await workspace.list(list);
      index.list(listing.files.map((entry) => entry.file));
      const result = await scan({ entries: listing.files, named }, ports, {
        ...events,
        facts: (facts) => {
          if (!open.has(facts.file)) index.set(facts);
        },
      });
      ports.cache.keep(new Set(listing.files.map((entry) => entry.file)));
      complete = !events.signal?.aborted;
      return { ...result, listing };
    },
    async setText(file, text) {
      open.set(file, text);
      if (!isReadable(file)) return;
      const facts = await factsOf(
        { file, role: roleOf(file), keep: true },
        { text },
        { extractor, options: ports.options },
      );
      // A later text may have come while this one was read.
      if (open.get(file) === text) index.set(facts);
    },
    async close(file) {
      if (!open.delete(file)) return;
      extractor.forget(file);
      await this.refresh([file]);
    },
    async refresh(files) {
      let whole = false;
      for (const file of files) {
        if (file === teamFolder || file.startsWith(`${teamFolder}/`)) index.touch();
        if (open.has(file)) continue;
        const kind = await workspace.kind(file);
        if (kind === undefined) index.remove(file);
        else if (!(await workspace.lists(file, listed))) continue;
        else if (kind === 'folder') whole = true;
        else await read(file);
      }
      // A folder that appeared, by a rename or a checkout, may hold anything.
      if (whole && complete) await this.fill(listed, {});
    },
    async text(file) {
      const own = open.get(file);
      if (own !== undefined) return own;
      const content = await workspace.read(file);
      return content && 'text' in content ? content.text : undefined;
    },
    sites(file) {
      const facts = index.file(file);
      if (!facts) return [];
      let known = judged.get(file);
      if (known?.facts !== facts) {
        const own = judge(facts, local, { surroundings, onCrash: crash });
        known = {
          facts,
          local: own,
          joins: facts.facts.some((fact) => joinKinds.has(fact.kind)),
          version: -1,
          all: own,
        };
        judged.set(file, known);
      }
      // Joins see other files: judged again when any file has changed, but only where there is something to join.
      if (complete && known.joins && known.version !== index.version) {
        const joined = judge(facts, joining, { surroundings, onCrash: crash });
        known.all = [...known.local, ...joined].sort(inTextOrder);
        known.version = index.version;
      }
      return known.all;
    },
  };
}
