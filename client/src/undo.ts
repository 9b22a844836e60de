import * as vscode from 'vscode';
import { method } from '../../server/src/protocol.ts';
import type { ChangeView } from '../../server/src/protocol/checklist.ts';
import { orTell } from './places.ts';
import type { Server } from './server.ts';

/** Changes of this window that can be undone, the last first. */
export interface Undo extends vscode.Disposable {
  keep(change: ChangeView, what: string): void;
}

/** The command that takes the last answer or description back, as often as there was one. */
export function registerUndo(server: Server): Undo {
  const kept: { readonly change: ChangeView; readonly what: string }[] = [];
  const tell = () => void vscode.commands.executeCommand('setContext', 'prr.canUndo', kept.length > 0);
  let before: Promise<unknown> = Promise.resolve();
  // One after the other: the next is the last one only when the one before is off the stack.
  const registered = vscode.commands.registerCommand('prr.undoAnswer', () => {
    const step = async () => {
      const last = kept.at(-1);
      if (!last) return;
      await server.request<null>(method.undo, last.change);
      kept.splice(kept.indexOf(last), 1);
      tell();
      vscode.window.setStatusBarMessage(`$(discard) ${vscode.l10n.t('Undone: {0}', last.what)}`, 5000);
    };
    return (before = before.then(() => orTell(step)));
  });
  return {
    keep(change, what) {
      kept.push({ change, what });
      tell();
      vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('Written: {0}', what)}`, 5000);
    },
    dispose: () => registered.dispose(),
  };
}
