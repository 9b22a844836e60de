import * as vscode from 'vscode';
import type { LocationView } from '../../server/src/protocol.ts';

/** A protocol location as an editor range. */
export function rangeOf(at: LocationView): vscode.Range {
  return new vscode.Range(at.line, at.character, at.endLine, at.endCharacter);
}

/** Opens a location and selects it. */
export async function reveal(at: LocationView): Promise<void> {
  await vscode.window.showTextDocument(vscode.Uri.parse(at.uri), { selection: rangeOf(at), preview: true });
}

/** Shows a virtual Markdown document in the preview. */
export async function showPage(uri: vscode.Uri): Promise<void> {
  // The preview draws a document again that opens or changes while it is drawn, and may then keep the old content under
  // the new title; and it hides why one could not be read. Opened before, a document is there, and an error is told.
  await vscode.workspace.openTextDocument(uri);
  await vscode.commands.executeCommand('markdown.showPreview', uri);
}

/** Runs a step that a person asked for; what goes wrong is shown to them. */
export async function orTell<R>(step: () => Promise<R>): Promise<R | undefined> {
  try {
    return await step();
  } catch (error) {
    void vscode.window.showErrorMessage(
      `Production Readiness: ${error instanceof Error ? error.message : String(error)}`,
    );
    return undefined;
  }
}
