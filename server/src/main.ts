import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { openInstallation } from './installation.ts';
import { serve } from './lsp/server.ts';

// Entry of the language server: started by the client with --node-ipc, or by any editor with --stdio.
const { version, open, guide } = openInstallation(__dirname);
serve(createConnection(ProposedFeatures.all), {
  version,
  open: (root, options) => open(root, { ...options, background: true }),
  guide,
});
