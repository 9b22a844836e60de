import type { FileFacts, FileRole } from '../model/fact.ts';

/** One file to read. `keep` holds the syntax tree for the next reading of the same file (open documents). */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly role: FileRole;
  readonly keep?: true;
}

/** Turns text into facts: in the server for open documents, in a worker for the rest. */
export interface Extractor {
  extract(source: Source): Promise<FileFacts>;
  /** Drops what was kept for a file. */
  forget(file: string): void;
}
