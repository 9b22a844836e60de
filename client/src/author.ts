import os from 'node:os';
import * as vscode from 'vscode';
import { gitName } from './git.ts';

const key = 'prr.author';

/** The name that answers and notes are signed with: asked once, git's name or the system's being offered. Undefined when the person left. */
export async function author(state: vscode.Memento): Promise<string | undefined> {
  const known = state.get<string>(key);
  if (known !== undefined) return known;
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Your name'),
    prompt: vscode.l10n.t('Answers and notes are signed with it. Asked once.'),
    value: (await gitName()) ?? os.userInfo().username,
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
