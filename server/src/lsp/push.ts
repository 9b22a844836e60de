import type { Connection, Diagnostic } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import type { Guard } from './guard.ts';

/** Sends diagnostics to a client that does not ask for them. */
export interface Push {
  /** Something may have changed: what is open is judged soon, and then the rest. */
  schedule(): void;
  stop(): void;
}

export interface PushPorts {
  readonly guard: Guard;
  /** The documents that are open, with their versions. */
  open(): Iterable<{ readonly uri: string; readonly version: number }>;
  /** The diagnostics of an open document, as one that is asked for. */
  ofDocument(uri: string): Promise<readonly Diagnostic[]>;
  /** Sends those of all files that have changed since it was last called; ends early when it is to stop. */
  ofWorkspace(options: WorkspaceRound): Promise<void>;
  /** The client takes the version of the document with its diagnostics. */
  versions(): boolean;
}

export interface WorkspaceRound {
  /** Files that have diagnostics from earlier rounds. */
  readonly known: readonly string[];
  send(uri: string, items: readonly Diagnostic[]): void;
  isStopped(): boolean;
}

/** Pause in typing after which diagnostics are sent, in milliseconds. */
const pauseMs = 150;

/** Diagnostics by `textDocument/publishDiagnostics`: of open documents first, in rounds that end when something new comes. */
export function openPush(connection: Connection, { guard, open, ofDocument, ofWorkspace, versions }: PushPorts): Push {
  /** What the client shows, as JSON; nothing is sent twice. */
  const shown = new Map<string, string>();
  /** What the workspace says of files, for when their document is closed. */
  const closed = new Map<string, readonly Diagnostic[]>();
  let timer: NodeJS.Timeout | undefined;
  let wanted = 0;
  let rounds: Promise<unknown> = Promise.resolve();

  const send = (uri: string, items: readonly Diagnostic[], version?: number) => {
    const key = keyOf(uri);
    const text = JSON.stringify(items);
    if (text === (shown.get(key) ?? '[]')) return;
    if (items.length === 0) shown.delete(key);
    else shown.set(key, text);
    const diagnostics = [...items];
    void connection
      .sendDiagnostics({ uri, diagnostics, ...(versions() && version !== undefined ? { version } : {}) })
      .catch(() => {});
  };
  const round = async (own: number) => {
    const isStopped = () => own !== wanted;
    const documents = new Map([...open()].map((each) => [keyOf(each.uri), each]));
    for (const { uri, version } of documents.values()) {
      if (isStopped()) return;
      const items = await ofDocument(uri);
      if (!isStopped()) send(uri, items, version);
    }
    await ofWorkspace({
      known: [...closed.keys()],
      isStopped,
      send(uri, items) {
        if (items.length === 0) closed.delete(uri);
        else closed.set(uri, items);
      },
    });
    if (isStopped()) return;
    // An open document shows its own, which are of its latest text.
    for (const uri of new Set([...shown.keys(), ...closed.keys()]))
      if (!documents.has(uri)) send(uri, closed.get(uri) ?? []);
  };
  return {
    schedule() {
      const own = ++wanted;
      clearTimeout(timer);
      timer = setTimeout(() => {
        rounds = rounds.then(() => guard('push of diagnostics', undefined, round)(own));
      }, pauseMs);
    },
    stop() {
      wanted++;
      clearTimeout(timer);
    },
  };
}

/** Clients encode the same URI differently. */
function keyOf(uri: string): string {
  return URI.parse(uri).toString();
}
