import * as vscode from 'vscode';
import { method, type SuppressionView } from '../../../server/src/protocol.ts';
import { orTell, reveal } from '../places.ts';
import type { Server } from '../server.ts';

type Entry = vscode.QuickPickItem & { readonly at: SuppressionView['at'] };

/** What is ignored, in one list that leads to each place. */
export function registerSuppressions(server: Server): vscode.Disposable {
  return vscode.commands.registerCommand('prr.showSuppressions', () =>
    orTell(async () => {
      const found = await server.request<SuppressionView[]>(method.suppressions);
      if (found.length === 0) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('Production Readiness: nothing is ignored in this workspace.'),
        );
        return;
      }
      const chosen = await vscode.window.showQuickPick(found.map(entryOf), {
        title: vscode.l10n.t('What is ignored'),
        placeHolder: vscode.l10n.t('Choose one to go there'),
        matchOnDescription: true,
        matchOnDetail: true,
        ignoreFocusOut: true,
      });
      if (chosen) await reveal(chosen.at);
    }),
  );
}

function entryOf({ at, rules, reason, until, inForce, hides }: SuppressionView): Entry {
  const effect = !inForce
    ? vscode.l10n.t('without effect')
    : hides === 0
      ? vscode.l10n.t('hides nothing')
      : vscode.l10n.t('hides {0}', hides);
  return {
    label: `$(${inForce && hides > 0 ? 'eye-closed' : 'warning'}) ${rules.join(', ')}`,
    description: `${reason === '' ? vscode.l10n.t('no reason given') : reason}${until === undefined ? '' : ` ${vscode.l10n.t('(until {0})', until)}`}`,
    detail: `${at.path}:${at.line + 1}, ${effect}`,
    at,
  };
}
