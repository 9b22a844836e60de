import type { Bundled } from './knowledge/bundled.ts';

// Entry of the bundle that `server.cjs`, `prr.cjs`, `worker.cjs` and `web/server.js` share; only the part that is started is evaluated.

/**
 * Bytes of bytecode that a function runs before V8 optimizes it. V8's own 132 kB suits programs that run for hours: a check runs for
 * seconds, and a third of its CPU went into optimizing functions that were hardly used again.
 */
const bytesBeforeOptimizing = 1_000_000;

/** Versions of Node whose V8 has this flag: an unknown one is reported on standard error. */
const withFlag = /^v2[0-4]\./;

/** For the whole process, its threads among it. */
async function optimizeLater(): Promise<void> {
  if (!withFlag.test(process.version)) return;
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString(`--interrupt-budget=${bytesBeforeOptimizing}`);
}

/** Starts the language server. */
export async function startServer(): Promise<void> {
  // At keystrokes, too: the slowest of twenty take a third less.
  await optimizeLater();
  await import('./main.ts');
}

/** Reads files in a thread. */
export async function startWorker(): Promise<void> {
  await import('./worker.ts');
}

/** Runs the command line with the arguments of the process. */
export async function startCommand(): Promise<void> {
  await optimizeLater();
  await import('./cli.ts');
}

/** Starts the language server in a web worker, with the text of the compiled data. */
export async function startBrowser(data: string): Promise<void> {
  const { startServing } = await import('./main-browser.ts');
  startServing(JSON.parse(data) as Bundled);
}
