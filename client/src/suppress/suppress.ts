import * as vscode from 'vscode';
import { command } from '../../../server/src/protocol.ts';

/** The command of the code action that ignores a finding: asks for the reason, then writes the comment above the line. */
export function registerSuppress(): vscode.Disposable {
  return vscode.commands.registerCommand(
    command.suppress,
    async (uri: string, line: number, lead: string, trail: string) => {
      const reason = await vscode.window.showInputBox({
        title: 'Why is it right as it is?',
        prompt: 'The reason is written beside the code. Add `(until 2027-01-31)` to have it looked at again.',
        ignoreFocusOut: true,
        validateInput: (value) => (value.trim() === '' ? 'A reason is needed' : undefined),
      });
      if (reason === undefined) return;
      const edit = new vscode.WorkspaceEdit();
      edit.insert(vscode.Uri.parse(uri), new vscode.Position(line, 0), `${lead}${reason.trim()}${trail}`);
      await vscode.workspace.applyEdit(edit);
    },
  );
}
