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
