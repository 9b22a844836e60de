import * as vscode from 'vscode';
import { LanguageClient, TransportKind, type LanguageClientOptions } from 'vscode-languageclient/node';

/** A client whose server is a process of its own; it is restarted when it dies. */
export function nodeClient(context: vscode.ExtensionContext, name: string, options: LanguageClientOptions) {
  const module = context.asAbsolutePath('dist/server.cjs');
  const env = { ...process.env, PRR_CODE_CACHE: vscode.Uri.joinPath(context.globalStorageUri, 'code').fsPath };
  return new LanguageClient(
    'prr',
    name,
    {
      run: { module, transport: TransportKind.ipc, options: { env } },
      debug: { module, transport: TransportKind.ipc, options: { env, execArgv: ['--nolazy', '--inspect=6009'] } },
    },
    options,
  );
}
