import { Worker } from 'node:worker_threads';
import type { Pack } from '../knowledge/pack.ts';
import type { FileFacts, FileRole } from '../model/fact.ts';

/** Data that a worker is born with. */
export interface WorkerInit {
  readonly packs: readonly Pack[];
  /** Folder of the grammars' WASM files. */
  readonly grammars: string;
}

export interface WorkerRequest {
  readonly id: number;
  readonly root: string;
  readonly everything: boolean;
  readonly files: readonly { readonly file: string; readonly role: FileRole }[];
}

export interface WorkerReply {
  readonly id: number;
  readonly facts: readonly FileFacts[];
}

/** Threads that read files into facts; started when first needed. */
export interface Pool {
  /** Facts of the files of one request; rejects when the thread died. */
  read(request: Omit<WorkerRequest, 'id'>): Promise<readonly FileFacts[]>;
  readonly threads: number;
  close(): Promise<void>;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, { resolve(facts: readonly FileFacts[]): void; reject(error: Error): void }>;
}

/** A pool over the worker's bundle; a thread that dies fails its requests and is replaced by the next one. */
export function openPool(script: string, { threads, init }: { threads: number; init: WorkerInit }): Pool {
  const slots: (Thread | undefined)[] = Array.from({ length: threads }, () => undefined);
  let nextId = 0;

  const start = (slot: number): Thread => {
    const worker = new Worker(script, { workerData: init, resourceLimits: { maxOldGenerationSizeMb: 1024 } });
    const thread: Thread = { worker, waiting: new Map() };
    const died = (error: Error) => {
      if (slots[slot] === thread) slots[slot] = undefined;
      for (const { reject } of thread.waiting.values()) reject(error);
      thread.waiting.clear();
    };
    worker.on('message', (reply: WorkerReply) => {
      thread.waiting.get(reply.id)?.resolve(reply.facts);
      thread.waiting.delete(reply.id);
      if (thread.waiting.size === 0) worker.unref();
    });
    worker.on('error', died);
    worker.on('exit', (code) => died(new Error(`the reading thread ended with ${code}`)));
    slots[slot] = thread;
    return thread;
  };

  return {
    threads,
    read(request) {
      const id = nextId++;
      const idle = slots.findIndex((thread) => (thread?.waiting.size ?? 0) === 0);
      const slot = idle >= 0 ? idle : id % threads;
      const thread = slots[slot] ?? start(slot);
      thread.worker.ref();
      return new Promise((resolve, reject) => {
        thread.waiting.set(id, { resolve, reject });
        thread.worker.postMessage({ ...request, id } satisfies WorkerRequest);
      });
    },
    async close() {
      const running = slots.filter((thread) => thread !== undefined);
      slots.fill(undefined);
      await Promise.all(running.map((thread) => thread.worker.terminate()));
    },
  };
}
