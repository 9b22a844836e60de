import { setFlagsFromString } from 'node:v8';

// Entry of the bundle that `server.cjs`, `prr.cjs` and `worker.cjs` share; only the part that is started is evaluated.

/**
 * Bytes of bytecode that a function runs before V8 optimizes it. V8's own 132 kB suits programs that run for hours: a check runs for
 * seconds, and a third of its CPU went into optimizing functions that were hardly used again.
 */
const bytesBeforeOptimizing = 1_000_000;

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
  setFlagsFromString(`--interrupt-budget=${bytesBeforeOptimizing}`);
  await import('./cli.ts');
}
