import type { Engagements } from './engagement/engagement.ts';
import type { GuideShelves } from './guide/shelves.ts';
import type { Baseline, FormerFile } from './index/baseline.ts';
import type { CacheStore } from './index/cache.ts';
import type { LiveIndex } from './index/live.ts';
import type { ListedSuppression } from './index/suppressions.ts';
import type { Bundled } from './knowledge/bundled.ts';
import type { Knowledge } from './knowledge/knowledge.ts';
import type { FileRole } from './model/fact.ts';
import type { Logger } from './model/logger.ts';
import type { ProductionPicture } from './model/production.ts';
import type { Problem } from './model/problem.ts';
import type { Rule } from './model/rule.ts';
import type { Service } from './model/service.ts';
import type { Finding, Site } from './model/site.ts';
import type { Review } from './review/review.ts';
import type { Settings } from './settings.ts';
import type { Summaries } from './summaries.ts';
import type { StartThread } from './index/pool.ts';
import type { Skipped, Workspace } from './workspace/workspace.ts';

/** Everything that the core needs from outside. */
export interface Ports {
  readonly workspace: Workspace;
  /** Shown to people, and the name of the only service of a workspace that shows no other. */
  readonly workspaceName: string;
  readonly bundled: Bundled;
  /** Threads for large workspaces. */
  readonly threads?: {
    readonly start: StartThread;
    readonly count: number;
    /** They list the folder, too: this thread answers meanwhile. */
    readonly list: boolean;
  };
  /** Keeps facts between runs; safe to lose. */
  readonly cache?: CacheStore;
  readonly logger: Logger;
  /** Opens another folder for reading; see `TeamOptions`. */
  openFolder?(path: string): Workspace;
  /** Now, as an ISO time in UTC with seconds. */
  now(): string;
  /** Settings of the editor or the command line, over the team's. */
  readonly settings?: unknown;
  /** Documents that stand in no workspace: what joins files cannot be judged, all else can. */
  readonly alone?: boolean;
  /** Only these rules; all when absent. */
  readonly only?: readonly string[];
  /** Files that differ from a git revision; absent where git may not be run. Rejects with a sentence for people. */
  readonly changedSince?: (revision: string, files: Iterable<string>) => Promise<readonly FormerFile[]>;
}

/** How far the reading of the workspace is. */
export interface Status {
  readonly state: 'starting' | 'reading' | 'ready' | 'failed';
  readonly done: number;
  readonly total: number;
  readonly files: number;
  readonly leftOut: ReadonlyMap<FileRole, number>;
  readonly skipped: readonly Skipped[];
  /** Why the reading failed. */
  readonly failure?: string;
  /** The revision since which findings are new, where only these are asked for. */
  readonly newSince?: string;
}

/** The one door to the core: the language server, the command line and tests go through it. */
export interface Readiness {
  readonly live: LiveIndex;
  readonly knowledge: Knowledge;
  readonly settings: Settings;
  readonly rules: readonly Rule[];
  readonly workspace: Workspace;
  readonly logger: Logger;
  /** Checklist, answers, notes and the Guide; made when first asked for, as most commands need none of it. */
  review(): Promise<Review & { readonly shelves: GuideShelves }>;
  /** The consultation summaries of the services. */
  summaries(): Promise<Summaries>;
  /** The engagements of the services: from first advice to hand-over and back. */
  engagements(): Promise<Engagements>;
  /** What is wrong with a page of the organisation's Guide as it is being edited; undefined for other files. */
  guidePageProblems(file: string, text: string): Promise<readonly Problem[] | undefined>;
  today(): string;
  /** Reads the workspace; stops when aborted. */
  fill(options: FillOptions): Promise<void>;
  status(): Status;
  services(): readonly Service[];
  /** What is deployed, by what it is reached and on what it depends, as far as the workspace has been read. */
  production(): ProductionPicture;
  /** Findings of a file, suppressed ones among them; none for a file that the defaults leave out. */
  findings(file: string): readonly Finding[];
  /** The findings of a file as if it had another text, with the index of that workspace; reads what is needed, and writes nothing. */
  whatIf(
    file: string,
    text: string,
  ): Promise<{ readonly index: LiveIndex['index']; readonly findings: readonly Finding[] }>;
  /** Findings of all files, in the order of paths; judged in slices, and only some of them when it is to stop. */
  allFindings(isStopped?: () => boolean): Promise<readonly Finding[]>;
  /**
   * Tells which findings are new, given the files that differ from what was.
   * Documents that are open count as they are now, not as they were.
   */
  baseline(former: readonly FormerFile[]): Promise<Baseline>;
  /** Files that differ from a git revision; absent where git may not be run. Rejects with a sentence for people. */
  readonly former?: (revision: string) => Promise<readonly FormerFile[]>;
  /** The findings that the setting `newSince` lets through; all where it is not set. */
  newOnly(findings: readonly Finding[]): Promise<readonly Finding[]>;
  /** All suppressions, with what each hides. */
  suppressions(): readonly ListedSuppression[];
  /** All places where a rule looked, in all files; judged in slices. */
  sites(): Promise<readonly Site[]>;
  /** Reads files again that have changed on disk or are gone. */
  refresh(files: readonly string[]): Promise<void>;
  /** Mistakes in what users wrote for us, in one file or in all. */
  problems(file?: string): readonly Problem[];
  close(): Promise<void>;
}

export interface FillOptions {
  readonly signal?: AbortSignal;
  /** List only these files and folders, and what is below them. */
  readonly within?: readonly string[];
  /** Read only these files, as source; the others are known by name. */
  readonly named?: ReadonlySet<string>;
  progress?(done: number, total: number): void;
}
