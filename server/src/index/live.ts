import type { Extractor } from '../facts/extract.ts';
import { isReadable } from '../facts/prefilter.ts';
import { teamFolder } from '../model/team-folder.ts';
import type { Fact, FileFacts } from '../model/fact.ts';
import type { Logger } from '../model/logger.ts';
import type { Conventions, RuleCode } from '../model/rule.ts';
import type { Site } from '../model/site.ts';
import { inTextOrder, judge, type Surroundings } from '../rules/engine.ts';
import { maxFileBytes, roleOf } from '../workspace/policy.ts';
import type { Listing, ListOptions, Skipped, Workspace } from '../workspace/workspace.ts';
import type { FactCache } from './cache.ts';
import type { Pool } from './pool.ts';
import { changedPlaces, isWithin } from './changed-places.ts';
import { missedBy, withDecidingValues } from './deciding-values.ts';
import { factsOf, type ReadOptions } from './read-file.ts';
import type { Renderer } from '../rendering/renderer.ts';
import { openRenderings, type Renderings } from './renderings.ts';
import type { OtherEnvironment } from './sent-facts.ts';
import { scan, type ScanEvents, type ScanResult } from './scan.ts';
import { createIndex, type WorkspaceIndex } from './workspace-index.ts';

export interface LivePorts {
  readonly workspace: Workspace;
  readonly workspaceName: string;
  readonly extractor: Extractor;
  readonly cache: FactCache;
  readonly pool?: Pool | undefined;
  readonly rules: readonly RuleCode[];
  readonly conventions: Conventions;
  readonly options: ReadOptions;
  /** Loads what renders charts and the like. */
  renderer(): Promise<Renderer>;
  readonly logger: Logger;
  /** There is no workspace to read: what is open is all there is. */
  readonly alone: boolean;
}

/** The index kept current: files on disk, with open documents over them. */
export interface LiveIndex {
  readonly index: WorkspaceIndex;
  /** What charts and the like are rendered to. */
  readonly renderings: Renderings;
  /** Lists and reads the workspace; open documents keep their text, and what changes on disk meanwhile is read before it ends. */
  fill(
    options: ListOptions & { named?: ReadonlySet<string> },
    events: Omit<ScanEvents, 'facts'>,
  ): Promise<ScanResult & { listing: Listing }>;
  /** True once `fill` has ended: joins over files can be trusted. */
  readonly complete: boolean;
  /** An open document's text; it hides the file on disk until `close`. A text that came later wins, whichever is read first. */
  setText(file: string, text: string): Promise<void>;
  /** The file on disk counts again, unless the document has been opened anew meanwhile. */
  close(file: string): Promise<void>;
  /** Reads files and folders again that have changed on disk, or are gone; while the workspace is being read, `fill` does so at its end. */
  refresh(paths: readonly string[]): Promise<void>;
  /** Grows whenever a text may be another, open or on disk; for caches of what texts alone tell. */
  readonly texts: number;
  /** What `texts` was when a file was last seen to change; 0 where it has not since the start. */
  changedAt(file: string): number;
  /** What was left out of the listing, and why, as of now. */
  readonly skipped: readonly Skipped[];
  /** The open documents with their texts. */
  openTexts(): Iterable<readonly [string, string]>;
  /** Text of an open document or of the file; undefined when there is none that can be read. */
  text(file: string): Promise<string | undefined>;
  /** What the rules see in a file as other environments than production have it, and each of several that are production. */
  sitesElsewhere(file: string): readonly SitesElsewhere[];
  /** What the rules see in a file; joins are left out until the index is complete. */
  sites(file: string): readonly Site[];
  /** Ends all reading; what was read stays. */
  stop(): void;
}

/** What the rules see in another environment. */
export interface SitesElsewhere extends Pick<OtherEnvironment, 'at' | 'by'> {
  readonly sites: readonly Site[];
  /** The facts that they judged. */
  readonly facts: readonly Fact[];
}

/** What the rules said of a file, for as long as its facts are the same. */
interface Judged {
  readonly local: readonly Site[];
  readonly joins: boolean;
  /** The index's version that `all` was judged with; -1 before the joins. */
  version: number;
  all: readonly Site[];
}

