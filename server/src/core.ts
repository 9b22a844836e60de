// Entry of the bundle that `server.cjs` and `prr.cjs` share; only the part that is started is evaluated.

/** Starts the language server. */
export async function startServer(): Promise<void> {
  await import('./main.ts');
}

/** Runs the command line with the arguments of the process. */
export async function startCommand(): Promise<void> {
  await import('./cli.ts');
}
