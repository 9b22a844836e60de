import * as vscode from 'vscode';
import { gitName } from './git.ts';
import { isInBrowser } from './host.ts';

const key = 'prr.author';

/** The name that answers and notes are signed with: asked once, git's name or the system's being offered. Undefined when the person left. */
export async function author(state: vscode.Memento): Promise<string | undefined> {
  const known = state.get<string>(key);
  if (known !== undefined) return known;
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Your name'),
    prompt: vscode.l10n.t('Answers and notes are signed with it. Asked once.'),
    value: (await gitName()) ?? (await systemName()),
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('A name is needed') : undefined),
  });
  if (name === undefined) return undefined;
  await state.update(key, name.trim());
  return name.trim();
}

/** The name, if it was asked for already. */
export function knownAuthor(state: vscode.Memento): string | undefined {
  return state.get<string>(key);
}

/** The name of the person on this machine; empty in a browser. */
async function systemName(): Promise<string> {
  if (isInBrowser) return '';
  return (await import('node:os')).userInfo().username;
}
