import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { openInstallation } from './installation.ts';
import { serve } from './lsp/server.ts';

// Entry of the language server: started by the client with --node-ipc, or by any editor with --stdio.
const { version, data, open, guide, words, guideFolder } = openInstallation(__dirname);
const connection = createConnection(ProposedFeatures.all);
// What is open in the editor must outlive a mistake of ours; by default a promise that nobody waits for ends the process.
process.on('unhandledRejection', (reason) => {
  connection.console.error(
    `unexpected: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`,
  );
});
serve(connection, {
  version,
  data,
  open: (root, options) => open(root, { ...options, background: true }),
  guide,
  words,
  ...(guideFolder === undefined ? {} : { guideFolder }),
});
