import type { Watch, WatchPorts } from './watch.ts';

/**
 * The port to files. The real one is `disk.ts`; tests use `memory.ts`. Paths are relative to the root, with `/`.
 * Asked about a path that leads out of the root, it answers as for one where nothing is; it never throws for it, but when writing.
 */
export interface Workspace {
  /** Absolute path or URI-like name of the root, for display and for the cache's key. */
  readonly root: string;
  /** All files, respecting ignore files; stops when the signal is aborted. */
  list(options?: ListOptions): Promise<Listing>;
  /** Undefined when there is no such file or it cannot be read. */
  read(file: string): Promise<FileText | undefined>;
  /** As `read`, at once, for when nobody waits for this thread; absent where that cannot be done. */
  readNow?(file: string): FileText;
  /** The bytes of a file of at most `max`; undefined where it is larger, not there or none of the workspace's. */
  bytes?(file: string, max: number): Promise<Uint8Array | undefined>;
  /**
   * Writes the whole file in one step, making folders as needed; resolves when it would survive a power cut.
   * Throws when it cannot; then the former file is as it was.
   */
  write(file: string, text: string): Promise<void>;
  /**
   * Reads, changes and writes a file as one step, also against other processes of ours, and gives what that step saw.
   * `change` gets undefined for a file that is not there, and gives undefined to remove it.
   * Resolves when the change would survive a power cut.
   * Throws what `change` throws, for a file that is no text, and where another process does not finish its change.
   */
  update(file: string, change: (text: string | undefined) => string | undefined): Promise<Change>;
  remove(file: string): Promise<void>;
  /** What stands at a path: undefined for nothing, or nothing that can be seen. */
  kind(path: string): Promise<'file' | 'folder' | undefined>;
  /** Names of the folders in a folder. */
  folders(folder: string): Promise<readonly string[]>;
  /**
   * The files of a folder and of the folders in it, by their path in the workspace, each with a text that differs when it has
   * changed; an empty one for what changed a moment ago, and may change again unseen. Absent where that cannot be told.
   */
  stamps?(folder: string): ReadonlyMap<string, string>;
  /** Names of the files in a folder, without descending; empty when there is none. */
  names(folder: string): Promise<readonly string[]>;
  /** Reports changes on disk until it is closed; absent where nothing else changes the files. */
  watch?(ports: WatchPorts): Watch;
  /** Removes what killed processes of ours left in a folder: temporary files and locks. Absent where there is none such. */
  tidy?(folder: string): Promise<void>;
}

/** What was done to one file, so that it can be undone while nobody has changed the file since. */
export interface Change {
  readonly file: string;
  /** The text before; null where there was no file. */
  readonly before: string | null;
  /** The text now; null where the file was removed. */
  readonly after: string | null;
}

export interface ListOptions {
  /** Also folders and files that the defaults leave out: vendored, generated, ignored. */
  readonly all?: boolean;
  readonly exclude?: readonly string[];
  /** Only these files and folders, and what is below them. */
  readonly within?: readonly string[];
}

export interface Listing {
  readonly files: readonly FileEntry[];
  /** What was left out and why, for the user to see. */
  readonly skipped: readonly Skipped[];
}

export interface FileEntry {
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
}

export interface Skipped {
  readonly file: string;
  /**
   * `patterns`: an ignore file of this folder has patterns over the limits, which have no effect; `not-a-file`: a pipe, socket or
   * device; `link`: a link where links are not followed; `too-many`: the limit of files was reached in this folder.
   */
  readonly reason:
    | 'unreadable'
    | 'link-loop'
    | 'outside'
    | 'excluded'
    | 'patterns'
    | 'deep-folder'
    | 'not-a-file'
    | 'link'
    | 'too-many';
}

export type FileText =
  | { readonly text: string }
  | { readonly problem: 'too-large' | 'binary' | 'encoding' | 'unreadable'; readonly message: string };
