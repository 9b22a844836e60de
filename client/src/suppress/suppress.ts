import * as vscode from 'vscode';
import { command } from '../../../server/src/protocol.ts';
import { orTell } from '../places.ts';

/** The command of the code action that ignores a finding: asks for the reason, then writes the comment above the line. */
export function registerSuppress(): vscode.Disposable {
  return vscode.commands.registerCommand(command.suppress, (uri: string, line: number, lead: string, trail: string) =>
    orTell(async () => {
      const before = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
      const { version } = before;
      const text = before.lineAt(line).text;
      const reason = await vscode.window.showInputBox({
        title: vscode.l10n.t('Reason for Ignoring This Finding'),
        prompt: vscode.l10n.t('The reason is written next to the code. Add `(until 2027-01-31)` to set an end date.'),
        ignoreFocusOut: true,
        validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('Enter a reason') : undefined),
      });
      if (reason === undefined) return;
      const document = await vscode.workspace.openTextDocument(before.uri);
      // The box stays open while one edits elsewhere, so the line may have moved meanwhile.
      const same = document === before && document.version === version;
      const target = same ? line : nearestLine(document, text, line);
      if (target === undefined) {
        throw new Error(
          vscode.l10n.t(
            'The line has changed since ({0}); the reason was not written: {1}',
            text.trim(),
            reason.trim(),
          ),
        );
      }
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(target, 0), `${lead}${reason.trim()}${trail}`);
      if (!(await vscode.workspace.applyEdit(edit)))
        throw new Error(vscode.l10n.t('The editor did not take the comment'));
    }),
  );
}

function nearestLine(document: vscode.TextDocument, text: string, line: number): number | undefined {
  let nearest: number | undefined;
  for (let at = 0; at < document.lineCount; at++) {
    if (document.lineAt(at).text !== text) continue;
    if (nearest === undefined || Math.abs(at - line) < Math.abs(nearest - line)) nearest = at;
  }
  return nearest;
}
