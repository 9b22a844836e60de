import { createRequire } from 'node:module';
import type { Command } from './command.ts';

/** `prr lsp`: the language server on standard input and output. */
export const lsp: Command = {
  name: 'lsp',
  usage: '',
  summary: 'Run the language server on standard input and output, for any editor',
  options: { stdio: { type: 'boolean', help: 'accepted and ignored: stdio is the only transport' } },
  async run(_args, { installation }) {
    // The server's own bundle: this one need not hold the protocol a second time. It looks for the option itself.
    if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
    createRequire(installation.server)(installation.server);
    return new Promise(() => {});
  },
};
