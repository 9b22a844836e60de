import * as vscode from 'vscode';
import { command } from '../../../server/src/protocol.ts';
import { orTell } from '../places.ts';

/** The command of the code action that turns a rule off: in the workspace's settings, or the user's where no folder is open. */
export function registerRuleOff(): vscode.Disposable {
  return vscode.commands.registerCommand(command.turnRuleOff, (uri: string, rule: string) =>
    orTell(async () => {
      const isOpen = (vscode.workspace.workspaceFolders ?? []).length > 0;
      const target = isOpen ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
      const settings = vscode.workspace.getConfiguration('prr', vscode.Uri.parse(uri));
      const before = own(settings, isOpen);
      await settings.update('rules', { ...before, [rule]: 'off' }, target);
      const said = isOpen
        ? vscode.l10n.t('{0} is off in this workspace.', rule)
        : vscode.l10n.t('{0} is off in your user settings.', rule);
      const undo = vscode.l10n.t('Undo');
      const open = vscode.l10n.t('Open Settings');
      const chosen = await vscode.window.showInformationMessage(said, undo, open);
      if (chosen === undo) await settings.update('rules', before, target);
      if (chosen === open)
        await vscode.commands.executeCommand(
          isOpen ? 'workbench.action.openWorkspaceSettings' : 'workbench.action.openSettings',
          { query: 'prr.rules' },
        );
    }),
  );
}

/** What these settings say themselves: those of other levels are merged with them, and are not copied. */
function own(settings: vscode.WorkspaceConfiguration, isOpen: boolean): Record<string, string> | undefined {
  const found = settings.inspect<Record<string, string>>('rules');
  return isOpen ? found?.workspaceValue : found?.globalValue;
}
