import { Disposable, TextDocuments, type Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Logger } from '../model/logger.ts';
import type { Folders } from './folders.ts';
import { isChange, isOpening, namesDocument } from './well-formed.ts';

/** The open documents, and whether the cores have their texts. */
export interface Texts {
  /** Gives the cores what has changed since they were last asked, in the order in which it came. */
  sync(): Promise<void>;
  /** A document's core was not told yet. */
  isWaiting(uri: string): boolean;
  /** The documents that are open, with their versions. */
  open(): readonly { readonly uri: string; readonly version: number }[];
  /** The cores must get all open documents again: they are new, or other ones hold them. */
  renew(): void;
}

export interface TextPorts {
  readonly folders: Folders;
  readonly logger: Logger;
  /** What must be done before the texts are given: changes of files, of settings and of folders that came earlier. */
  before(): Promise<unknown>;
  /** A document was opened, changed or closed. */
  touched(): void;
  /** Some texts were given. */
  given(): void;
}

/** Listens to the documents of a connection. */
export function openTexts(connection: Connection, { folders, logger, before, touched, given }: TextPorts): Texts {
  const documents = new TextDocuments(TextDocument);
  /** Documents that were opened, changed or closed since their core was told. */
  const waiting = new Set<string>();
  const tell = async (uri: string) => {
    const document = documents.get(uri);
    const place = document ? folders.of(uri) : folders.holding(uri);
    const core = await place?.folder.readiness.catch(() => undefined);
    if (!place || !core) return;
    // Closed and opened again is one change of text: how the document is now is what counts.
    if (document) await core.live.setText(place.file, document.getText());
    else await core.live.close(place.file);
    const isUsed = () => documents.keys().some((each) => folders.holding(each)?.folder === place.folder);
    if (place.folder.loose && !isUsed()) await folders.remove(place.folder.uri);
  };
  const flush = async () => {
    await before();
    if (waiting.size === 0) return;
    for (const uri of waiting) {
      waiting.delete(uri);
      await tell(uri).catch((error: unknown) => logger.warn(`${uri} was not taken: ${String(error)}`));
    }
    given();
  };
  let syncing: Promise<void> = Promise.resolve();
  const sync = () => (syncing = syncing.then(flush));

  const checked = <P>(name: string, isSound: (params: unknown) => params is P, handler: (params: P) => void) => {
    return (params: unknown) => {
      if (isSound(params)) handler(params);
      else logger.warn(`${name} is malformed and was left out`);
    };
  };
  const none = () => Disposable.create(() => {});
  documents.onDidChangeContent(({ document }) => {
    waiting.add(document.uri);
    touched();
  });
  documents.onDidClose(({ document }) => {
    waiting.add(document.uri);
    touched();
    // Nobody may ask for anything afterwards.
    void sync();
  });
  documents.listen({
    onDidOpenTextDocument: (handler) => connection.onDidOpenTextDocument(checked('didOpen', isOpening, handler)),
    onDidChangeTextDocument: (handler) => connection.onDidChangeTextDocument(checked('didChange', isChange, handler)),
    onDidCloseTextDocument: (handler) => connection.onDidCloseTextDocument(checked('didClose', namesDocument, handler)),
    onWillSaveTextDocument: none,
    onWillSaveTextDocumentWaitUntil: none,
    onDidSaveTextDocument: none,
  });
  return {
    sync,
    open: () => documents.all().map(({ uri, version }) => ({ uri, version })),
    isWaiting: (uri) => waiting.has(uri),
    renew() {
      for (const uri of documents.keys()) waiting.add(uri);
    },
  };
}
