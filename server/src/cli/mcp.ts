import { createRequire } from 'node:module';
import { openHome } from '../assistant/home.ts';
import { serveAssistants } from '../assistant/serve.ts';
import type { serveStdio } from '../mcp/entry.ts';
import type { Command } from './command.ts';
import { findTargets } from './targets.ts';

/** `prr mcp`: a server of the Model Context Protocol on standard input and output. */
export const mcp: Command = {
  name: 'mcp',
  usage: '[FOLDER]',
  summary: 'Run a Model Context Protocol server on standard input and output, for assistants',
  options: { 'no-cache': { type: 'boolean', help: 'read every file again, and do not cache' } },
  async run(args, { installation, cwd, storage, logger }) {
    const { root } = findTargets(args.positionals.slice(0, 1), cwd);
    const kept = storage === undefined || args.flag('no-cache') ? {} : { storage };
    // Who starts it names the folder, and lets git be run in it, as with `--new-since`.
    const home = openHome(() => installation.open(root, { logger, ...kept, trusted: true }));
    const served = serveAssistants(home, { data: installation.data, version: installation.version });
    // The protocol is a bundle of its own: no other command pays for it.
    const bundle = createRequire(installation.mcp)(installation.mcp) as { serveStdio: typeof serveStdio };
    await bundle.serveStdio(served, logger);
    await served.close();
    return 0;
  },
};
