import type { Bundled } from './knowledge/bundled.ts';

// Entry of the bundle that `server.cjs`, `prr.cjs`, `worker.cjs` and `web/server.js` share; only the part that is started is evaluated.
// `launch.ts` loads it in Node.

/** Starts the language server. */
export async function startServer(): Promise<void> {
  await import('./main.ts');
}

/** Reads files in a thread. */
export async function startWorker(): Promise<void> {
  await import('./worker.ts');
}

/** Runs the command line with the arguments of the process. */
export async function startCommand(): Promise<void> {
  await import('./cli.ts');
}

/** Starts the language server in a web worker, with the text of the compiled data and that of the messages in the editor's language. */
export async function startBrowser(data: string, words?: string): Promise<void> {
  const { startServing } = await import('./main-browser.ts');
  startServing(JSON.parse(data) as Bundled, words);
}
