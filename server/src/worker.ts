import { parentPort, workerData } from 'node:worker_threads';
import { createExtractor } from './facts/extractor.ts';
import { compilePrefilter } from './facts/prefilter.ts';
import { factsOf } from './index/read-file.ts';
import type { WorkerInit, WorkerReply, WorkerRequest } from './index/pool.ts';
import { compileKnowledge } from './knowledge/knowledge.ts';
import type { FileFacts } from './model/fact.ts';
import { readNow } from './workspace/read-now.ts';
import { walk } from './workspace/walk.ts';
import type { Listing } from './workspace/workspace.ts';

// Entry of a worker thread: reads files from disk and sends their facts back, a batch a message.
const init = workerData as WorkerInit;
const knowledge = compileKnowledge(init.packs);
const extractor = createExtractor(knowledge);
const mayHoldFacts = compilePrefilter(knowledge);

/** Files in one message of a listing: so few that taking it is not felt. */
const filesInMessage = 2000;

const answer = (reply: WorkerReply) => parentPort?.postMessage(reply);

parentPort?.on('message', async (request: WorkerRequest) => {
  const { id, root } = request;
  try {
    if ('list' in request) return list(id, walk(root, request.list));
    const facts: FileFacts[] = [];
    const options = { everything: request.everything, mayHoldFacts };
    for (const file of request.files) {
      facts.push(await factsOf(file, readNow(root, file.file), { extractor, options }));
    }
    answer({ id, facts });
  } catch (error) {
    answer({ id, failed: error instanceof Error ? error.message : String(error) });
  }
});

function list(id: number, { files, skipped }: Listing): void {
  for (let at = 0; at < files.length; at += filesInMessage) {
    answer({ id, files: files.slice(at, at + filesInMessage) });
  }
  answer({ id, files: [], skipped });
}
