import type { FileFacts, FileRole } from '../model/fact.ts';

/** One file to read. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly role: FileRole;
}

/** Turns text into facts: in the server for open documents, in a worker for the rest. */
export interface Extractor {
  extract(source: Source): Promise<FileFacts>;
}
