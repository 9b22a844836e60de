// Entry of the bundle that `server.cjs`, `prr.cjs` and `worker.cjs` share; only the part that is started is evaluated.
// `launch.ts` loads it.

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
