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
    void tell(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/** Shows what went wrong; where that is in a file of `.prr/`, with a button that opens it. */
async function tell(words: string): Promise<void> {
  const text = vscode.l10n.t('Production Readiness: {0}', words);
  const file = /\.prr\/[\w./-]+\.yaml/.exec(words)?.[0];
  const uri = file === undefined ? undefined : await findInFolders(file);
  const open = vscode.l10n.t('Open');
  const chosen = await vscode.window.showErrorMessage(text, ...(uri ? [open] : []));
  if (uri && chosen === open) await vscode.window.showTextDocument(uri);
}

/** The file of this path in the first workspace folder that has it. */
async function findInFolders(file: string): Promise<vscode.Uri | undefined> {
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const uri = vscode.Uri.joinPath(folder.uri, ...file.split('/').filter((part) => part !== '..'));
    try {
      await vscode.workspace.fs.stat(uri);
      return uri;
    } catch {
      // It may be in another folder.
    }
  }
  return undefined;
}
