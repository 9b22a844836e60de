import * as vscode from 'vscode';
import { command } from '../../../server/src/protocol.ts';
import { orTell } from '../places.ts';

interface LspPosition {
  readonly line: number;
  readonly character: number;
}

interface LspLocation {
  readonly uri: string;
  readonly range: { readonly start: LspPosition; readonly end: LspPosition };
}

/** The command of a code lens: shows the places of a metric where the editor shows references. */
export function registerReferences(): vscode.Disposable {
  const position = ({ line, character }: LspPosition) => new vscode.Position(line, character);
  return vscode.commands.registerCommand(
    command.showReferences,
    (uri: string, at: LspPosition, locations: readonly LspLocation[]) =>
      orTell(() =>
        Promise.resolve(
          vscode.commands.executeCommand(
            'editor.action.showReferences',
            vscode.Uri.parse(uri),
            position(at),
            locations.map(
              (each) =>
                new vscode.Location(
                  vscode.Uri.parse(each.uri),
                  new vscode.Range(position(each.range.start), position(each.range.end)),
                ),
            ),
          ),
        ),
      ),
  );
}
