import * as vscode from 'vscode';
import { startServer } from './server.ts';

/** Composition root: starts the server, then registers each view and command. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel('Production Readiness', { log: true });
  context.subscriptions.push(output);
  const server = await startServer(context, output);
  context.subscriptions.push(server);
}
