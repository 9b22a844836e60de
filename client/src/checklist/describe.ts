import * as vscode from 'vscode';

const kinds = [
  { label: vscode.l10n.t('Service'), detail: vscode.l10n.t('Answers requests'), value: 'service' },
  { label: vscode.l10n.t('Job'), detail: vscode.l10n.t('Runs to completion, or processes a queue'), value: 'job' },
  { label: vscode.l10n.t('Website'), detail: vscode.l10n.t('Pages that run in a browser'), value: 'website' },
];

/** Asks for name, kind and folder of a service that was not detected, writes its file and opens it; undefined when the person left. */
export async function describeManually(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = folders.length > 1 ? await vscode.window.showWorkspaceFolderPick() : folders[0];
  if (!folder) return undefined;
  const uriOf = (name: string) => vscode.Uri.joinPath(folder.uri, '.prr', 'services', `${name}.yaml`);
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Describe a service (1 of 3): name'),
    prompt: vscode.l10n.t('Lowercase letters, digits, hyphens and dots'),
    value: folder.name.toLowerCase().replace(/[^a-z0-9.-]+/g, '-'),
    ignoreFocusOut: true,
    async validateInput(value) {
      if (!/^[a-z0-9][a-z0-9.-]{0,62}$/.test(value))
        return vscode.l10n.t('Use lowercase letters, digits, hyphens and dots');
      return (await isThere(uriOf(value))) ? vscode.l10n.t('{0} is already described', value) : undefined;
    },
  });
  if (name === undefined) return undefined;
  const chosen = await vscode.window.showQuickPick(kinds, {
    title: vscode.l10n.t('Describe a service (2 of 3): kind'),
    ignoreFocusOut: true,
  });
  if (!chosen) return undefined;
  const root = await vscode.window.showInputBox({
    title: vscode.l10n.t('Describe a service (3 of 3): folder of its code'),
    prompt: vscode.l10n.t('Relative to {0}; . for all of it', folder.name),
    value: '.',
    ignoreFocusOut: true,
    async validateInput(value) {
      const inside = !value.startsWith('/') && !value.split(/[/\\]/).includes('..');
      const isFolder = inside && (await isThere(vscode.Uri.joinPath(folder.uri, value)));
      return isFolder ? undefined : vscode.l10n.t('Enter a folder of this workspace');
    },
  });
  if (root === undefined) return undefined;
  const text = `# Facts about ${name} that its files do not show.
# Remove the # from the lines that you fill in; the checklist then asks what applies.
kind: ${chosen.value}
root: ${JSON.stringify(root)}
# tier: 2               # 1 critical (above 99.9 %), 2 standard, 3 experimental (below 99 %)
# phase: operate        # design, build, launch or operate
# owner: team that owns it
# contact: how to reach the owner
`;
  const uri = uriOf(name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(uri);
  void vscode.window.showInformationMessage(vscode.l10n.t('Created {0}.', vscode.workspace.asRelativePath(uri)));
  return uri;
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