export function openLive(ports: LivePorts): LiveIndex {
  const { workspace, extractor, rules, logger } = ports;
  const index = createIndex(ports.workspaceName);
  /** A text is known by its object: a reading that ends late can tell whether it is still the one that counts. */
  const open = new Map<string, { readonly text: string }>();
  const judged = new WeakMap<FileFacts, Judged>();
  const local = rules.filter((rule) => rule.scope === 'file');
  /** Rules that see other files, and those that say more when the ways of requests are known: these are judged at both times. */
  const joining = rules.filter((rule) => rule.scope !== 'file' || rule.refines);
  const refining = new Set(rules.flatMap((rule) => (rule.refines ? [rule.id] : [])));
  const surroundings = { ...index, conventions: ports.conventions };
  /** A rule of one file sees no other: what it says is kept until that one file changes. */
  const nothingElse: Surroundings = {
    conventions: ports.conventions,
    ownersOf: () => [],
    inService: () => [],
    withShared: () => [],
    inWorkspace: () => [],
    inServiceOf: () => undefined,
    hasFile: () => false,
    production: () => undefined,
    onPath: () => undefined,
  };
  const joinKinds = new Set(joining.flatMap((rule) => rule.reads));
  let complete = ports.alone;
  /** What `fill` was asked to list: a change of another file is none of ours. */
  let listed: ListOptions & { named?: ReadonlySet<string> } = {};
  let skipped: readonly Skipped[] = [];
  /** Paths that have changed on disk and have not been looked at since. */
  const changed = new Set<string>();
  let texts = 0;
  const changedAt = new Map<string, number>();
  const noteChange = (files: Iterable<string>) => {
    texts++;
    for (const file of files) changedAt.set(file, texts);
  };
  let filling = false;
  const stopped = new AbortController();
  let queue: Promise<unknown> = Promise.resolve();
  /** All that reads the disk does so in turn: two readings of one file never overlap, so that none ends after a newer one. */
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const turn = queue.then(step);
    queue = turn.catch(() => {});
    return turn;
  };
  const text = async (file: string) => {
    const own = open.get(file);
    if (own) return own.text;
    const content = await workspace.read(file);
    return content && 'text' in content ? content.text : undefined;
  };
  const renderings = openRenderings({
    renderer: ports.renderer,
    paths: () => index.paths(),
    text,
    bytes: async (file) => workspace.bytes?.(file, maxFileBytes),
    isRead: ({ folder }) => ports.options.everything || roleOf(`${folder}/Chart.yaml`) === 'source',
    listing: () => index.listing,
    isGitOps: () => index.inWorkspace('deployer').length > 0,
    kustomizations: () => index.inWorkspace('kustomization'),
    texts: () => texts,
    failed: ({ folder }, error) =>
      logger.warn(
        `could not render ${folder || 'the workspace'}: ${error instanceof Error ? error.message : String(error)}`,
      ),
    missed: missedBy(rules),
    take: (facts) => index.set(facts),
  });
  const take = (facts: FileFacts) => {
    index.set(renderings.with(facts));
    // Its mistakes are no facts, and are where its text has them.
    if (isWithin(facts.file, teamFolder)) index.touch();
  };
  const takeFromDisk = (facts: FileFacts) => {
    if (!open.has(facts.file)) take(facts);
  };

  /** Lists what is at these paths now, forgets what was there and is not, and reads the rest where it differs. */
  const update = async (paths: readonly string[]) => {
    const { named: _, ...options } = listed;
    const roots = changedPlaces(paths, options);
    if (roots.length === 0) return;
    const isAsked = (file: string) => roots.some((root) => isWithin(file, root));
    // Two changes may leave the same size and time: what is said to have changed is read whatever these say.
    for (const path of paths) for (const file of [path, ...index.under(path)]) ports.cache.drop(file);
    const listing = await workspace.list({ ...options, within: roots });
    const entries = listing.files.filter(({ file }) => isAsked(file));
    const there = new Set(entries.map(({ file }) => file));
    const gone = roots.flatMap((root) => index.under(root)).filter((file) => !there.has(file) && !open.has(file));
    index.remove(gone);
    renderings.forget(gone);
    index.add(there);
    noteChange([...gone, ...there]);
    skipped = [...skipped.filter(({ file }) => !isAsked(file)), ...listing.skipped.filter(({ file }) => isAsked(file))];
    await scan({ entries }, ports, { facts: takeFromDisk, signal: stopped.signal });
    if (complete) await renderings.refresh([...gone, ...there]);
    if (paths.some((path) => isWithin(path, teamFolder))) index.touch();
  };
  const readChanged = async () => {
    while (changed.size > 0 && !stopped.signal.aborted) {
      const paths = [...changed];
      changed.clear();
      await update(paths).catch((error: unknown) => {
        // Who stops it takes the threads away.
        if (stopped.signal.aborted) return;
        logger.warn(`could not read what has changed: ${error instanceof Error ? error.message : String(error)}`);
      });
    }
  };
  const refresh = async (paths: readonly string[]) => {
    for (const path of paths) changed.add(path);
    if (!filling) await inTurn(readChanged);
  };
  const crash = (rule: string, file: string, error: unknown) =>
    logger.warn(
      `rule ${rule} failed on ${file}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );

  return {
    index,
    renderings,
    get complete() {
      return complete;
    },
    get skipped() {
      return skipped;
    },
    get texts() {
      return texts;
    },
    changedAt: (file) => changedAt.get(file) ?? 0,
    fill(options, events) {
      filling = true;
      return inTurn(async () => {
        try {
          listed = options;
          const { named, ...list } = options;
          const signal = events.signal ? AbortSignal.any([events.signal, stopped.signal]) : stopped.signal;
          const listing = await workspace.list(list);
          skipped = listing.skipped;
          index.list([...listing.files.map(({ file }) => file), ...open.keys()]);
          const result = await scan({ entries: listing.files, named }, ports, {
            ...events,
            signal,
            facts: takeFromDisk,
          });
          ports.cache.keep(new Set(listing.files.map(({ file }) => file)));
          await readChanged();
          if (!signal.aborted) await renderings.fill(named);
          complete = !signal.aborted;
          return { ...result, listing };
        } finally {
          filling = false;
        }
      });
    },
    async setText(file, text) {
      const own = { text };
      open.set(file, own);
      noteChange([file]);
      const role = roleOf(file);
      const facts = isReadable(file)
        ? await factsOf({ file, role }, own, { extractor, options: ports.options })
        : { file, role, facts: [] };
      if (open.get(file) !== own) return;
      take(facts);
      if (complete && !ports.alone) await renderings.refresh([file], { isTyping: true });
    },
    async close(file) {
      if (!open.delete(file)) return;
      noteChange([file]);
      if (ports.alone) index.remove([file]);
      else await refresh([file]);
    },
    refresh,
    stop: () => stopped.abort(),
    openTexts: () => [...open].map(([file, own]) => [file, own.text] as const),
    text,
    sitesElsewhere(file) {
      const others = complete ? renderings.others(file) : [];
      return others.map(({ at, by, facts }) => {
        const own = { file, role: 'source', facts: facts.get(file) ?? [] } as const;
        return { at, by, facts: own.facts, sites: judge(own, rules, { surroundings, onCrash: crash }) };
      });
    },
    sites(file) {
      const facts = index.file(file);
      if (!facts) return [];
      let known = judged.get(facts);
      if (!known) {
        const own = judge(facts, local, { surroundings: nothingElse, onCrash: crash });
        known = {
          local: own,
          joins: facts.facts.some((fact) => joinKinds.has(fact.kind)),
          version: -1,
          all: own,
        };
        judged.set(facts, known);
      }
      // Joins see other files: judged again when any file has changed, but only where there is something to join.
      if (complete && known.joins && known.version !== index.version) {
        const joined = judge(facts, joining, { surroundings, onCrash: crash });
        const all = [...known.local.filter(({ rule }) => !refining.has(rule)), ...joined].sort(inTextOrder);
        const alternatives = renderings.alternatives(file);
        known.all = withDecidingValues(all, facts, { alternatives, surroundings, rules, onCrash: crash });
        known.version = index.version;
      }
      return known.all;
    },
  };
}
