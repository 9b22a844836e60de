import * as vscode from 'vscode';

/** The extension runs in a web worker, where there are no processes, no git and no disk. */
export const isInBrowser = 'WorkerGlobalScope' in globalThis;

/** Schemes of the files that the server reads: on disk, and in a browser those of the folders that are open. */
export function schemesRead(): readonly string[] {
  if (!isInBrowser) return ['file'];
  return [...new Set((vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme))];
}

/** Whether the server reads this file. */
export function isRead(uri: vscode.Uri): boolean {
  return schemesRead().includes(uri.scheme);
}

/** Folders are open, and the server reads none of them. */
export function areAllUnread(): boolean {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.length > 0 && !folders.some(({ uri }) => isRead(uri));
}

/** What is missing where the extension runs, one sentence each. */
export function missingHere(): readonly string[] {
  if (!isInBrowser) return [];
  return [
    vscode.l10n.t('Git: the setting `prr.newSince` has no effect, and all findings are shown.'),
    vscode.l10n.t('Guide folders outside of the workspace folder.'),
    vscode.l10n.t('The MCP server and the command line `prr`, which are processes.'),
    vscode.l10n.t('Observe Production, which asks servers.'),
    vscode.l10n.t('The cache: each window reads the workspace again.'),
    vscode.l10n.t('Symbolic links, which are not followed.'),
  ];
}
