import type { Pack } from '../knowledge/pack.ts';
import type { FileFacts, FileRole } from '../model/fact.ts';
import type { FileEntry, Listing, ListOptions, Skipped } from '../workspace/workspace.ts';

/** Data that a worker is born with. */
export interface WorkerInit {
  readonly packs: readonly Pack[];
}

/** Files to read into facts. */
export interface ReadRequest {
  readonly root: string;
  readonly everything: boolean;
  readonly files: readonly { readonly file: string; readonly role: FileRole }[];
}

/** A folder to list. */
export interface ListRequest {
  readonly root: string;
  readonly list: ListOptions;
}

export type WorkerRequest = (ReadRequest | ListRequest) & { readonly id: number };

/** What a thread answers: facts, or a listing in parts, the last of which says what was left out. */
export type WorkerReply = { readonly id: number } & (
  | { readonly facts: readonly FileFacts[] }
  | { readonly files: readonly FileEntry[]; readonly skipped?: readonly Skipped[] }
  | { readonly failed: string }
);

/** Threads that list a folder and read files into facts; started when first needed. */
export interface Pool {
  /** Facts of the files of one request; rejects when the thread died. */
  read(request: ReadRequest): Promise<readonly FileFacts[]>;
  /** As `Workspace.list`, without holding this thread; rejects when the folder cannot be listed. */
  list(root: string, options?: ListOptions): Promise<Listing>;
  readonly threads: number;
  /** Nobody waits for this thread meanwhile: it reads along, as its readers are loaded and warm anyway. */
  readonly along: boolean;
  /** Bytes of text below which they are not worth their start. */
  readonly worth: number;
  /** Ends the threads and gives their memory back; a later request starts them again. */
  close(): Promise<void>;
}

interface Waiting {
  /** Takes a reply; true when it was the last. */
  take(reply: WorkerReply): boolean;
  reject(error: Error): void;
}

/** A thread that runs, as the platform gives it. */
export interface WorkerThread {
  on(event: 'message', heard: (reply: WorkerReply) => void): unknown;
  on(event: 'error', heard: (error: Error) => void): unknown;
  on(event: 'exit', heard: (code: number) => void): unknown;
  postMessage(request: WorkerRequest): void;
  /** Whether the process waits for it. */
  ref(): void;
  unref(): void;
  terminate(): Promise<unknown>;
}

/** Starts a thread with its data. */
export type StartThread = (init: WorkerInit) => WorkerThread;

interface Thread {
  readonly worker: WorkerThread;
  readonly waiting: Map<number, Waiting>;
}

/** A pool of threads; one that dies fails its requests and is replaced by the next one. */
export function openPool(
  startThread: StartThread,
  { threads, along, worth, init }: Pick<Pool, 'threads' | 'along' | 'worth'> & { init: WorkerInit },
): Pool {
  const slots: (Thread | undefined)[] = Array.from({ length: threads }, () => undefined);
  let nextId = 0;

  const start = (slot: number): Thread => {
    const worker = startThread(init);
    const thread: Thread = { worker, waiting: new Map() };
    const died = (error: Error) => {
      if (slots[slot] === thread) slots[slot] = undefined;
      for (const { reject } of thread.waiting.values()) reject(error);
      thread.waiting.clear();
    };
    worker.on('message', (reply: WorkerReply) => {
      if (thread.waiting.get(reply.id)?.take(reply)) thread.waiting.delete(reply.id);
      if (thread.waiting.size === 0) worker.unref();
    });
    worker.on('error', died);
    worker.on('exit', (code) => died(new Error(`the reading thread ended with ${code}`)));
    slots[slot] = thread;
    return thread;
  };

  /** Hands a request to the thread that has the least to do. */
  const ask = (request: ReadRequest | ListRequest, waiting: Waiting): void => {
    const id = nextId++;
    const idle = slots.findIndex((thread) => (thread?.waiting.size ?? 0) === 0);
    const slot = idle >= 0 ? idle : id % threads;
    const thread = slots[slot] ?? start(slot);
    thread.worker.ref();
    thread.waiting.set(id, waiting);
    thread.worker.postMessage({ ...request, id });
  };

  return {
    threads,
    along,
    worth,
    read: (request) =>
      new Promise((resolve, reject) => {
        const take = (reply: WorkerReply) => {
          if ('facts' in reply) resolve(reply.facts);
          else reject(new Error('failed' in reply ? reply.failed : 'the reading thread sent a listing'));
          return true;
        };
        ask(request, { take, reject });
      }),
    list: (root, list = {}) =>
      new Promise((resolve, reject) => {
        const files: FileEntry[] = [];
        const take = (reply: WorkerReply) => {
          if ('files' in reply) {
            for (const entry of reply.files) files.push(entry);
            if (reply.skipped) resolve({ files, skipped: reply.skipped });
            return reply.skipped !== undefined;
          }
          reject(new Error('failed' in reply ? reply.failed : 'the reading thread sent facts'));
          return true;
        };
        ask({ root, list }, { take, reject });
      }),
    async close() {
      const running = slots.filter((thread) => thread !== undefined);
      slots.fill(undefined);
      await Promise.all(running.map((thread) => thread.worker.terminate()));
    },
  };
}
