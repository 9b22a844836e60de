import type * as vscode from 'vscode';
import { LanguageClient, TransportKind, type LanguageClientOptions } from 'vscode-languageclient/node';

/** A client whose server is a process of its own; it is restarted when it dies. */
export function nodeClient(context: vscode.ExtensionContext, name: string, options: LanguageClientOptions) {
  const module = context.asAbsolutePath('dist/server.cjs');
  return new LanguageClient(
    'prr',
    name,
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
    },
    options,
  );
}
