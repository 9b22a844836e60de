import * as vscode from 'vscode';
import type { Observing } from '../observe/observe.ts';
import { orTell } from '../places.ts';

interface Entry extends vscode.QuickPickItem {
  readonly run?: () => Thenable<unknown>;
}

const command =
  (name: string, ...given: readonly unknown[]) =>
  () =>
    vscode.commands.executeCommand(name, ...given);
const setEnabled = (isEnabled: boolean) => () =>
  vscode.workspace.getConfiguration('prr').update('enable', isEnabled, vscode.ConfigurationTarget.Workspace);

/** What the status item opens: the views, what was analysed, the settings, and the switch. */
const entries = (observing: Pick<Observing, 'describe'>): readonly Entry[] => [
  { label: `$(warning) ${vscode.l10n.t('Show Findings')}`, run: command('prr.findings.focus') },
  { label: `$(checklist) ${vscode.l10n.t('Show Checklist')}`, run: command('prr.checklist.focus') },
  { label: `$(dashboard) ${vscode.l10n.t('Show Overview')}`, run: command('prr.showOverview') },
  { label: '', kind: vscode.QuickPickItemKind.Separator },
  {
    label: `$(search) ${vscode.l10n.t('Show Analysis Scope')}`,
    description: vscode.l10n.t('what was read and what was left out'),
    run: command('prr.showStatus'),
  },
  {
    label: `$(telescope) ${vscode.l10n.t('Observe Production')}`,
    detail: observing.describe(),
    run: command('prr.observe'),
  },
  { label: `$(output) ${vscode.l10n.t('Show Log')}`, run: command('prr.showLog') },
  { label: '', kind: vscode.QuickPickItemKind.Separator },
  {
    label: `$(settings-gear) ${vscode.l10n.t('Open Settings')}`,
    run: command('workbench.action.openSettings', '@ext:production-readiness.production-readiness'),
  },
  { label: `$(mortar-board) ${vscode.l10n.t('Open Walkthrough')}`, run: command('prr.openWalkthrough') },
  { label: `$(circle-slash) ${vscode.l10n.t('Disable in This Workspace')}`, run: setEnabled(false) },
];

const whenOff: readonly Entry[] = [
  { label: `$(play) ${vscode.l10n.t('Enable in This Workspace')}`, run: setEnabled(true) },
  {
    label: `$(settings-gear) ${vscode.l10n.t('Open Settings')}`,
    run: command('workbench.action.openSettings', '@ext:production-readiness.production-readiness'),
  },
];

/** The menu of the status item, and the commands that it shares with the palette. */
export function registerMenu(isEnabled: () => boolean, observing: Pick<Observing, 'describe'>): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('prr.showMenu', () =>
      orTell(async () => {
        const chosen = await vscode.window.showQuickPick(isEnabled() ? entries(observing) : whenOff, {
          title: vscode.l10n.t('Production Readiness'),
        });
        await chosen?.run?.();
      }),
    ),
    vscode.commands.registerCommand('prr.enable', () => orTell(async () => setEnabled(true)())),
    vscode.commands.registerCommand('prr.openWalkthrough', () =>
      vscode.commands.executeCommand(
        'workbench.action.openWalkthrough',
        'production-readiness.production-readiness#start',
        false,
      ),
    ),
  );
}
