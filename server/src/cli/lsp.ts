import type { Command } from './command.ts';

/** `prr lsp`: the language server on standard input and output. */
export const lsp: Command = {
  name: 'lsp',
  usage: '',
  summary: 'Run the language server on standard input and output, for any editor',
  options: { stdio: { type: 'boolean', help: 'accepted and ignored: it is the only way' } },
  async run(_args, { installation }) {
    // Loaded here alone: no other command needs the protocol, and loading it takes longer than a small check.
    const { createConnection, ProposedFeatures } = await import('vscode-languageserver/node');
    const { serve } = await import('../lsp/server.ts');
    const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
    serve(connection, { version: installation.version, open: installation.open });
    return new Promise(() => {});
  },
};
