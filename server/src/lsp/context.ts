import type { Connection } from 'vscode-languageserver';
import type { Readiness } from '../service.ts';
import type { Abilities } from './abilities.ts';
import { locator, type Locator } from './convert.ts';
import type { Folder, Folders } from './folders.ts';
import type { Guard } from './guard.ts';
import type { Language } from '../words/language.ts';

/** What each request handler works with. */
export interface Context {
  readonly connection: Connection;
  readonly folders: Folders;
  /** What the client announced that it can do. */
  readonly client: Abilities;
  /** Shows messages in the language of the client. */
  readonly words: Language;
  /** A link to a page of the Guide. Undefined where the client does not open it for us and no file has the page. */
  guideLink(page: string): string | undefined;
  /** The client carries out our commands (`prr.openGuide` …), so that hovers and actions may name them. */
  readonly commands: boolean;
  /** The document's folder and core, after its latest text was read. */
  document(uri: string): Promise<OpenDocument | undefined>;
  /** All folders of the workspace with their cores; folders that failed to open are left out. */
  cores(): Promise<readonly { folder: Folder; core: Readiness }[]>;
  readonly guard: Guard;
}

export interface OpenDocument {
  readonly folder: Folder;
  readonly core: Readiness;
  readonly file: string;
  readonly at: Locator;
}

/** Positions in the files of a folder, over open documents. */
export function locatorOf(folder: Folder, core: Readiness): Locator {
  return locator(folder.path, (file) => core.live.text(file));
}
