import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { orTell, reveal } from '../places.ts';
import type { FromSidebar, ToSidebar } from './messages.ts';
import type { Notes } from './view.ts';

/** The notes sidebar: a webview without network and without inline script, on the editor's own colours. */
export function registerSidebar(notes: Notes, extension: vscode.Uri): vscode.Disposable {
  let view: vscode.WebviewView | undefined;
  const dist = vscode.Uri.joinPath(extension, 'dist');
  const post = () => {
    const message: ToSidebar = vscode.workspace.workspaceFolders?.length
      ? { type: 'notes', notes: notes.all }
      : { type: 'no-folder' };
    void view?.webview.postMessage(message);
    const open = notes.all.filter((note) => note.state === 'open' && note.kind !== 'praise').length;
    if (view) view.badge = open > 0 ? { value: open, tooltip: `${open} open notes` } : undefined;
  };
  const receive = async (message: FromSidebar): Promise<void> => {
    if (message.type === 'ready') return post();
    if (message.type === 'open-folder') {
      await vscode.commands.executeCommand('vscode.openFolder');
      return;
    }
    if (message.type === 'add') {
      await notes.add({ kind: message.kind, text: message.text });
      return;
    }
    const note = notes.all.find((each) => each.id === message.id);
    if (!note) return;
    const { id } = note;
    switch (message.type) {
      case 'open': {
        const at = note.at ?? note.lost?.near;
        if (at) await reveal(at);
        return;
      }
      case 'reply':
        return notes.change({ id, change: 'reply', text: message.text });
      case 'resolve':
      case 'reopen':
        return notes.change({ id, change: message.type });
      case 'remove':
        return remove(id);
      case 'place': {
        const editor = vscode.window.activeTextEditor;
        if (!editor) throw new Error('Open the file and put the cursor on the line first');
        return notes.change({
          id,
          change: 'move',
          uri: editor.document.uri.toString(),
          line: editor.selection.active.line,
        });
      }
    }
  };
  const remove = async (id: string): Promise<void> => {
    const yes = 'Remove';
    const detail = 'Its whole thread goes with it. Resolving it keeps it.';
    if ((await vscode.window.showWarningMessage('Remove this note?', { modal: true, detail }, yes)) === yes) {
      await notes.remove({ id });
    }
  };

  return vscode.Disposable.from(
    notes.onChanged(post),
    vscode.workspace.onDidChangeWorkspaceFolders(post),
    vscode.window.registerWebviewViewProvider('prr.notes', {
      resolveWebviewView(resolved) {
        view = resolved;
        resolved.webview.options = { enableScripts: true, localResourceRoots: [dist] };
        resolved.webview.html = page(resolved.webview, dist);
        resolved.webview.onDidReceiveMessage((message: FromSidebar) => void orTell(() => receive(message)));
        resolved.onDidDispose(() => (view = undefined));
      },
    }),
  );
}

function page(webview: vscode.Webview, dist: vscode.Uri): string {
  const at = (...path: string[]) => webview.asWebviewUri(vscode.Uri.joinPath(dist, ...path)).toString();
  const nonce = randomBytes(16).toString('base64');
  const csp = `default-src 'none'; style-src ${webview.cspSource}; font-src ${webview.cspSource}; script-src 'nonce-${nonce}';`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${at('codicon.css')}">
<link rel="stylesheet" href="${at('webview', 'notes.css')}">
<title>Consultation Notes</title>
</head>
<body>
<main id="notes" aria-live="polite"></main>
<script nonce="${nonce}" src="${at('webview', 'notes.js')}"></script>
</body>
</html>`;
}
